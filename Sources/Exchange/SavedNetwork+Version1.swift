import Datasets
import Tabular
import Training

// Version 1 of the models compares texts byte by byte, so that blanks around them, or other forms of accents,
// make them unknown. Such models can still be read.
extension SavedNetwork {
  /// Adds the features of a column of texts.
  func addEncoder(
    of column: RowDescription.Column, _ features: Range<Int>, at index: Int,
    to builder: inout ONNXGraphBuilder
  ) -> String {
    let number = "\(index + 1)"
    let at = builder.constant(.integers("category\(number)_at", [index], [1]))
    let text = builder.add(
      "Gather", ["categories", at], to: "category\(number)", attributes: [.integer("axis", 1)])
    let level = builder.add(
      "LabelEncoder", [text], to: "level\(number)", domain: ONNXGraphBuilder.encoders,
      attributes: encoder(of: column, features))
    return column.isOneHot ? addOneHot(of: level, count: features.count, to: &builder) : level
  }

  /// The node that turns the texts of a column into the indices of its levels. An unknown text becomes -1, or
  /// NaN if the column is a number to be filled.
  private func encoder(
    of column: RowDescription.Column, _ features: Range<Int>
  ) -> [ONNXAttributeProto] {
    let levels = column.levels ?? []
    guard column.isOneHot else {
      return [
        .texts("keys_strings", levels), .floats("values_floats", levels.indices.map(Float.init)),
        .float("default_float", .nan),
      ]
    }
    let marks = description.rows.missingMarks.filter { !levels.contains($0) }
    let missing =
      column.missing == .category
      ? levels.count - 1
      : fitted.imputer.fills[features].firstIndex(of: 1).map { $0 - features.lowerBound } ?? -1
    return [
      .texts("keys_strings", levels + marks),
      .integers("values_int64s", Array(levels.indices) + marks.map { _ in missing }),
      .integer("default_int64", -1),
    ]
  }

  private func addOneHot(
    of level: String, count: Int, to builder: inout ONNXGraphBuilder
  ) -> String {
    let name = "indices\(count)"
    if !builder.graph.initializer.contains(where: { $0.name == name }) {
      _ = builder.constant(.integers(name, Array(0..<count), [1, count]))
    }
    let isLevel = builder.add("Equal", [level, name], to: "is_\(level)")
    return builder.add(
      "Cast", [isLevel], to: "features_of_\(level)",
      attributes: [.integer("to", ONNXTensorProto.DataType.float.rawValue)])
  }
}

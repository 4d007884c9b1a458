import Datasets
import Tabular
import Training

// The nodes that turn texts into features, as RowEncoder does for rows that are read; see Levels.
extension SavedNetwork {
  /// Adds the features of a column of texts: a 0/1 feature for each level, or for ordered levels the index of
  /// the level, NaN for an unknown text.
  func addPatterns(
    of column: RowDescription.Column, _ features: Range<Int>, at index: Int,
    to builder: inout ONNXGraphBuilder
  ) -> String {
    let number = "\(index + 1)"
    let at = builder.constant(.integers("category\(number)_at", [index], [1]))
    let text = builder.add(
      "Gather", ["categories", at], to: "category\(number)", attributes: [.integer("axis", 1)])
    let matches = patterns(of: column, features).enumerated().map { level, pattern in
      builder.add(
        "RegexFullMatch", [text], to: "is_level\(number)_\(level + 1)",
        attributes: [.text("pattern", pattern)])
    }
    let isLevel = builder.add(
      "Concat", matches, to: "is_level\(number)", attributes: [.integer("axis", 1)])
    let hits = builder.add(
      "Cast", [isLevel], to: "levels\(number)",
      attributes: [.integer("to", ONNXTensorProto.DataType.float.rawValue)])
    return column.isOneHot ? hits : addPlace(of: hits, number, matches.count, to: &builder)
  }

  /// A pattern for each level. The marks of missing values belong to the pattern of the level that they become,
  /// unless they are levels themselves.
  private func patterns(of column: RowDescription.Column, _ features: Range<Int>) -> [String] {
    let levels = Levels(column.levels ?? [])
    let marks = description.rows.missingMarks.filter { levels.index(of: $0) == nil }
    let missing =
      column.missing == .category
      ? levels.texts.count - 1
      : fitted.imputer.fills[features].firstIndex(of: 1).map { $0 - features.lowerBound }
    return levels.texts.enumerated().map { index, level in
      levels.pattern(of: [level] + (column.isOneHot && index == missing ? marks : []))
    }
  }

  /// The index of the only 1 in each row of `hits`, or NaN if there is none.
  private func addPlace(
    of hits: String, _ number: String, _ count: Int, to builder: inout ONNXGraphBuilder
  ) -> String {
    let places = builder.constant(
      .floats("places\(number)", (0..<count).map(Float.init), [count, 1]))
    let ones = builder.constant(
      .floats("ones\(number)", Array(repeating: 1, count: count), [count, 1]))
    let none = builder.constant(.floats("none\(number)", [.nan], [1]))
    let half = builder.constant(.floats("half\(number)", [0.5], [1]))
    let place = builder.add("MatMul", [hits, places], to: "place\(number)")
    let sum = builder.add("MatMul", [hits, ones], to: "known\(number)")
    let isKnown = builder.add("Greater", [sum, half], to: "is_known\(number)")
    return builder.add("Where", [isKnown, place, none], to: "level\(number)")
  }
}

import Datasets
import Foundation
import Tabular
import Training

// The graph maps raw rows to probabilities. Its nodes do what the loader and the scaler do, in the same order
// and precision, so that the network gets the same features.
extension SavedNetwork {
  /// The whole model.
  var model: ONNXModelProto {
    var model = ONNXModelProto()
    model.irVersion = hasPatterns ? 9 : 8
    model.producerName = "PruneBench"
    model.producerVersion = "\(description.version)"
    model.docString = "\(description.title): \(description.fit.architecture), \(connections)"
    let operatorSets = hasPatterns ? [("", 20)] : [("", 17), (ONNXGraphBuilder.encoders, 3)]
    model.opsetImport = operatorSets.map { domain, version in
      ONNXOperatorSetIdProto(domain: domain, version: Int64(version))
    }
    model.graph = graph
    let kept = description.fit.connections.map(String.init).joined(separator: " + ")
    // The description is last, so that a truncated model lacks it.
    let entries: [(String, String?)] = [
      ("connections", kept), (TrainedRows.key, trainedRows?.text),
      (ModelDescription.key, description.json),
    ]
    model.metadataProps = entries.compactMap { key, value in
      value.map { ONNXStringStringEntryProto(key: key, value: $0) }
    }
    return model
  }

  /// The graph alone.
  var graph: ONNXGraphProto {
    var builder = ONNXGraphBuilder()
    let features = addFeatures(to: &builder)
    let scaled = fitted.scaler.add(on: features, to: &builder)
    addNetwork(on: scaled, to: &builder)
    var graph = builder.graph
    graph.name = description.dataset
    return graph
  }

  /// Whether texts are matched by patterns, which needs newer operators than the rest.
  private var hasPatterns: Bool {
    description.version > 1 && description.rows.featureColumns.contains { $0.column.levels != nil }
  }

  /// Raw rows to features: texts are encoded, missing values filled.
  private func addFeatures(to builder: inout ONNXGraphBuilder) -> String {
    let columns = description.rows.featureColumns
    let numbers = columns.filter { $0.column.levels == nil }
    let categories = columns.filter { $0.column.levels != nil }
    // The features, in the order in which they are concatenated.
    var pieces: [String] = []
    var order: [Int] = []
    if !numbers.isEmpty {
      let offsets = numbers.map { $0.column.offset ?? 0 }
      let isExact = offsets.contains { $0 != 0 }
      builder.input(
        "numbers", isExact ? .double : .float, columns: numbers.count,
        doc: "NaN where a value is missing, dates as days from 1970-01-01: "
          + numbers.map(\.column.name).joined(separator: ", "))
      pieces.append(isExact ? addOffsets(offsets, to: &builder) : "numbers")
      order += numbers.flatMap(\.features)
    }
    if !categories.isEmpty {
      builder.input(
        "categories", .string, columns: categories.count,
        doc: "as written, blanks around them do not count: "
          + categories.map(\.column.name).joined(separator: ", "))
    }
    for (index, (column, features)) in categories.enumerated() {
      pieces.append(
        description.version == 1
          ? addEncoder(of: column, features, at: index, to: &builder)
          : addPatterns(of: column, features, at: index, to: &builder))
      order += features
    }
    var all = pieces[0]
    if pieces.count > 1 {
      all = builder.add("Concat", pieces, to: "pieces", attributes: [.integer("axis", 1)])
    }
    let positions = order.indices.sorted { order[$0] < order[$1] }
    if positions != Array(order.indices) {
      let order = builder.constant(.integers("feature_order", positions, [positions.count]))
      all = builder.add(
        "Gather", [all, order], to: "features", attributes: [.integer("axis", 1)])
    }
    let fills = builder.constant(
      .floats("fills", fitted.imputer.fills, [fitted.features]))
    let isMissing = builder.add("IsNaN", [all], to: "is_missing")
    return builder.add("Where", [isMissing, fills, all], to: "filled")
  }

  /// Subtracts the offsets of columns with large numbers that are close to one another, before they are rounded
  /// to single precision.
  private func addOffsets(_ offsets: [Double], to builder: inout ONNXGraphBuilder) -> String {
    let constant = builder.constant(.doubles("offsets", offsets))
    let rest = builder.add("Sub", ["numbers", constant], to: "from_offsets")
    return builder.add(
      "Cast", [rest], to: "numbers_single",
      attributes: [.integer("to", ONNXTensorProto.DataType.float.rawValue)])
  }

  /// The layers, softmax, and the name of the most likely class.
  private func addNetwork(on scaled: String, to builder: inout ONNXGraphBuilder) {
    let network = fitted.network
    var value = scaled
    if network.features != Array(0..<fitted.features) {
      let kept = builder.constant(
        .integers("kept_features", network.features, [network.features.count]))
      value = builder.add(
        "Gather", [value, kept], to: "kept", attributes: [.integer("axis", 1)])
    }
    for (index, layer) in network.layers.enumerated() {
      let number = index + 1
      let isLast = number == network.layers.count
      let weights = builder.constant(
        .floats("weights\(number)", layer.weightValues, [layer.inputs, layer.outputs]))
      let biases = builder.constant(.floats("biases\(number)", layer.biasValues, [layer.outputs]))
      value = builder.add(
        "Gemm", [value, weights, biases], to: isLast ? "logits" : "sums\(number)")
      if !isLast { value = builder.add("Relu", [value], to: "hidden\(number)") }
    }
    let names = builder.constant(.texts("class_names", description.classes))
    builder.add("Softmax", [value], to: "probabilities", attributes: [.integer("axis", -1)])
    let best = builder.add(
      "ArgMax", [value], to: "class",
      attributes: [.integer("axis", 1), .integer("keepdims", 0)])
    builder.add("Gather", [names, best], to: "label", attributes: [.integer("axis", 0)])
    builder.output(
      "probabilities", .float, columns: description.classes.count,
      doc: description.classes.joined(separator: ", "))
    builder.output("label", .string, columns: nil, doc: "the name of the likeliest class")
  }
}

extension ModelDescription {
  /// The description as JSON with sorted keys.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // It holds only strings and integers, which can always be encoded.
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}

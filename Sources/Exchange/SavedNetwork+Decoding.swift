public import Foundation
public import Inputs
import Tabular
import Training

extension SavedNetwork {
  /// Decodes a model from `bytes`, the content of `file`.
  ///
  /// Nothing in the file is trusted. Every shape is checked before a network is built, and the graph must be
  /// exactly the one that PruneBench writes for this network. Otherwise a changed model would be scored by the
  /// wrong function.
  /// - Throws: ``InputError`` if the model is incomplete, or not written by PruneBench.
  public init(decoding bytes: Data, file: String) throws(InputError) {
    let reader = ModelReader(file: file)
    guard bytes.count <= Self.byteLimit else {
      throw reader.error("a model of at most 2 GiB", found: "\(bytes.count) bytes")
    }
    let model: ONNXModelProto
    do {
      model = try ONNXModelProto(decoding: bytes)
    } catch {
      throw reader.error(
        "an ONNX model", found: "something else", hint: "is the file complete?")
    }
    let entries = model.metadataProps.filter { $0.key == ModelDescription.key }
    guard let theirs = model.graph, entries.count == 1 else {
      let producer = model.producerName ?? ""
      throw reader.error(
        "a model that PruneBench saved",
        found: producer.isEmpty ? "something else" : "one of \(producer)",
        hint: "other models cannot be scored, since they do not say how to read rows")
    }
    let description = try reader.description(entries[0].value ?? "")
    let network = try reader.network(theirs, described: description)
    try self.init(
      network, described: description, trainedOn: try reader.trainedRows(model.metadataProps),
      file: file)
    // Compares bytes, because a constant may be NaN, which is not equal to itself.
    guard reader.comparable(graph).encoded() == reader.comparable(theirs).encoded() else {
      throw reader.error(
        "the graph that PruneBench writes for this network", found: "another one",
        hint: "was the model changed? Score it with onnxruntime")
    }
  }
}

/// Converts the parts of a model into values, or throws an error that says what is wrong.
private struct ModelReader {
  let file: String

  func error(_ expected: String, found: String?, hint: String? = nil) -> InputError {
    InputError(file: file, expected: expected, found: found, hint: hint)
  }

  func description(_ json: String) throws(InputError) -> ModelDescription {
    /// Only the version, which all later versions must keep.
    struct Version: Decodable { let version: Int }

    let data = Data(json.utf8)
    let decoder = JSONDecoder()
    if let read = try? decoder.decode(Version.self, from: data),
      !(1...ModelDescription.currentVersion).contains(read.version)
    {
      throw error(
        "a model of version 1 to \(ModelDescription.currentVersion)", found: "\(read.version)",
        hint: "another version of PruneBench wrote it")
    }
    guard let description = try? decoder.decode(ModelDescription.self, from: data) else {
      throw error("a description of the dataset in the metadata", found: json)
    }
    if let flaw = description.flaw {
      throw error("a consistent description of the dataset", found: flaw)
    }
    return description
  }

  func trainedRows(
    _ entries: [ONNXStringStringEntryProto]
  ) throws(InputError) -> TrainedRows? {
    guard let entry = entries.first(where: { $0.key == TrainedRows.key }) else { return nil }
    guard let rows = TrainedRows(decoding: entry.value ?? "") else {
      throw error("ascending hashes of rows in '\(TrainedRows.key)'", found: entry.value)
    }
    return rows
  }

  func network(
    _ graph: ONNXGraphProto, described description: ModelDescription
  ) throws(InputError) -> FittedNetwork {
    var tensors: [String: ONNXTensorProto] = [:]
    for tensor in graph.initializer { tensors[tensor.name ?? ""] = tensor }
    func floats(_ name: String, rank: Int) throws(InputError) -> (values: [Float], dims: [Int]) {
      guard let tensor = tensors[name], tensor.dims.count == rank,
        let values = tensor.finiteFloats
      else { throw error("finite numbers in '\(name)', of \(rank) dimensions", found: nil) }
      return (values, tensor.dims.map(Int.init))
    }
    let count = description.rows.featureColumns.map(\.features.count).reduce(0, +)
    let fills = try floats("fills", rank: 1).values
    guard fills.count == count else {
      throw error("\(count) numbers in 'fills'", found: "\(fills.count)")
    }
    guard let scaler = Scaler(of: tensors, features: count) else {
      let names =
        tensors["center"] == nil ? "'minimum' and 'maximum'" : "'center', 'factor' and 'base'"
      throw error("\(count) finite numbers each in \(names)", found: nil)
    }
    var features = Array(0..<count)
    if let kept = tensors["kept_features"] {
      guard let indices = kept.integers, !indices.isEmpty,
        indices.allSatisfy(features.indices.contains),
        zip(indices, indices.dropFirst()).allSatisfy(<)
      else { throw error("features from 0 to \(count - 1) in 'kept_features'", found: nil) }
      features = indices
    }
    var layers: [Layer] = []
    var inputs = features.count
    var connections = 0
    while tensors["weights\(layers.count + 1)"] != nil {
      let number = layers.count + 1
      let weights = try floats("weights\(number)", rank: 2)
      let biases = try floats("biases\(number)", rank: 1)
      guard weights.dims == [inputs, biases.values.count] else {
        throw error(
          "\(inputs) x \(biases.values.count) numbers in 'weights\(number)'",
          found: weights.dims.map(String.init).joined(separator: " x "))
      }
      connections += weights.values.count
      guard connections <= Architecture.connectionLimit else {
        throw error("at most \(Architecture.connectionLimit) connections", found: "more")
      }
      layers.append(Layer(trained: weights.values, biases: biases.values, inputs: inputs))
      inputs = biases.values.count
    }
    guard !layers.isEmpty, inputs == description.classes.count else {
      throw error("layers that end in \(description.classes.count) classes", found: nil)
    }
    return FittedNetwork(
      imputer: Imputer(fills: fills), scaler: scaler,
      network: Network(features: features, layers: layers))
  }

  /// The parts of a graph that determine its outputs, without documentation.
  func comparable(_ graph: ONNXGraphProto) -> ONNXGraphProto {
    var graph = graph
    graph.docString = nil
    graph.name = nil
    for index in graph.input.indices { graph.input[index].docString = nil }
    for index in graph.output.indices { graph.output[index].docString = nil }
    return graph
  }
}

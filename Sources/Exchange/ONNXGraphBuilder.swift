import Foundation

/// Collects the nodes and constants of a graph. A node has the name of its output.
struct ONNXGraphBuilder {
  /// The operator set of encoders, which is not part of the standard's own set.
  static let encoders = "ai.onnx.ml"

  private(set) var graph = ONNXGraphProto()

  /// Adds a node and returns the name of its output.
  @discardableResult
  mutating func add(
    _ operation: String, _ inputs: [String], to output: String, domain: String = "",
    attributes: [ONNXAttributeProto] = []
  ) -> String {
    graph.node.append(
      ONNXNodeProto(
        input: inputs, output: [output], name: output, opType: operation, attribute: attributes,
        domain: domain.isEmpty ? nil : domain))
    return output
  }

  /// Adds a conversion to another type.
  mutating func cast(
    _ value: String, _ type: ONNXTensorProto.DataType, to output: String
  ) -> String {
    add("Cast", [value], to: output, attributes: [.integer("to", type.rawValue)])
  }

  /// Adds a constant and returns its name.
  mutating func constant(_ tensor: ONNXTensorProto) -> String {
    graph.initializer.append(tensor)
    return tensor.name ?? ""
  }

  /// Declares an input of any number of rows.
  mutating func input(_ name: String, _ type: ONNXTensorProto.DataType, columns: Int, doc: String) {
    graph.input.append(Self.table(name, type, columns: columns, doc: doc))
  }

  /// Declares an output of any number of rows; without `columns` it has one dimension.
  mutating func output(_ name: String, _ type: ONNXTensorProto.DataType, columns: Int?, doc: String)
  {
    graph.output.append(Self.table(name, type, columns: columns, doc: doc))
  }

  private static func table(
    _ name: String, _ type: ONNXTensorProto.DataType, columns: Int?, doc: String
  ) -> ONNXValueInfoProto {
    var shape = ONNXTensorShapeProto(dim: [.init(dimParam: "rows")])
    if let columns { shape.dim.append(.init(dimValue: Int64(columns))) }
    let tensor = ONNXTypeProto.Tensor(elemType: Int32(type.rawValue), shape: shape)
    return ONNXValueInfoProto(
      name: name, type: ONNXTypeProto(tensorType: tensor), docString: doc)
  }
}

extension ONNXAttributeProto {
  static func integer(_ name: String, _ value: Int) -> Self {
    var attribute = Self(name, .int)
    attribute.i = Int64(value)
    return attribute
  }

  static func float(_ name: String, _ value: Float) -> Self {
    var attribute = Self(name, .float)
    attribute.f = value
    return attribute
  }

  static func integers(_ name: String, _ values: [Int]) -> Self {
    var attribute = Self(name, .ints)
    attribute.ints = values.map(Int64.init)
    return attribute
  }

  static func floats(_ name: String, _ values: [Float]) -> Self {
    var attribute = Self(name, .floats)
    attribute.floats = values
    return attribute
  }

  static func text(_ name: String, _ value: String) -> Self {
    var attribute = Self(name, .string)
    attribute.s = Data(value.utf8)
    return attribute
  }

  static func texts(_ name: String, _ values: [String]) -> Self {
    var attribute = Self(name, .strings)
    attribute.strings = values.map { Data($0.utf8) }
    return attribute
  }

  private init(_ name: String, _ type: AttributeType) {
    self.init()
    self.name = name
    self.type = type.rawValue
  }
}

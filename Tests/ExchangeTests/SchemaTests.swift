import Foundation
import Testing

@testable import Exchange

/// Compares the schema with bytes written by hand and by the onnx package.
struct SchemaTests {
  @Test func aTensorIsTheBytesOfTheStandard() throws {
    let tensor = ONNXTensorProto.floats("w", [1.5, -2], [2])
    let bytes = [UInt8](tensor.encoded())
    #expect(
      bytes == [
        // dims (field 1): 2; data_type (2): FLOAT = 1; name (8): "w"; raw_data (9): 8 bytes.
        0x08, 2, 0x10, 1, 0x42, 1, 0x77, 0x4A, 8, 0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0,
      ])
  }

  @Test func whatTheONNXPackageWroteIsRead() throws {
    let file = try #require(
      Bundle.module.url(forResource: "Golden", withExtension: nil)?
        .appendingPathComponent("linear.onnx"))
    let data = try Data(contentsOf: file)
    let model = try ONNXModelProto(decoding: data)
    #expect(model.irVersion == 8 && model.producerName == "golden")
    #expect(model.opsetImport.map(\.domain) == ["", "ai.onnx.ml"])
    #expect(model.opsetImport.map(\.version) == [17, 3])
    #expect(model.metadataProps.map { [$0.key, $0.value] } == [["colour", "grün"]])
    let graph = try #require(model.graph)
    #expect(graph.name == "linear" && graph.docString == "a product")
    #expect(graph.node.map(\.opType) == ["MatMul", "LabelEncoder", "Softmax"])
    #expect(graph.node[0].input == ["numbers", "weights"] && graph.node[0].output == ["sums"])
    #expect(graph.node[0].name == "product" && graph.node[1].domain == "ai.onnx.ml")
    var encoder: [String: ONNXAttributeProto] = [:]
    for attribute in graph.node[1].attribute { encoder[attribute.name ?? ""] = attribute }
    #expect(encoder["keys_strings"] == .texts("keys_strings", ["red", "blue"]))
    #expect(encoder["values_int64s"] == .integers("values_int64s", [0, 1]))
    #expect(encoder["default_int64"] == .integer("default_int64", -1))
    #expect(graph.node[2].attribute == [.integer("axis", -1)])
    #expect(
      graph.initializer[0] == .floats("weights", [1.5, -2, 0.25, 0, 3, -0.5], [2, 3]))
    #expect(graph.initializer[0].finiteFloats == [1.5, -2, 0.25, 0, 3, -0.5])
    #expect(graph.initializer[1] == .texts("names", ["oak", "ülme"]))
    let shape = try #require(graph.input[0].type?.tensorType?.shape)
    #expect(shape.dim.map(\.dimParam) == ["rows", nil] && shape.dim[1].dimValue == 2)
    #expect(graph.input.map(\.type?.tensorType?.elemType) == [1, 8])
    #expect(graph.output.map(\.type?.tensorType?.elemType) == [1, 7])
    // The schema knows all of its fields.
    #expect(model.encoded() == data)
    #expect(graph.unknownFields.isEmpty && model.unknownFields.isEmpty)
  }
}

import Foundation
import Inputs
import Tabular
import Testing

@testable import Exchange
@testable import Training

struct SavedNetworkTests {
  @Test(arguments: [[], [6], [5, 4]], [false, true])
  func readingGivesWhatWasWritten(hidden: [Int], isPruned: Bool) throws {
    try Fixture.withFixture { fixture in
      let saved = try fixture.saved(hidden: hidden, isPruned: isPruned)
      let bytes = try saved.encoded()
      let read = try SavedNetwork(decoding: bytes, file: "model.onnx")
      #expect(read.description == saved.description)
      #expect(read.fitted.imputer == saved.fitted.imputer)
      #expect(read.fitted.scaler == saved.fitted.scaler)
      let (network, original) = (read.fitted.network, saved.fitted.network)
      #expect(network.features == original.features)
      #expect(network.connectionsByLayer == original.connectionsByLayer)
      for (layer, other) in zip(network.layers, original.layers) {
        #expect(layer.weightValues.map(\.bitPattern) == other.weightValues.map(\.bitPattern))
        #expect(layer.biasValues.map(\.bitPattern) == other.biasValues.map(\.bitPattern))
      }
      #expect(
        try read.fitted.logits(of: fixture.dataset.features)
          == saved.fitted.logits(of: fixture.dataset.features))
      #expect(try read.encoded() == bytes)
    }
  }

  @Test(arguments: Scaling.allCases)
  func everyScalingIsReadBack(_ scaling: Scaling) throws {
    try Fixture.withFixture { fixture in
      let saved = try fixture.saved(isPruned: true, scaling: scaling)
      let read = try SavedNetwork(decoding: saved.encoded(), file: "model.onnx")
      #expect(read.fitted.scaler == saved.fitted.scaler)
      #expect(
        try read.fitted.logits(of: fixture.dataset.features)
          == saved.fitted.logits(of: fixture.dataset.features))
    }
  }

  @Test(arguments: Scaling.allCases)
  func truncatedModelsAreRefused(_ scaling: Scaling) throws {
    try Fixture.withFixture { fixture in
      let bytes = try fixture.saved(isPruned: true, scaling: scaling).encoded()
      for length in 0..<bytes.count {
        #expect(throws: InputError.self) {
          try SavedNetwork(decoding: bytes.prefix(length), file: "model.onnx")
        }
      }
    }
  }

  @Test func aDamagedModelIsAnErrorOrAnotherNetwork() throws {
    try Fixture.withFixture { fixture in
      let saved = try fixture.saved(isPruned: true)
      let bytes = try saved.encoded()
      var stream = RandomStream(seed: 1, name: "damage")
      var errors = 0
      for _ in 0..<4000 {
        var damaged = bytes
        for _ in 0...stream.integer(below: 3) {
          damaged[stream.integer(below: bytes.count)] = UInt8(stream.integer(below: 256))
        }
        do throws(InputError) {
          let read = try SavedNetwork(decoding: damaged, file: "model.onnx")
          // For example another weight or name: such a model can be scored.
          let logits = try? read.fitted.logits(of: fixture.dataset.features)
          #expect(logits?.rows == fixture.dataset.rows)
        } catch {
          errors += 1
          #expect(error.file == "model.onnx")
        }
      }
      // A small model consists mostly of its description and its nodes.
      #expect(errors > 2000)
    }
  }

  /// A change to a model, and what the message must say.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let says: String
    let change: @Sendable (inout ONNXModelProto) -> Void

    init(
      _ name: String, says: String, _ change: @escaping @Sendable (inout ONNXModelProto) -> Void
    ) {
      testDescription = name
      self.says = says
      self.change = change
    }

    /// The constant `name` replaced.
    static func constant(_ tensor: ONNXTensorProto, says: String) -> Change {
      Change("\(tensor.name ?? "") of \(tensor.dims)", says: says) { model in
        model.graph?.initializer.removeAll { $0.name == tensor.name }
        model.graph?.initializer.append(tensor)
      }
    }

    /// Part of the description replaced.
    static func description(_ text: String, by other: String, says: String) -> Change {
      Change("\(text) as \(other)", says: says) { model in
        model.metadataProps[2].value?.replace(text, with: other)
      }
    }
  }

  static let changes: [Change] = {
    var huge = ONNXTensorProto.floats("weights1", [1], [1])
    huge.dims = [1 << 40, 1 << 40]
    var large = ONNXTensorProto.floats("biases1", [1], [1])
    large.dims = [1 << 29]
    var negative = ONNXTensorProto.floats("fills", [1], [1])
    negative.dims = [-1]
    return [
      .constant(huge, says: "'weights1', of 2 dimensions"),
      .constant(large, says: "'biases1', of 1 dimensions"),
      .constant(negative, says: "'fills', of 1 dimensions"),
      .constant(.floats("fills", [1, 2], [2]), says: "numbers in 'fills', found \"2\""),
      .constant(.floats("minimum", Array(repeating: .nan, count: 9), [9]), says: "'minimum'"),
      .constant(
        .floats("weights1", [1, 2, 3], [3, 1]), says: "numbers in 'weights1', found \"3 x 1\""),
      .constant(.integers("kept_features", [3, 2], [2]), says: "'kept_features'"),
      .constant(.integers("kept_features", [0, 4_000_000], [2]), says: "'kept_features'"),
      .constant(.texts("class_names", ["oak", "fir"]), says: "another one"),
      Change("no weights", says: "layers that end in 2 classes") {
        $0.graph?.initializer.removeAll { $0.name == "weights1" }
      },
      Change("another operation", says: "another one") { $0.graph?.node[3].opType = "Neg" },
      // Unknown fields, such as a function that the model defines, may change the result.
      Change("an unknown field of the graph", says: "another one") {
        $0.graph?.unknownFields = Data([0x78, 1])
      },
      Change("an unknown field of a node", says: "another one") {
        $0.graph?.node[0].unknownFields = Data([0x78, 1])
      },
      Change("an unknown kind of attribute", says: "another one") {
        $0.graph?.node[0].attribute.append(ONNXAttributeProto(name: "axis", type: 5))
      },
      Change("no nodes", says: "another one") { $0.graph?.node = [] },
      Change("no graph", says: "PruneBench saved") { $0.graph = nil },
      Change("no description", says: "one of PruneBench") { $0.metadataProps = [] },
      .description("\"version\":2", by: "\"version\":3", says: "a model of version 1 to 2"),
      .description("\"version\":2", by: "\"version\":1", says: "another one"),
      .description("\"version\":2", by: "\"versions\":2", says: "a description of the dataset"),
      .description("\"levels\"", by: "\"labels\"", says: "expected"),
      .description("\"north\"", by: "\"south\"", says: "levels of 'place'"),
      .description("\"height\"", by: "\"width\"", says: "columns with the same name"),
      .description("[0,1,1]", by: "[0,1,7]", says: "classes of 'kind'"),
      .description("\"delimiter\":\",\"", by: "\"delimiter\":\"\"", says: "a delimiter"),
      .description("\"headerRows\":1", by: "\"headerRows\":-1", says: "a header"),
      .description(
        "\"allConnections\":", by: "\"allConnections\":922337203685477", says: "connections"),
      .description("\"role\":\"target\"", by: "\"role\":\"feature\"", says: "expected"),
    ]
  }()

  @Test(arguments: changes)
  func aChangedModelIsRefused(change: Change) throws {
    try Fixture.withFixture { fixture in
      let bytes = try fixture.saved(isPruned: true).encoded()
      var model = try ONNXModelProto(decoding: bytes)
      change.change(&model)
      let changed = model.encoded()
      #expect(changed != bytes)
      do throws(InputError) {
        _ = try SavedNetwork(decoding: changed, file: "model.onnx")
        Issue.record("it was read")
      } catch {
        #expect("\(error)".contains(change.says), "\(error)")
      }
    }
  }

  /// Models of version 1, without patterns for texts, are read and give the same results.
  @Test func aModelOfTheFirstVersionIsRead() throws {
    try Fixture.withFixture { fixture in
      let saved = try fixture.saved(isPruned: true)
      let json = saved.description.json.replacing("\"version\":2", with: "\"version\":1")
      let first = try SavedNetwork(
        saved.fitted,
        described: JSONDecoder().decode(ModelDescription.self, from: Data(json.utf8)))
      let bytes = try first.encoded()
      let model = try ONNXModelProto(decoding: bytes)
      #expect(model.opsetImport.map(\.version) == [17, 3])
      #expect(model.graph?.node.count { $0.opType == "LabelEncoder" } == 3)
      let read = try SavedNetwork(decoding: bytes, file: "model.onnx")
      #expect(read.description == first.description)
      #expect(try read.encoded() == bytes)
    }
  }

  @Test func aDescriptionOfOtherFeaturesIsRefused() throws {
    try Fixture.withFixture { fixture in
      let saved = try fixture.saved(isPruned: false)
      var stream = RandomStream(seed: 1, name: "other")
      let network = Network(
        Architecture(inputs: 3, hidden: [], classes: 2), using: &stream)
      let fitted = FittedNetwork(
        imputer: Imputer(fills: [0, 0, 0]),
        scaler: Scaler(.range(minimum: [0, 0, 0], maximum: [1, 1, 1])), network: network)
      #expect(throws: InputError.self) {
        try SavedNetwork(fitted, described: saved.description)
      }
    }
  }
}

import Inputs
import Testing

@testable import Protocols

struct ProtocolFileTests {
  @Test(arguments: ["quick", "paper", "strict"])
  func builtInProtocolsAreValid(name: String) throws {
    let protocolFile = try ProtocolFile.named(name)
    #expect(protocolFile.name == name)
    #expect(!protocolFile.summary.isEmpty)
  }

  /// Section 4.2 of the paper.
  @Test func paperIsThePapersGrid() throws {
    let paper = try ProtocolFile.named("paper")
    #expect(paper.grid.hidden == [[16], [32], [64], [128], [256], [512]])
    #expect(paper.grid.l2 == [1e-4, 1e-3, 1e-2, 1e-1])
    #expect(paper.grid.batch == [16, 32, 64])
    #expect(paper.validation.repeats * paper.validation.folds == 50)
    #expect(paper.grid.settings.count * 50 == 3600)
    #expect(paper.retrains == 10 && paper.splits.testShare == 0.2)
    #expect(paper.equivalent.hidden == ["optdigits": 27])
  }

  static let valid = """
    name: t
    split: {test-share: 0.2, stratified: true}
    scaling: all
    validation: {repeats: 1, folds: 5}
    grid:
      hidden: [16, [32, 16]]
      l2: [0.001]
      batch: [16]
    training: {pretraining-epochs: 10, pruning-epochs: 20}
    pruning: {annealing-rate: 20, densities: [0.1]}
    choose: {epoch: test, density: test}
    retrains: 10
    equivalent: {search: false}
    """

  @Test func defaultsAreResolved() throws {
    let protocolFile = try ProtocolFile(parsing: Self.valid, file: "t.yaml")
    #expect(protocolFile.seed == 1)
    #expect(protocolFile.splits.count == 1)
    #expect(protocolFile.schedule.learningRate == 1e-3)
    #expect(protocolFile.pruning.normalizes)
    #expect(protocolFile.grid.hidden == [[16], [32, 16]])
  }

  @Test(arguments: [
    ("hidden: [16, [32, 16]]", "hiden: [16]", "t.yaml:6:3:", "did you mean 'hidden'?"),
    ("l2: [0.001]", "l2: [-0.001]", "t.yaml:7:8:", "found \"-0.001\""),
    ("l2: [0.001]", "l2: [nan]", "t.yaml:7:8:", "'grid.l2[0]'"),
    ("l2: [0.001]", "l2: []", "t.yaml:7:7:", "not empty"),
    ("batch: [16]", "batch: [0]", "t.yaml:8:11:", "an integer from 1"),
    ("batch: [16]", "batch: sixteen", "t.yaml:8:10:", "a list"),
    ("scaling: all", "scaling: some", "t.yaml:3:10:", "one of all, training"),
    ("folds: 5", "folds: 1", "t.yaml:4:33:", "an integer from 2"),
    ("retrains: 10\n", "", "t.yaml:1:1:", "the key 'retrains'"),
    ("densities: [0.1]", "densities: [1.5]", "t.yaml:10:43:", "found \"1.5\""),
    ("densities: [0.1]", "densities: [[0.1, 0.2]]", "t.yaml:10:43:", "one for each layer"),
    ("stratified: true", "stratified: yes", "t.yaml:2:38:", "true or false"),
    ("test-share: 0.2", "test-share: 1.0", "t.yaml:2:21:", "0.99"),
    ("name: t", "name: ../t", "t.yaml:1:7:", "lower-case letters"),
    ("retrains: 10", "retrains: 9223372036854775807", "t.yaml:12:11:", "1000000"),
    ("batch: [16]", "batch: [16, 32, 16]", "t.yaml:8:10:", "all different"),
    ("hidden: [16, [32, 16]]", "hidden: [[1000000, 1000000]]", "t.yaml:", "connections"),
  ])
  func mistakesAreLocated(
    original: String, mistake: String, place: String, says: String
  ) throws {
    let text = Self.valid.replacing(original, with: mistake)
    #expect(text != Self.valid)
    let error = try #require(throws: InputError.self) {
      try ProtocolFile(parsing: text, file: "t.yaml")
    }
    #expect(error.description.hasPrefix(place), "\(error)")
    #expect(error.description.contains(says), "\(error)")
    #expect(error.kind == .data)
  }

  @Test func unknownNamesAreExplained() throws {
    let error = try #require(throws: InputError.self) { try ProtocolFile.named("papr") }
    #expect(error.kind == .usage)
    #expect(error.description.contains("did you mean 'paper'?"))
    let missing = try #require(throws: InputError.self) { try ProtocolFile.named("no/such.yaml") }
    #expect(missing.description.hasPrefix("no/such.yaml: expected a protocol file"))
  }
}

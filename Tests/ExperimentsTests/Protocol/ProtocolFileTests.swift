import Foundation
import Inputs
import Testing
import Training
@testable import Pruning

@testable import Experiments

struct ProtocolFileTests {
  @Test(arguments: ProtocolFile.builtInNames)
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
    #expect(protocolFile.pruning.normalization == .bounded)
    #expect(protocolFile.grid.hidden == [[16], [32, 16]])
  }

  @Test(arguments: Normalization.allCases)
  func normalizationIsReadAndKept(_ normalization: Normalization) throws {
    let text = Self.valid.replacing(
      "annealing-rate: 20", with: "annealing-rate: 20, normalization: \(normalization.rawValue)")
    let pruning = try ProtocolFile(parsing: text, file: "t.yaml").pruning
    #expect(pruning.normalization == normalization)
    let copy = try JSONDecoder().decode(
      ProtocolFile.Pruning.self, from: JSONEncoder().encode(pruning))
    #expect(copy == pruning)
  }

  /// A run without the options that came later is the run that it was before: so is its name.
  @Test func whatIsOffIsNotWritten() throws {
    let protocolFile = try ProtocolFile(parsing: Self.valid, file: "t.yaml")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ value: some Encodable) throws -> String {
      String(decoding: try encoder.encode(value), as: UTF8.self)
    }
    #expect(try text(protocolFile.choice) == #"{"density":"test","epoch":"test"}"#)
    #expect(
      try text(protocolFile.pruning)
        == #"{"annealingRate":20,"densities":[[0.1]],"normalizes":true}"#)
    #expect(
      try text(protocolFile.grid) == #"{"batch":[16],"hidden":[[16],[32,16]],"l2":[0.001]}"#)
    #expect(
      try text(protocolFile.grid.settings[0]) == #"{"batch":16,"hidden":[16],"l2":0.001}"#)
  }

  @Test func ratesAndDecaysArePropertiesOfTheGrid() throws {
    let text = Self.valid.replacing(
      "batch: [16]", with: "batch: [16]\n  learning-rate: [0.002, 0.004]\n  rate-decay: [0, 0.5]")
    let grid = try ProtocolFile(parsing: text, file: "t.yaml").grid
    let settings = grid.settings.prefix(4)
    #expect(grid.settings.count == 8 && settings.map(\.rateDecay) == [nil, 0.5, nil, 0.5])
    #expect(settings.map(\.learningRate) == [0.002, 0.002, 0.004, 0.004])
    #expect(settings.map { $0.hyperparameters(learningRate: 1).learningRate }[3] == 0.004)
    #expect(grid.settings == grid.settings.sorted())
    #expect(
      "\(settings[1])" == "hidden 16, L2 0.001, batch 16, learning rate 0.002, rate decay 0.5")
    let plain = try ProtocolFile(parsing: Self.valid, file: "t.yaml").grid.settings[0]
    #expect(plain.hyperparameters(learningRate: 0.25).learningRate == 0.25)
  }

  /// A set may have its own number of splits; to others it says nothing.
  @Test func splitsAreCountedByDataset() throws {
    let text = Self.valid.replacing(
      "stratified: true", with: "stratified: true, count: 4, by-dataset: {large: {count: 2}}")
    let splits = try ProtocolFile(parsing: text, file: "t.yaml").splits
    #expect(splits.count(of: "large") == 2 && splits.count(of: "small") == 4)
  }

  /// With an output share all networks are pruned to the same number of connections.
  @Test func aLevelIsAShareOfTheLargestNetwork() throws {
    let text = Self.valid.replacing("hidden: [16, [32, 16]]", with: "hidden: [16, 64]")
      .replacing("densities: [0.1]", with: "densities: [0.1], output-share: [0.25, 0.4]")
    let protocolFile = try ProtocolFile(parsing: text, file: "t.yaml")
    #expect(
      protocolFile.pruning.levels
        == [0.25, 0.4].map { .budget(density: 0.1, outputShare: $0) })
    for hidden in [16, 64] {
      let architecture = Architecture(inputs: 20, hidden: [hidden], classes: 5)
      #expect(
        protocolFile.targets(.budget(density: 0.1, outputShare: 0.25), for: architecture) == [
          120, 40,
        ])
      #expect(
        protocolFile.targets(.budget(density: 0.1, outputShare: 0.4), for: architecture) == [
          96, 64,
        ])
      #expect(protocolFile.targets(nil, for: architecture) == [20 * hidden, 5 * hidden])
    }
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
    ("batch: [16]", "batch: [16]\n  rate-decay: [1.5]", "t.yaml:9:16:", "found \"1.5\""),
    (
      "densities: [0.1]", "output-share: 0.2, densities: [[0.1, 0.2]]", "t.yaml:10:62:",
      "one share for all layers together"
    ),
    ("densities: [0.1]", "output-share: [0.2, 1.2], densities: [0.1]", "t.yaml:10:51:", "0.99"),
    (
      "stratified: true", "stratified: true, by-dataset: {e: {count: 0}}", "t.yaml:2:68:",
      "integer"
    ),
    ("density: test", "density: test, at-most: 0.1", "t.yaml:", "where validation chooses"),
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

  /// Where the output layer is smaller than its share it is kept whole, and levels of other shares are the same.
  @Test func aSmallOutputLayerIsKeptWhole() throws {
    let text = Self.valid.replacing("hidden: [16, [32, 16]]", with: "hidden: [16, 64]")
      .replacing("densities: [0.1]", with: "densities: [0.4], output-share: [0.25, 0.4]")
    let protocolFile = try ProtocolFile(parsing: text, file: "t.yaml")
    let narrow = Architecture(inputs: 20, hidden: [16], classes: 5)
    let targets = protocolFile.pruning.levels.map { protocolFile.targets($0, for: narrow) }
    #expect(targets == [[320, 80], [320, 80]])
  }

  /// What a report holds against the recipe is of its splits and judged alike.
  @Test(arguments: ["plain", "dense", "frontier", "ablation/core"])
  func theRecipeIsComparedOnItsOwnSplits(name: String) throws {
    let wideStart = try ProtocolFile.named("wide-start")
    let other = try ProtocolFile.named(Self.protocols.appendingPathComponent("\(name).yaml").path)
    #expect(other.seed == wideStart.seed && other.scaling == wideStart.scaling)
    #expect(other.splits.testShare == wideStart.splits.testShare)
    #expect(other.splits.stratified == wideStart.splits.stratified)
    #expect(other.choice.epoch == wideStart.choice.epoch)
    #expect(other.choice.density == wideStart.choice.density)
    #expect(other.schedule == wideStart.schedule && other.schedules == wideStart.schedules)
    for set in ["car", "isolet"] {
      #expect(other.splits.count(of: set) <= wideStart.splits.count(of: set))
    }
  }

  @Test func theWideDenseSearchHasTheRecipesSettings() throws {
    let dense = try ProtocolFile.named(Self.protocols.appendingPathComponent("dense.yaml").path)
    let settings = try ProtocolFile.named("wide-start").grid.settings
    #expect(Set(dense.grid.settings).isSuperset(of: settings))
    #expect(dense.grid.settings.count == 6 * settings.count)
  }

  static let protocols = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../protocols").standardizedFileURL

  /// The recipe, and the files that leave out one ingredient each, share splits, epochs and choices; what
  /// is pruned has as many connections in each of them.
  @Test func ablationsDifferInOneThing() throws {
    let folder = Self.protocols.appendingPathComponent("ablation")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let all = try files.map { try ProtocolFile.named($0.path) }
    func outputShare(_ protocolFile: ProtocolFile) -> Double? {
      guard case .budget(_, let share)? = protocolFile.pruning.levels.first else { return nil }
      return share
    }
    let core = try #require(all.first { $0.name == "core" })
    let wideStart = try ProtocolFile.named("wide-start")
    #expect(core.seed == wideStart.seed && core.choice.epoch == wideStart.choice.epoch)
    #expect(core.schedules == wideStart.schedules && core.schedule == wideStart.schedule)
    #expect(all.count == 8)
    #expect(Set(wideStart.grid.settings).isSuperset(of: core.grid.settings))
    #expect(Set(wideStart.pruning.levels).isSuperset(of: core.pruning.levels))
    for variant in all where variant.name != "core" {
      #expect(variant.seed == core.seed && variant.splits == core.splits)
      #expect(variant.schedules == core.schedules && variant.schedule == core.schedule)
      #expect(variant.choice == core.choice && variant.retrains == core.retrains)
      #expect(variant.validation == core.validation && variant.scaling == core.scaling)
      let differences = [
        variant.grid.hidden != core.grid.hidden, variant.grid.l2 != core.grid.l2,
        variant.grid.batch != core.grid.batch,
        variant.grid.learningRate != core.grid.learningRate,
        variant.grid.rateDecay != core.grid.rateDecay,
        variant.pruning.annealingRate != core.pruning.annealingRate,
        variant.pruning.normalization != core.pruning.normalization,
        outputShare(variant) != outputShare(core),
      ]
      #expect(differences.count { $0 } == 1, "\(variant.name)")
      for (inputs, classes) in [(21, 4), (19, 7), (64, 10), (216, 10), (617, 26)] {
        func kept(_ protocolFile: ProtocolFile) -> Int {
          let architecture = Architecture(
            inputs: inputs, hidden: protocolFile.grid.hidden[0], classes: classes)
          return protocolFile.targets(protocolFile.pruning.levels[0], for: architecture)
            .reduce(0, +)
        }
        #expect(abs(kept(variant) - kept(core)) <= 1, "\(variant.name)")
      }
    }
  }
}

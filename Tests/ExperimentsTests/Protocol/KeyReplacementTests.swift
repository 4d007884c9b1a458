import Foundation
import Inputs
import Runs
import TestSupport
import Testing

@testable import Experiments

/// What `--set` and `--epochs` change of a protocol.
struct KeyReplacementTests {
  @Test func keysAreReplaced() throws {
    let quick = try ProtocolFile.named("quick")
    func changed(_ replacements: String...) throws -> ProtocolFile {
      try ProtocolFile.named("quick", replacing: replacements.map { try KeyReplacement($0) })
    }
    #expect(try changed("grid.hidden=[64,256]").grid.hidden == [[64], [256]])
    #expect(try changed("grid.hidden=[64,256]").grid.l2 == quick.grid.l2)
    #expect(
      try changed("grid.hidden= [ [8, 4] ]", "pruning.densities=[0.5]").grid.hidden == [[8, 4]])
    #expect(try changed("grid={l2: [0.5], batch: [1]}").grid.hidden == quick.grid.hidden)
    #expect(try changed("retrains=2", "retrains=4").retrains == 4)
    #expect(
      try changed("name=mine").name == "mine" && changed("name=mine").summary == quick.summary)
    #expect(try changed("summary=a=b").summary == "a=b")
    #expect(try changed("training.by-dataset=null").schedules.isEmpty)
    #expect(try changed("training.by-dataset.isolet=null").schedules.isEmpty)
    #expect(try changed("pruning.annealing-rate=at-once").pruning.annealingRate == 1e9)
    #expect(
      try changed("split.by-dataset={'xor:k=3,p=1.5': {count: 4}}").splits.count(
        of: "xor:k=3,p=1.5") == 4)
    #expect(try changed("choose.at-most=null").choice == quick.choice)
  }

  @Test(arguments: [
    ("grid.hiden=[8]", "expected one of the keys hidden, ", "did you mean 'hidden'?"),
    ("gridd.hidden=[8]", "expected one of the keys extends, name, ", "did you mean 'grid'?"),
    ("grid.hidden=8", "expected a list, not empty, for 'grid.hidden'", "8"),
    ("grid.hidden=[x]", "expected an integer from 1", "'grid.hidden[0]'"),
    ("grid.hidden=[8", "expected YAML", "did not find"),
    ("grid.hidden", "expected KEY=VALUE", "such as grid.hidden="),
    ("grid.hidden=", "expected KEY=VALUE", "such as grid.hidden="),
    ("=8", "expected KEY=VALUE", "\"=8\""),
    ("grid..hidden=[8]", "expected one of the keys hidden", "in 'grid'"),
    ("grid.l2=null", "expected the key 'l2' in 'grid'", "cannot be left out"),
    ("seed.x=1", "expected an integer of at least 0 for 'seed'", "a mapping"),
    ("retrains=0", "expected an integer from 1 to 1000000 for 'retrains'", "\"0\""),
    ("extends=strict", "expected a key other than 'extends'", "name the protocol"),
    ("retrains=# no", "expected KEY=VALUE", "needs quotes"),
    // What is wrong then stands in the file, and was right there.
    ("grid.hidden=[[8, 4]]", "expected one share, or one for each layer", "that of strict.yaml:"),
    ("pruning.output-share=0.5", "expected one share for all", "that of strict.yaml:"),
    (
      "choose={epoch: last, density: test, at-most: 0.1}", "expected 'choose.at-most' only", "dense"
    ),
  ])
  func mistakesNameTheReplacement(text: String, says: String, hint: String) throws {
    for label in [nil, "--set \(text)"] {
      let error = try #require(throws: InputError.self) {
        try ProtocolFile.named(
          "strict",
          replacing: [KeyReplacement("retrains=2"), KeyReplacement(text, label: label)])
      }
      #expect(error.description.hasPrefix("\(label ?? text): \(says)"), "\(error)")
      #expect(error.description.contains(hint), "\(error)")
      #expect(error.kind == .usage)
    }
  }

  /// Each alone would do.
  @Test func mistakesOfTwoReplacementsNameBoth() throws {
    let texts = ["validation.repeats=1000000", "split.count=1000000"]
    let error = try #require(throws: InputError.self) {
      try ProtocolFile.named("quick", replacing: texts.map { try KeyReplacement($0) })
    }
    #expect(
      error.description == texts.joined(separator: " ")
        + ": expected at most 1000000000 fits a dataset")
  }

  @Test func theSummarySaysWhatIsChanged() throws {
    let quick = try ProtocolFile.named("quick")
    func summary(_ replacements: String...) throws -> String {
      try ProtocolFile.named("quick", replacing: replacements.map { try KeyReplacement($0) })
        .summary
    }
    #expect(try summary("name=mine") == quick.summary)
    #expect(
      try summary("grid={l2: [0.5], batch: [1]}", "retrains=2", "retrains=3")
        == "\(quick.summary); changed: grid.l2, grid.batch, retrains")
    #expect(try summary("retrains=2", "summary=mine") == "mine")
    #expect(try summary("retrains=2", "summary=null") == "")
  }

  @Test func aProtocolThatExtendsNeedsAName() async throws {
    let error = try #require(throws: InputError.self) {
      try ProtocolFile(parsing: "extends: quick\nretrains: 2", file: "a.yaml")
    }
    #expect(error.code == .missing && error.hint?.contains("add 'name: mine'") == true)
  }

  @Test func mistakesOfTheFileAreTheFilesStill() async throws {
    try await withFiles(["a.yaml": "extends: quick\nname: a\ngrid: {l2: [x]}"]) { folder in
      let path = folder.appendingPathComponent("a.yaml").path
      let error = try #require(throws: InputError.self) {
        try ProtocolFile.named(path, replacing: [KeyReplacement("retrains=2")])
      }
      #expect(error.description.hasPrefix("\(path):3:13: ") && error.kind == .data)
    }
  }

  @Test func aReplacementKnowsWhatItTouches() throws {
    let count = try KeyReplacement("split.count=3")
    #expect(count.touches("split.count") && count.touches("split"))
    #expect(!count.touches("split.counts") && !count.touches("split.by-dataset"))
    let whole = try KeyReplacement("split={count: 3, by-dataset: {car: {count: 1}}}")
    #expect(whole.touches("split.count") && whole.touches("split.by-dataset"))
    #expect(!whole.touches("split.stratified"))
    #expect(try KeyReplacement("split=null").touches("split.count"))
  }

  // MARK: - Epochs

  @Test(arguments: [
    (300, 100, 200), (120, 40, 80), (30, 10, 20), (10, 3, 7), (4, 1, 3), (3, 1, 2), (301, 100, 201),
    (1_000_000, 333_333, 666_667),
  ])
  func pretrainingKeepsItsShareOfTheEpochs(
    epochs: Int, pretraining: Int, pruning: Int
  ) throws {
    let file = try ProtocolFile.named("strict").lasting(epochs)
    for dataset in ["car", "isolet"] {
      #expect(file.schedule(of: dataset).pretrainingEpochs == pretraining)
      #expect(file.schedule(of: dataset).pruningEpochs == pruning)
    }
    #expect(file.epochs == epochs && file.schedule.learningRate == 1e-3)
    try file.check(file: "strict")
  }

  @Test(arguments: [0, -1, 2, 1_000_001])
  func tooFewEpochsAreRefused(epochs: Int) throws {
    let error = try #require(throws: InputError.self) {
      try ProtocolFile.named("strict").lasting(epochs)
    }
    #expect(error.kind == .usage && error.description.hasPrefix("expected from 3 to"))
  }

  @Test func fitsOfADataset() throws {
    // Four settings by three folds, dense and at five levels; three refits of the dense one and of each level; the
    // search of the equivalent network's two settings, and its refits; on three splits.
    let quick = try ProtocolFile.named("quick")
    #expect(quick.fitsADataset == 3 * (4 * 3 * 6 + 6 * 3 + 2 * 3 + 3))
  }
}

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
    #expect(try changed("choose.at-most=null") == quick)
  }

  @Test(arguments: [
    ("grid.hiden=[8]", "--set: expected one of the keys hidden, ", "did you mean 'hidden'?"),
    ("gridd.hidden=[8]", "--set: expected one of the keys extends, name, ", "did you mean 'grid'?"),
    ("grid.hidden=8", "--set: expected a list, not empty, for 'grid.hidden'", "8"),
    ("grid.hidden=[x]", "--set: expected an integer from 1", "'grid.hidden[0]'"),
    ("grid.hidden=[8", "--set grid.hidden: expected YAML", "did not find"),
    ("grid.hidden", "--set: expected KEY=VALUE", "such as grid.hidden="),
    ("grid.hidden=", "--set: expected KEY=VALUE", "such as grid.hidden="),
    ("=8", "--set: expected KEY=VALUE", "\"=8\""),
    ("grid..hidden=[8]", "--set: expected one of the keys hidden", "in 'grid'"),
    ("grid.l2=null", "--set: expected the key 'l2' in 'grid'", "cannot be left out"),
    ("seed.x=1", "--set: expected an integer of at least 0 for 'seed'", "a mapping"),
    ("retrains=0", "--set: expected an integer from 1 to 1000000 for 'retrains'", "\"0\""),
    ("extends=strict", "--set: expected a key other than 'extends'", "--protocol"),
    ("split.count=1000000", "quick.yaml with --set: expected at most", "fits a dataset"),
    ("retrains=# no", "--set: expected KEY=VALUE", "needs quotes"),
  ])
  func mistakesNameTheOption(text: String, says: String, hint: String) throws {
    let error = try #require(throws: InputError.self) {
      // The fits of a run of quick are few; with as many repeats as there can be they are not.
      let more = text.hasPrefix("split") ? ["validation.repeats=1000000"] : []
      return try ProtocolFile.named(
        "quick", replacing: (more + [text]).map { try KeyReplacement($0) })
    }
    #expect(error.description.hasPrefix(says), "\(error)")
    #expect(error.description.contains(hint), "\(error)")
    #expect(error.kind == .usage)
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
    #expect(error.kind == .usage && error.description.hasPrefix("--epochs: expected from 3 to"))
  }

  @Test func fitsOfADataset() throws {
    // Four settings by three folds, dense and at three levels; three retrainings of the dense and the pruned one;
    // as many fits of the equivalent network's two settings; on three splits.
    let quick = try ProtocolFile.named("quick")
    #expect(quick.fitsADataset == 3 * (4 * 3 * 4 + 2 * 3 + 2 * 3 + 3))
  }
}

import Foundation
import Inputs
import Runs
import TestSupport
import Testing

@testable import Experiments

struct ProtocolInheritanceTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../..").standardizedFileURL

  /// The files of `protocols/`, by the names that they say.
  private static func files() throws -> [String: ProtocolFile] {
    var result: [String: ProtocolFile] = [:]
    for folder in ["", "ablation", "stability"] {
      let url = root.appendingPathComponent("protocols").appendingPathComponent(folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: url.path)
      where name.hasSuffix(".yaml") {
        let file = try ProtocolFile.named(url.appendingPathComponent(name).path)
        #expect(result.updateValue(file, forKey: file.name) == nil && name == "\(file.name).yaml")
      }
    }
    return result
  }

  @Test func everyFileIsBuiltInUnderItsName() throws {
    let files = try Self.files()
    #expect(Set(files.keys) == Set(ProtocolFile.builtInNames))
    #expect(Set(ProtocolFile.builtIn.keys) == Set(ProtocolFile.builtInNames))
    for (name, file) in files { #expect(try ProtocolFile.named(name) == file, "\(name)") }
  }

  /// What a protocol is decides the names of runs, and whether one can be carried on: however its file is written,
  /// it stays what the committed runs have.
  @Test func committedRunsKeepTheirProtocols() throws {
    let files = try Self.files()
    let reports = Self.root.appendingPathComponent("reports")
    let paths = try #require(FileManager.default.enumerator(atPath: reports.path))
      .compactMap { $0 as? String }.filter { $0.hasSuffix("run.yaml") }
    var found: Set<String> = []
    for path in paths {
      let text = try String(contentsOf: reports.appendingPathComponent(path), encoding: .utf8)
      guard let run = try? RunDescription(parsing: text, file: path) else { continue }
      let committed = run.protocolFile
      var file = try #require(files[committed.name])
      if path.contains("unseen") { file = try file.splitting(into: 20) }
      #expect(file == committed, "\(path)")
      found.insert(committed.name)
    }
    #expect(found == Set(ProtocolFile.builtInNames).subtracting(["quick"]))
  }

  @Test func quickIsWhatItWas() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(ProtocolFile.named("quick")), as: UTF8.self)
    #expect(
      text == """
        {"choice":{"density":"validation","epoch":"validation"},"equivalent":{"hidden":{},\
        "searches":true},"grid":{"batch":[32],"hidden":[[64],[128]],"l2":[0.0001,0.001]},\
        "name":"quick","pruning":{"annealingRate":20,"densities":[[0.05,0.1],[0.05,0.5],\
        [0.1,0.15]],"normalizes":true},"retrains":3,"scaling":"training",\
        "schedule":{"learningRate":0.001,"pretrainingEpochs":40,"pruningEpochs":80},\
        "schedules":{"isolet":{"learningRate":0.001,"pretrainingEpochs":20,\
        "pruningEpochs":40}},"seed":1,"splits":{"count":3,"stratified":true,\
        "testShare":0.2},\
        "summary":"strict rules at a size that a laptop finishes in about a minute a set",\
        "validation":{"folds":3,"repeats":1,"search":"grid"}}
        """)
  }

  // MARK: - Written out

  @Test(arguments: ProtocolFile.builtInNames)
  func whatIsWrittenIsReadAgain(name: String) throws {
    let file = try ProtocolFile.named(name)
    #expect(try ProtocolFile(parsing: file.yaml, file: "copy.yaml") == file)
  }

  @Test(arguments: [
    "name: n\nsummary: 'a: \"b\" # c'", "name: n\nsummary: ''",
    "name: n\nseed: 18446744073709551615",
    "name: n\nsplit: {by-dataset: {'wine: red': {count: 7}, \"\\uFEFFx\": {count: 1}, 'null': {count: 2}}}",
    "name: n\nequivalent: {hidden: {'a b': 3, \"\\uFEFFx\": 4, '': 5}}",
    "name: n\ngrid: {hidden: [[64, 32], [8, 8]]}\npruning: {densities: [0.5, [0.1, 1e-9, 1]]}",
    "name: n\ngrid: {l2: [0, 1e-300, 0.1], learning-rate: [1e-12, 0.3333333333333333]}",
    "name: n\npruning: {densities: [[0.5]], output-share: 0.3}",
    "name: n\npruning: {annealing-rate: 1e300}", "name: n\npruning: {annealing-rate: 0}",
    "name: n\nchoose: {epoch: last, at-most: 0.25}",
    "name: n\nmethods: [dense]\npruning: null\nequivalent: null",
    "name: n\nmethods: [cpa, dense, rewound]",
    "name: n\nmethods: [equivalent, nodes]",
  ])
  func oddProtocolsAreWrittenToo(changes: String) throws {
    let file = try ProtocolFile(parsing: "extends: quick\n\(changes)", file: "odd.yaml")
    #expect(try ProtocolFile(parsing: file.yaml, file: "copy.yaml") == file, "\(file.yaml)")
  }

  @Test func atOnceIsARate() throws {
    let text = ProtocolFileTests.valid.replacing(
      "annealing-rate: 20", with: "annealing-rate: at-once")
    let pruning = try ProtocolFile(parsing: text, file: "t.yaml").pruning
    #expect(pruning.annealingRate == 1_000_000_000)
    let number = ProtocolFileTests.valid.replacing(
      "annealing-rate: 20", with: "annealing-rate: 1000000000")
    #expect(try ProtocolFile(parsing: number, file: "t.yaml").yaml.contains("rate: at-once\n"))
    let wrong = ProtocolFileTests.valid.replacing("annealing-rate: 20", with: "annealing-rate: now")
    let error = try #require(throws: InputError.self) {
      try ProtocolFile(parsing: wrong, file: "t.yaml")
    }
    #expect(
      error.description
        == #"t.yaml:10:27: expected a number of at least 0, or at-once, for 'pruning.annealing-rate', found "now""#
    )
  }

  // MARK: - extends

  private func withFiles(
    _ files: [String: String], _ body: (URL) throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      for (name, text) in files {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      try body(folder)
    }
  }

  @Test func whatIsNotSaidIsTakenOver() throws {
    let quick = try ProtocolFile.named("quick")
    let own = try ProtocolFile(
      parsing: "extends: quick\nname: own\ngrid: {hidden: [8]}\nretrains: 7", file: "own.yaml")
    #expect(own.name == "own" && own.summary.isEmpty)
    #expect(own.grid.hidden == [[8]] && own.grid.l2 == quick.grid.l2 && own.retrains == 7)
    #expect(own.splits == quick.splits && own.schedules == quick.schedules)
    #expect(own.choice == quick.choice && own.seed == quick.seed)
  }

  @Test func pathsAreRelativeToTheFile() async throws {
    try await withFiles([
      "base.yaml": "extends: strict\nname: base\nretrains: 4",
      "deep/middle.yml": "extends: ../base.yaml\nname: middle\nseed: 9",
      "deep/own.yaml": "extends: middle.yml\nname: own\nsplit: {count: 2}",
    ]) { folder in
      let own = try ProtocolFile.named(folder.appendingPathComponent("deep/own.yaml").path)
      #expect(own.name == "own" && own.retrains == 4 && own.seed == 9 && own.splits.count == 2)
      #expect(own.grid == (try ProtocolFile.named("strict").grid))
    }
  }

  @Test(arguments: [
    (
      "extends: quik\nname: a", "1:10: expected a protocol: quick, ",
      #"for 'extends', found "quik"; did you mean 'quick'?"#
    ),
    (
      "extends: b/c.yaml\nname: a", "1:10: expected a protocol file for 'extends'",
      "b/c.yaml, or it"
    ),
    (
      "extends: a.yaml\nname: a", "1:10: expected a protocol that does not extend",
      "a.yaml extends "
    ),
    ("extends: [quick]\nname: a", "1:10: expected the name of a protocol", "a list"),
    ("extends:\nname: a", "1:9: expected the name of a protocol", "for 'extends'"),
    ("extends: quick", "1:1: expected the key 'name'", "'name'"),
    ("extends: quick\nname: a\ngrid: {hiden: [8]}", "3:8: expected one of the keys", "'hidden'"),
    ("extends: quick\nname: a\ngrid: {l2: [x]}", "3:13: expected a number", "'grid.l2[0]'"),
    ("extends: quick\nname: a\ngrid: {l2: null}", "3:8: expected the key 'l2' in 'grid'", "null"),
    ("extends: quick\nname: a\ngrid: null", "3:1: expected the key 'grid'", "cannot be left out"),
    ("extends: quick\nname: a\ngrid: {rate-dekay: null}", "3:8: expected one of", "'rate-decay'"),
    (
      "extends: quick\nname: a\ntraining: {by-dataset: {isolt: null}}", "3:25: expected one of",
      "did you mean 'isolet'?"
    ),
    ("extends: quick\nname: a\ngrid: [1]", "3:7: expected a mapping for 'grid'", "a list"),
    (
      "extends: quick\nname: a\nextend: b", "3:1: expected one of the keys extends, name,",
      "'extends'?"
    ),
  ])
  func mistakesAreLocated(text: String, place: String, says: String) async throws {
    try await withFiles(["a.yaml": text]) { folder in
      let path = folder.appendingPathComponent("a.yaml").path
      let error = try #require(throws: InputError.self) { try ProtocolFile.named(path) }
      #expect(error.description.hasPrefix("\(path):\(place)"), "\(error)")
      #expect(error.description.contains(says), "\(error)")
      #expect(error.kind == .data)
    }
  }

  @Test func mistakesOfAnotherFileNameThatFile() async throws {
    try await withFiles([
      "a.yaml": "extends: b.yaml\nname: a\nretrains: 2",
      "b.yaml": "extends: quick\nname: b\ngrid: {hidden: [8], l2: [x]}",
      "c.yaml": "extends: d.yaml\nname: c",
      "d.yaml": "extends: quick\nname: d: e",
      "e.yaml": "extends: f.yaml\nname: e\nequivalent: {search: false}",
      "f.yaml": "name: f\nscaling: all",
    ]) { folder in
      func message(_ name: String) throws -> String {
        try #require(throws: InputError.self) {
          try ProtocolFile.named(folder.appendingPathComponent(name).path)
        }.description
      }
      let (ofB, ofD, ofE) = (try message("a.yaml"), try message("c.yaml"), try message("e.yaml"))
      #expect(ofB.hasPrefix("\(folder.path)/b.yaml:3:26: expected a number"), "\(ofB)")
      #expect(ofD.hasPrefix("\(folder.path)/d.yaml:2:"), "\(ofD)")
      #expect(ofE.hasPrefix("\(folder.path)/e.yaml:1:1: expected the key 'grid'"), "\(ofE)")
    }
  }

  @Test func circlesAreFound() async throws {
    try await withFiles([
      "a.yaml": "extends: b.yaml\nname: a", "b.yaml": "name: b\nextends: ./c.yaml",
      "c.yaml": "extends: b.yaml\nname: c",
    ]) { folder in
      let path = folder.appendingPathComponent("a.yaml").path
      let error = try #require(throws: InputError.self) { try ProtocolFile.named(path) }
      #expect(error.file?.hasSuffix("c.yaml") == true && error.line == 1 && error.column == 10)
      #expect(error.found == "b.yaml")
      #expect(error.hint?.contains("b.yaml extends ") == true, "\(error)")
    }
  }

  // MARK: - Replaced keys

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

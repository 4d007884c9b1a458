import Foundation
import Inputs
import Runs
import TestSupport
import Testing

@testable import Experiments

struct ProtocolInheritanceTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../..").standardizedFileURL

  private static let builtIn = ["protocols", "protocols/ablation", "protocols/stability"]

  /// The files of some folders, by the names that they say.
  /// - Parameter replacements: what is changed of each.
  private static func files(
    _ replacements: KeyReplacement..., in folders: [String] = builtIn
  ) throws -> [String: ProtocolFile] {
    var result: [String: ProtocolFile] = [:]
    for folder in folders {
      let url = root.appendingPathComponent(folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: url.path)
      where name.hasSuffix(".yaml") {
        let file = try ProtocolFile.named(
          url.appendingPathComponent(name).path, replacing: replacements)
        #expect(result.updateValue(file, forKey: file.name) == nil)
        #expect("\(file.name).yaml".hasSuffix(name))
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
  /// it stays what the committed runs have, but that older ones parted equal rows and had
  /// one scaling.
  @Test func committedRunsKeepTheirProtocols() throws {
    let apart = try KeyReplacement("split.duplicates=apart")
    let folders = Self.builtIn + ["reports/methods"]
    let together = try Self.files(in: folders)
    let files = try Self.files(apart)
    let unscaled = try Self.files(apart, KeyReplacement("grid.scaling=null"))
    let reports = Self.root.appendingPathComponent("reports")
    let paths = try #require(FileManager.default.enumerator(atPath: reports.path))
      .compactMap { $0 as? String }.filter { $0.hasSuffix("run.yaml") }
    var found: Set<String> = []
    for path in paths {
      let text = try String(contentsOf: reports.appendingPathComponent(path), encoding: .utf8)
      guard let run = try? RunDescription(parsing: text, file: path) else { continue }
      let committed = run.protocolFile
      let areTogether = committed.splits.duplicates == .together
      var file = try #require((areTogether ? together : files)[committed.name])
      if committed.grid.scaling == nil, file.grid.scaling != nil {
        file = try #require(unscaled[committed.name])
      }
      if path.contains("unseen") { file = try file.splitting(into: 20) }
      #expect(file.withoutPresentation == committed.withoutPresentation, "\(path)")
      found.insert(committed.name)
    }
    // Those of no committed run.
    let without: Set = ["quick", "given", "recommended"]
    #expect(found.union(without) == Set(together.keys))
  }

  @Test func quickIsWhatItWas() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(ProtocolFile.named("quick")), as: UTF8.self)
    #expect(
      text == """
        {"choice":{"density":"validation","epoch":"validation","refits":"every"},"equivalent":{"hidden":{},\
        "searches":true},"grid":{"batch":[32],"hidden":[[64],[128]],"l2":[0.0001,0.001]},\
        "name":"quick","pruning":{"annealingRate":20,"densities":[[0.5],[0.25],[0.125],\
        [0.0625],[0.03125]],"normalizes":true},"retrains":3,"scaling":"training",\
        "schedule":{"learningRate":0.001,"pretrainingEpochs":40,"pruningEpochs":80},\
        "schedules":{"isolet":{"learningRate":0.001,"pretrainingEpochs":20,\
        "pruningEpochs":40}},"seed":1,"splits":{"count":3,"duplicates":"together",\
        "stratified":true,"testShare":0.2},\
        "summary":"strict rules at a size that a laptop finishes in about a minute a dataset",\
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
    "name: n\ntraining: {by-rows: {1000: {pretraining-epochs: 1, pruning-epochs: 2}}}",
    "name: n\nequivalent: {hidden: {'a b': 3, \"\\uFEFFx\": 4, '': 5}}",
    "name: n\ngrid: {hidden: [[64, 32], [8, 8]]}\npruning: {densities: [0.5, [0.1, 1e-9, 1]]}",
    "name: n\ngrid: {l2: [0, 1e-300, 0.1], learning-rate: [1e-12, 0.3333333333333333]}",
    "name: n\npruning: {densities: [[0.5]], output-share: 0.3}",
    "name: n\npruning: {annealing-rate: 1e300}", "name: n\npruning: {annealing-rate: 0}",
    "name: n\nchoose: {epoch: last, at-most: 0.25}",
    "name: n\nmethods: [dense]\npruning: null\nequivalent: null",
    "name: n\nmethods: [cpa, dense, rewound]",
    "name: n\nmethods: [equivalent, nodes]",
    "name: n\nmethods: [dense, cpna, {cpna: {as: slow, annealing-rate: 2.5}}]",
    "name: n\nmethods: [{method: cpna, title: 'a: \"b\"', normalization: none}, equivalent]",
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
}

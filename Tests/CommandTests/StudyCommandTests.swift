import Foundation
import Testing
import TestSupport

/// Studies and single fits, as a user runs them.
struct StudyCommandTests {
  static var studies: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../protocols/xor").standardizedFileURL
  }

  func results(_ command: Command, _ run: String) throws -> [[Substring]] {
    let file = command.folder.appendingPathComponent("\(run)/results.csv")
    return RunTests().timeless(try String(contentsOf: file, encoding: .utf8))
  }

  /// Every committed study from end to end, at its quick scale.
  @Test(arguments: [
    "relevant", "figure1", "figure2", "figure3", "figure4", "figure6", "figure7", "figure8",
    "table1",
  ])
  func quickStudiesRun(name: String) async throws {
    try await Command.inTemporaryFolder { command in
      let path = Self.studies.appendingPathComponent("\(name).yaml").path
      let result = try await command.run(
        "run", path, "--protocol-scale", "quick", "--out", "out")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output.hasSuffix("out/report.md\n"))
      let rows = try results(command, "out")
      #expect(rows.count > 1)
      let folder = command.folder.appendingPathComponent("out")
      let report = try String(
        contentsOf: folder.appendingPathComponent("report.md"), encoding: .utf8)
      #expect(report.contains("figures/\(name)-quick.svg"))
      #expect(!report.contains("Unfinished"))
      for ending in ["svg", "csv"] {
        let file = folder.appendingPathComponent("figures/\(name)-quick.\(ending)")
        #expect(try Data(contentsOf: file).count > 200)
      }
      let page = try Data(contentsOf: folder.appendingPathComponent("report.html"))
      #expect(String(decoding: page, as: UTF8.self).contains("<svg "))
      let again = try await command.run("report", "out")
      #expect(again.exitCode == 0)
      #expect(
        try String(contentsOf: folder.appendingPathComponent("report.md"), encoding: .utf8)
          == report)
      let status = try await command.run("status", "out")
      #expect(status.output.contains(", finished"))
    }
  }

  static let small = """
    study: small
    title: A small study
    figure: table
    methods: [dense, hidden, all, random]
    batch: 16
    search-draws: 1
    draws: 3
    initialisations: 1
    evaluate-every: 2
    hidden: [16]
    pretraining-epochs: [4, 8]
    hidden-epochs: 8
    hidden-connections: 8
    input-epochs: 8
    input-connections: 12
    validation: 100
    test: 100
    problems: [{k: 2, p: 5, n: 100}, {k: 3, p: 5, n: 100}]
    """

  @Test func aKilledStudyEndsWithTheSameResults() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(Self.small, to: "small.yaml")
      let whole = try await command.run("run", "small.yaml", "--out", "whole", "--jobs", "1")
      #expect(whole.exitCode == 0, "\(whole.errors)")
      let journal = command.folder.appendingPathComponent("killed/journal/fits.jsonl")
      var kills = 0
      for bytes in [1, 2500, 6000] {
        let wasRunning = try await command.kill(
          "run", "small.yaml", "--out", "killed", when: journal, has: bytes)
        kills += wasRunning ? 1 : 0
      }
      #expect(kills >= 1, "the run ended before it could be killed")
      let result = try await command.run("run", "small.yaml", "--out", "killed")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(try results(command, "killed") == results(command, "whole"))
    }
  }

  @Test func wrongStudyCommandLines() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(Self.small, to: "small.yaml")
      let mixed = try await command.run("run", "small.yaml", "car")
      #expect(mixed.exitCode == 64)
      #expect(mixed.errors.contains("a study alone"))
      let split = try await command.run("run", "small.yaml", "--splits", "3")
      #expect(
        split.exitCode == 64
          && split.errors.contains("without datasets, --protocol, --splits"))
      let scaled = try await command.run("run", "car", "--protocol-scale", "quick")
      #expect(scaled.exitCode == 64)
      #expect(scaled.errors.contains("a study with --protocol-scale"))
      try command.write(Self.small.replacing("draws: 3", with: "drawz: 3"), to: "wrong.yaml")
      let wrong = try await command.run("run", "wrong.yaml")
      #expect(wrong.exitCode == 65)
      #expect(wrong.errors.contains("wrong.yaml:7:1: expected one of the keys"))
      #expect(wrong.errors.contains("did you mean 'draws'?"))
    }
  }

  @Test func fitPrintsItsResultAsJSON() async throws {
    struct Printed: Decodable {
      struct Scores: Decodable {
        let loss: Double
        let accuracy: Double
        let auc: Double?
      }
      let architecture: String
      let connections: [Int]
      let hiddenNodes: [Int]
      let epochs: Int
      let test: Scores
    }
    try await Command.inTemporaryFolder { command in
      func fit(_ arguments: String...) async throws -> Printed {
        let result = try await command.run(["fit"] + arguments)
        #expect(result.exitCode == 0, "\(result.errors)")
        return try JSONDecoder().decode(Printed.self, from: Data(result.output.utf8))
      }
      let short = ["--pretraining-epochs", "3", "--pruning-epochs", "4"]
      let dense = try await fit("car", "--hidden", "8", "--pretraining-epochs", "3")
      #expect(dense.architecture == "21x8+8x4 = 200")
      #expect(dense.connections == [168, 32])
      let budget = try await fit(
        "car", "--hidden", "8", "--prune", "total=20%", "--output-share", "0.4", "--rate-decay",
        "0.5", "--pretraining-epochs", "3", "--pruning-epochs", "4")
      #expect(budget.connections == [24, 16])
      #expect(dense.test.auc == nil)
      let xor = "xor:k=2,p=4,n=200"
      let pruned = try await command.run(
        [
          "fit", xor, "--hidden", "16", "--prune", "hidden=8", "--prune", "input=50%", "--curve",
          "curve.csv",
        ] + short)
      #expect(pruned.exitCode == 0, "\(pruned.errors)")
      let printed = try JSONDecoder().decode(Printed.self, from: Data(pruned.output.utf8))
      // 16 nodes at first; half of what their pruning leaves of 4 features each.
      #expect(printed.connections[1] == 8)
      #expect(printed.hiddenNodes[0] <= 8)
      #expect(printed.epochs == 11)
      let curve = try String(
        contentsOf: command.folder.appendingPathComponent("curve.csv"), encoding: .utf8)
      #expect(curve.split(separator: "\n").count == 12)
      #expect(curve.contains("training_auc,test_auc,hidden_nodes,largest_bias\n1,pretraining,96,"))
      _ = try await fit(
        xor, "--hidden", "16", "--pretraining-epochs", "3", "--curve", "curve.svg")
      let picture = try String(
        contentsOf: command.folder.appendingPathComponent("curve.svg"), encoding: .utf8)
      #expect(picture.hasPrefix("<svg ") && picture.contains("training set"))
      let nodes = try await fit(
        xor, "--hidden", "16", "--prune", "nodes=5", "--prune", "features=3",
        "--normalization", "none", "--control", "init", "--pretraining-epochs", "3",
        "--pruning-epochs",
        "4")
      #expect(nodes.hiddenNodes == [5])
      #expect(nodes.connections == [15, 10])
    }
  }

  /// What went wrong can be seen: the curve is written though there is no result.
  @Test func aDivergedFitHasACurve() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run(
        "fit", "car", "--hidden", "8", "--pretraining-epochs", "40", "--learning-rate", "1", "--l2",
        "1e36", "--curve", "curve.csv")
      #expect(result.exitCode != 0 && result.output.isEmpty)
      #expect(result.errors.contains("the loss is not finite"), "\(result.errors)")
      let curve = try String(
        contentsOf: command.folder.appendingPathComponent("curve.csv"), encoding: .utf8)
      #expect(curve.hasPrefix("epoch,phase,connections,training_loss,"))
    }
  }

  @Test(arguments: [
    (
      ["--prune", "total=201"],
      "expected 2 to 200 connections for --prune, found \"total=201\"; the nearest"
    ),
    (["--rate-decay", "1.5"], "'--rate-decay' must lie above 0"),
    (["--output-share", "1"], "'--output-share' between 0 and 1"),
    (["--prune", "hiden=3"], "for --prune, found \"hiden=3\""),
    (["--prune", "input=0"], "1 to 168 connections of layer 1"),
    (
      ["--prune", "features=22"],
      "expected 1 to 21 features for --prune, found \"features=22\"; the nearest"
    ),
    (["--prune", "nodes=9"], "1 to 8 nodes of hidden layer 1"),
    (["--prune", "hidden=8,features=5"], "either connections or nodes and features in one phase"),
    (["--hidden", "8+x"], "hidden nodes such as 64 or 64+32"),
    (["--control", "random"], "'--control' trains what '--prune' found"),
  ])
  func wrongFits(arguments: [String], message: String) async throws {
    try await Command.inTemporaryFolder { command in
      let hidden = arguments[0] == "--hidden" ? [] : ["--hidden", "8"]
      let result = try await command.run(["fit", "car"] + hidden + arguments)
      #expect(result.exitCode == 64)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }
}

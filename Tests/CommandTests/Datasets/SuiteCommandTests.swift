import Foundation
import TestSupport
import Testing

@testable import Datasets

/// Suites wherever the command takes datasets.
struct SuiteCommandTests {
  @Test func suitesAreListed() async throws {
    try await Command.inTemporaryFolder { command in
      let table = try await command.run("suites")
      #expect(table.exitCode == 0)
      for name in Suite.builtInNames {
        let suite = try Suite.named(name)
        #expect(table.output.contains(suite.summary), "\(table.output)")
      }
      let csv = try await command.run("suites", "--format", "csv")
      #expect(csv.output.hasPrefix("name,datasets,summary\n"))
      #expect(csv.output.contains("\noffline,\(try Suite.named("offline").datasets.count),"))
      let shown = try await command.run("suites", "show", "offline")
      #expect(shown.output == (try Suite.text(named: "offline")))
      #expect(try await command.run("suites", "show", "suite:offline").output == shown.output)
      // What is shown is a suite.
      try command.write(shown.output, to: "mine.yaml")
      let own = try await command.run("suites", "show", "mine.yaml")
      #expect(own.output == shown.output)
      let unknown = try await command.run("suites", "show", "irelevant")
      #expect(unknown.exitCode == 64)
      #expect(unknown.errors.contains("did you mean 'irrelevant'?"), "\(unknown.errors)")
    }
  }

  @Test func datasetsOfASuite() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run(
        "datasets", "--suite", "irrelevant", "--format", "csv")
      #expect(result.exitCode == 0, "\(result.errors)")
      let names = result.output.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
      #expect(names.map(String.init) == (try Suite.named("irrelevant").datasets.map(\.name)))
      #expect(
        result.output.contains(
          "\"Tic-Tac-Toe Endgame, 16 times as many noise columns\",958,459,2,computed,"),
        "\(result.output)")
      try command.write("a,b\n1,x\n2,y\n", to: "t.csv")
      try command.write("name: mine\ndatasets: [t.csv, car]\n", to: "mine.yaml")
      let own = try await command.run("datasets", "--suite", "mine.yaml")
      #expect(own.exitCode == 0 && own.output.contains("Car Evaluation"), "\(own.errors)")
      #expect(own.errors.contains("t.csv has no card"), "\(own.errors)")
    }
  }

  /// A run's description has the datasets themselves, each once.
  @Test func aSuiteRuns() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      try command.write(
        "name: mine\ndatasets: [monks-1, 'led:n=150', car, monks-1+noise=1]\n", to: "mine.yaml")
      let plan = try await command.run("plan", "suite:mine.yaml", "-p", "tiny.yaml", "--out", "out")
      #expect(plan.exitCode == 0, "\(plan.errors)")
      let result = try await command.run(
        "run", "car", "suite:mine.yaml", "-p", "tiny.yaml", "--out", "run")
      #expect(result.exitCode == 0, "\(result.errors)")
      let description = try String(
        contentsOf: command.folder.appendingPathComponent("run/run.yaml"), encoding: .utf8)
      #expect(!description.contains("suite:") && !description.contains("mine"))
      for name in ["car", "monks-1", "led:p=24,n=150,seed=1", "monks-1+noise=1"] {
        #expect(description.contains(name), "\(description)")
      }
      let loaded = result.errors.split(separator: "\n").filter { $0.hasPrefix("loading ") }
      #expect(loaded == ["car", "monks-1", "led:n=150", "monks-1+noise=1"].map { "loading \($0)" })
      try FileManager.default.removeItem(
        at: command.folder.appendingPathComponent("mine.yaml"))
      #expect(try await command.run("report", "run").exitCode == 0)
    }
  }

  @Test func mistakesAreExplained() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write("name: mine\ndatasets:\n- car\n- monk-1\n", to: "mine.yaml")
      for (arguments, code, expected) in [
        (["run", "suite:offlin"], 64, "did you mean 'offline'?"),
        (["plan", "suite:mine.yaml"], 65, "mine.yaml:4:3: expected a dataset ("),
        (["run", "suite:mine.yaml"], 65, "did you mean 'monks-1'?"),
        (["fetch", "suite:mine.yaml"], 65, "mine.yaml:4:3: expected a dataset ("),
        (["datasets", "--suite", "mine.yaml"], 65, "mine.yaml:4:3: expected a dataset ("),
        (["run", "mine.yaml"], 64, "found \"a suite\"; name it 'suite:mine.yaml'"),
        (["export", "suite:offline", "--out", "x"], 64, "expected one dataset"),
        (["fit", "suite:offline"], 64, "expected one dataset"),
        (["run", "suite:none.yaml"], 65, "none.yaml: expected a file that can be read"),
        (["run", "car+noise=0"], 64, "expected from 1 to 1000 times"),
      ] as [([String], Int32, String)] {
        let result = try await command.run(arguments)
        #expect(result.exitCode == code, "\(arguments): \(result.errors)")
        #expect(result.errors.contains(expected), "\(arguments): \(result.errors)")
      }
    }
  }

  /// All are tried; what can be computed needs no file.
  @Test func fetchGoesOnAfterOneThatFails() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(
        "name: mine\ndatasets: [isolet, monks-1, optdigits+noise=4, optdigits, led]\n",
        to: "mine.yaml")
      try command.write("", to: "archives/x")
      let result = try await command.run("fetch", "suite:mine.yaml", "--from", "archives")
      #expect(result.exitCode == 65)
      #expect(
        result.errors.contains(
          "expected 2 datasets in the cache, found \"0\"; why isolet, optdigits failed is said"),
        "\(result.errors)")
      let computed = try await command.run("fetch", "suite:offline")
      #expect(computed.exitCode == 0 && computed.output.isEmpty)
      #expect(computed.errors.contains("nothing to fetch"), "\(computed.errors)")
    }
  }

  /// A card's files may lie beside it, wherever the command is given.
  @Test func aCardFindsItsFilesBesideIt() async throws {
    try await Command.inTemporaryFolder { command in
      let folder = command.folder.appendingPathComponent("own/cards")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try command.write(
        """
        name: small
        title: Small
        files: [{name: small.data}]
        columns: [{name: x}, {name: kind, role: target, categories: [a, b]}]
        """, to: "own/cards/small.yaml")
      try command.write("name: mine\ndatasets: [cards/small.yaml]\n", to: "own/mine.yaml")
      let missing = try await command.run("check", "own/cards/small.yaml")
      #expect(missing.exitCode == 65)
      #expect(
        missing.errors.contains("small.data of small beside its card or in the cache"),
        "\(missing.errors)")
      let rows = (0..<60).map { "\($0 % 7),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
      try command.write(rows, to: "own/cards/small.data")
      for name in ["own/cards/small.yaml", "suite:own/mine.yaml"] {
        let result = try await command.run("check", name, "--offline")
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.contains("60 rows"), "\(result.output)")
      }
      let list = try await command.run("datasets", "--suite", "own/mine.yaml")
      #expect(list.output.contains("beside card"), "\(list.output)")
    }
  }

  /// One dataset has several names.
  @Test func aDatasetByTwoNamesIsNamedTwice() async throws {
    try await Command.inTemporaryFolder { command in
      for (first, second) in [
        ("car", "car"), ("xor", "xor:k=3,p=20,n=1000,seed=1"), ("xor:seed=7,k=3", "xor:k=3,seed=7"),
        ("xor+noise=2", "xor:k=3+noise=2,seed=1"),
      ] {
        for subcommand in ["run", "plan"] {
          let result = try await command.run(subcommand, first, second)
          #expect(result.exitCode == 64, "\(result.errors)")
          #expect(
            result.errors.contains("expected each dataset once, found \"\(second)\""),
            "\(result.errors)")
        }
      }
    }
  }

  @Test func checkGoesOnAfterOneThatFails() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write("name: mine\ndatasets: [isolet, monks-1, led]\n", to: "mine.yaml")
      let result = try await command.run("check", "suite:mine.yaml", "--offline")
      #expect(result.exitCode == 65)
      #expect(result.output.contains("MONK's Problem 1: "))
      #expect(result.output.contains("LED Display: "))
      #expect(result.errors.contains("expected 3 datasets as their cards say, found \"2\""))
      let one = try await command.run("check", "isolet", "--offline")
      #expect(one.exitCode == 65 && !one.errors.contains("datasets as their cards say"))
    }
  }

  /// A table without a card can have noise, too.
  @Test func noiseOfATable() async throws {
    try await Command.inTemporaryFolder { command in
      let rows = (0..<60).map { "\($0 % 7),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
      try command.write("x,kind\n" + rows, to: "t.csv")
      let result = try await command.run("check", "t.csv+noise=2", "--target", "kind")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output.contains("60 rows, 3 features"), "\(result.output)")
      let fit = try await command.run(
        "fit", "car+noise=1", "--pretraining-epochs", "2", "--save", "m.onnx")
      #expect(fit.exitCode == 0, "\(fit.errors)")
    }
  }
}

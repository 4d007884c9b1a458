import Foundation
import TestSupport
import Testing

/// Protocols that are listed, shown, extended and changed on the command line.
struct ProtocolCommandTests {
  @Test func protocolsAreListed() async throws {
    try await Command.inTemporaryFolder { command in
      let table = try await command.run("protocols")
      #expect(table.exitCode == 0 && table.errors.isEmpty)
      let lines = table.output.split(separator: "\n")
      #expect(lines.count == 24)
      #expect(lines[0].split(separator: " ") == ["name", "splits", "epochs", "fits", "summary"])
      #expect(lines[1].hasPrefix("quick "))
      let csv = try await command.run("protocols", "--format", "csv").output
      #expect(csv.hasPrefix("name,splits,epochs,fits,summary\nquick,3,120,297,"))
      let json = try await command.run("protocols", "--format", "json").output
      let entries = try #require(
        JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
      #expect(entries.count == 23 && entries[0]["fits"] as? Int == 297)
    }
  }

  /// What is shown, saved and taken again names its run as the protocol itself does, whatever was changed.
  @Test func whatIsShownIsTheSameProtocol() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let changes = ["--set", "retrains=1", "--epochs", "9", "--splits", "2", "--seed", "5"]
      let shown = try await command.run(["protocols", "show", "tiny.yaml"] + changes)
      #expect(shown.exitCode == 0 && shown.errors.isEmpty)
      #expect(shown.output.contains("changed: retrains"))
      #expect(shown.output.contains("  pretraining-epochs: 3\n  pruning-epochs: 6\n"))
      #expect(shown.output.contains("retrains: 1\n") && shown.output.contains("seed: 5\n"))
      try command.write(shown.output, to: "shown.yaml")
      let run = try await command.run(["run", "-p", "tiny.yaml", "--quiet"] + changes)
      #expect(run.exitCode == 0, "\(run.errors)")
      let again = try await command.run("run", "-p", "shown.yaml", "--quiet")
      #expect(again.exitCode == 0 && again.output == run.output, "\(again.errors)")
    }
  }

  @Test func aFileExtendsAnother() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "conf/tiny.yaml")
      try command.write(
        "extends: tiny.yaml\nname: own\ngrid: {hidden: [8]}\nequivalent: {search: false}\n",
        to: "conf/own.yaml")
      let shown = try await command.run("protocols", "show", "conf/own.yaml")
      #expect(shown.output.contains("name: own\n") && shown.output.contains("hidden: [8]\n"))
      let exported = try await command.run("export", "car", "-p", "conf/own.yaml", "--out", "car")
      #expect(exported.exitCode == 0, "\(exported.errors)")
      try command.write("extends: tiny.yml\nname: lost\n", to: "conf/lost.yaml")
      let lost = try await command.run("protocols", "show", "conf/lost.yaml")
      #expect(lost.exitCode == 65)
      #expect(
        lost.errors == """
          prunebench: conf/lost.yaml:1:10: expected a protocol file for 'extends', found "tiny.yml"; \
          there is no file conf/tiny.yml, or it cannot be read

          """)
    }
  }

  @Test(arguments: [
    (
      ["--set", "grid.hiden=[8]"],
      "prunebench: --set grid.hiden=[8]: expected one of the keys hidden, "
    ),
    (["--set", "grid.hidden"], "prunebench: --set grid.hidden: expected KEY=VALUE"),
    (
      ["--splits", "3", "--set", "split.count=4"],
      "expected either --splits or --set of 'split.count'"
    ),
    (["--splits", "3", "--set", "split.by-dataset=null"], "not both"),
    (["--epochs", "9", "--set", "training={pruning-epochs: 6}"], "either --epochs or --set of"),
    (["--seed", "9", "--set", "seed=6"], "found \"--seed 9 --set seed=6\"; --seed replaces"),
    (
      ["--set", "pruning.densities=[[0.1, 0.2, 0.3]]"],
      "prunebench: --set pruning.densities=[[0.1, 0.2, 0.3]]: expected one share, or"
    ),
    (["--set", "extends=strict"], "name the protocol that is changed (--protocol NAME)"),
    (["--methods", "dense,cpan"], "did you mean 'cpna'?"),
    (
      ["--methods", "dense,all"],
      "expected either names or 'all' alone for --methods, found \"dense,all\"; 'all' stands for every"
    ),
    (["--set", "methods=[]"], "expected a list of methods, such as [dense, cpna],"),
    (
      ["--splits", "1000000", "--set", "validation.repeats=1000000"],
      "prunebench: --splits 1000000: expected at most 1000000000 fits a dataset"
    ),
    (["--epochs", "2"], "'--epochs' must be from 3 to 1000000"),
    (["-p", "quik"], "did you mean 'quick'?"),
  ])
  func mistakesAreExplained(arguments: [String], says: String) async throws {
    try await Command.inTemporaryFolder { command in
      for subcommand in [["run"], ["plan"], ["export", "car", "--out", "out"]] {
        let result = try await command.run(subcommand + arguments)
        #expect(result.exitCode == 64, "\(result.errors)")
        #expect(result.errors.contains(says), "\(result.errors)")
        #expect(result.output.isEmpty)
      }
    }
  }

  /// `--methods` picks what the file lists, with its options; what it lacks has defaults.
  @Test func theOptionsOfTheFilesMethodsAreKept() async throws {
    try await Command.inTemporaryFolder { command in
      let own = "{method: cpna, as: slow, title: slow CPNA, annealing-rate: 2}"
      try command.write(
        "extends: quick\nname: own\nmethods: [dense, {cpna: {counts: exact}}, \(own)]\n",
        to: "own.yaml")
      func methods(_ list: String) async throws -> (lines: [String], errors: String) {
        let shown = try await command.run("protocols", "show", "own.yaml", "--methods", list)
        #expect(shown.exitCode == 0, "\(shown.errors)")
        return (shown.output.split(separator: "\n").map(String.init), shown.errors)
      }
      let some = try await methods("rigl,slow,cpna")
      let line = try #require(some.lines.first { $0.hasPrefix("methods: ") })
      for part in ["counts: exact", "title: slow CPNA, annealing-rate: 2"] {
        #expect(line.contains(part), "\(line)")
      }
      #expect(
        some.errors == "note: methods: slow, cpna as own.yaml has them; rigl with default options\n"
      )
      let all = try await methods("all")
      let every = try #require(all.lines.first { $0.hasPrefix("methods: ") })
      #expect(every.contains("counts: exact") && every.contains("annealing-rate: 2"))
      #expect(every.contains("snip") && every.contains("equivalent"))
    }
  }

  /// A study's file says all that it runs.
  @Test(arguments: [
    ["--epochs", "9"], ["--set", "draws=1"], ["--splits", "3"], ["-p", "quick"],
  ])
  func aStudyHasNoProtocol(arguments: [String]) async throws {
    try await Command.inTemporaryFolder { command in
      try command.write("study: x\n", to: "x.yaml")
      let result = try await command.run(["run", "x.yaml"] + arguments)
      #expect(result.exitCode == 64 && result.errors.contains("--epochs, --set and --data"))
    }
  }
}

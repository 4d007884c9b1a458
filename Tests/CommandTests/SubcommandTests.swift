import Foundation
import TestSupport
import Testing

/// What users meet around their runs: lists, plans, and words that name nothing.
struct SubcommandTests {
  @Test(arguments: [
    (["reprot", "runs/x"], "found \"reprot\"; did you mean 'report'?"),
    (["protocols", "shwo"], "expected a subcommand: show, found \"shwo\"; did you mean 'show'?"),
    (["zzz"], "expected a subcommand: plan, run, submit, merge, report"),
  ])
  func aMistypedSubcommandIsSuggested(words: [String], message: String) async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run(words)
      #expect(result.exitCode == 64 && result.output.isEmpty)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }

  @Test func helpIsASubcommand() async throws {
    try await Command.inTemporaryFolder { command in
      for words in [["help", "run"], ["--help"], ["protocols", "--format", "csv"]] {
        let result = try await command.run(words)
        #expect(result.exitCode == 0, "\(result.errors)")
      }
    }
  }

  @Test func runsAreListedAndPlansLeftOut() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let none = try await command.run("runs")
      #expect(none.exitCode == 64 && none.errors.contains("there is no such folder"))
      let tiny = ["-p", "tiny.yaml", "--methods", "dense,cpna"]
      _ = try await command.run(
        ["run", "car", "xor:k=2,p=4,n=120", "--out", "runs/a", "-q"] + tiny)
      _ = try await command.run(["plan", "car"] + tiny)
      try command.write("no run", to: "runs/notes.txt")
      let list = try await command.run("runs")
      #expect(list.exitCode == 0 && list.errors.isEmpty, "\(list.errors)")
      let lines = list.output.split(separator: "\n")
      #expect(lines.count == 3 && lines[0].hasPrefix("name"), "\(list.output)")
      #expect(
        lines[1].contains(/^a +tiny +car xor:k=2,p=4,n=120,seed=1 +dense cpna +48 +48 +20/),
        "\(list.output)")
      #expect(lines[2].contains(/^tiny-[0-9a-f]+ +planned only/), "\(list.output)")
      let json = try await command.run("runs", "runs/a", "--format", "json")
      #expect(json.output.contains(#""fits" : 48"#), "\(json.output)")

      let plan = String(try #require(lines[2].split(separator: " ").first))
      let report = try await command.run("report", "runs/a", "runs/\(plan)")
      #expect(report.exitCode == 0, "\(report.errors)")
      #expect(report.errors.contains("is left out: its run was planned"), "\(report.errors)")
      let alone = try await command.run("report", "runs/\(plan)")
      #expect(alone.exitCode == 64 && alone.errors.contains("and has not begun"), "\(alone.errors)")
    }
  }

  /// Fits are trained again with the user's own file, which must not have changed.
  @Test func aRunIsVerified() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let rows = (0..<60).map { "\($0 % 7),\($0 % 5),\($0 % 2 == 0 ? "even" : "odd")" }
      try command.write((["a,b,class"] + rows).joined(separator: "\n") + "\n", to: "own.csv")
      let run = try await command.run(
        "run", "own.csv", "--target", "class", "-p", "tiny.yaml", "--out", "own", "-q")
      #expect(run.exitCode == 0, "\(run.errors)")
      let verified = try await command.run("verify", "own", "--fits", "5")
      #expect(verified.exitCode == 0, "\(verified.errors)")
      #expect(
        verified.output == "5 of 5 fits came out as the journal has them, bit for bit\n",
        "\(verified.output)")
      let changed = ["a,b,class"] + rows.dropLast() + ["9,9,odd"]
      try command.write(changed.joined(separator: "\n") + "\n", to: "own.csv")
      let refused = try await command.run("verify", "own")
      #expect(refused.exitCode != 0 && refused.output.isEmpty, "\(refused.output)")
      #expect(refused.errors.contains("own"), "\(refused.errors)")
      let none = try await command.run("verify", "own", "--fits", "0")
      #expect(none.exitCode == 64, "\(none.errors)")
    }
  }

  @Test func aRunThatIsNotThereIsNotVerified() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run("verify", "runs/none")
      #expect(result.exitCode == 64 && result.output.isEmpty)
      #expect(
        result.errors.contains(
          "runs/none: expected the folder of a run, with a run.yaml; there is no such folder"),
        "\(result.errors)")
    }
  }

  @Test func aStudyThatIsNotThereIsSaidToBeMissing() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run("run", "studies/none.yaml", "--protocol-scale", "quick")
      #expect(result.exitCode == 64)
      #expect(
        result.errors.contains("studies/none.yaml: expected a study file; there is no such file"),
        "\(result.errors)")
    }
  }

  @Test func aCardWithoutATargetSaysWhatIsMissing() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(
        """
        name: mine
        title: Mine
        files: [{name: mine.csv}]
        columns:
          - {name: x}
          - {name: kind, categories: [a, b]}
        """, to: "mine.yaml")
      let result = try await command.run("check", "mine.yaml")
      #expect(result.exitCode == 65)
      #expect(
        result.errors.contains(
          "a column with 'role: target' for 'columns', found \"none among x, kind\""),
        "\(result.errors)")
    }
  }

  @Test func aQuantityIsNoTarget() async throws {
    try await Command.inTemporaryFolder { command in
      let rows = (0..<60).map { "\($0 % 7),\(Double($0 * 37 % 101) / 8)\n" }.joined()
      try command.write("x,price\n" + rows, to: "prices.csv")
      let result = try await command.run("check", "prices.csv", "--target", "price")
      #expect(result.exitCode == 65)
      #expect(result.errors.contains("does not regress: add a column"), "\(result.errors)")
    }
  }

  @Test func theCommonestClassHasItsShare() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run("check", "car")
      #expect(
        result.output.contains("the commonest class, unacc, has 70.02 % of the rows"),
        "\(result.output)")
    }
  }
}

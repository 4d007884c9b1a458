import Foundation
import Testing
import TestSupport

/// `prunebench report --external`, from an exported table to the report.
struct ExternalTests {
  /// Predicts the class `label` for every test row of an export.
  func predictions(_ command: Command, of dataset: String, label: String) throws -> String {
    let splits = try ExportTests().text(command, "\(dataset)/splits.csv").split(separator: "\n")
    let rows = splits.filter { $0.contains(",test") }.map { line in
      let fields = line.split(separator: ",")
      return "\(dataset),\(fields[0]),\(fields[1]),\(label)\n"
    }
    return "dataset,split,row,class\n" + rows.joined()
  }

  @Test func predictionsForAnExportStandBesideTheNetworks() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      _ = try await command.run("run", "car", "-p", "tiny.yaml", "--out", "run", "--quiet")
      _ = try await command.run("export", "car", "-p", "tiny.yaml", "--out", "car")
      try command.write(predictions(command, of: "car", label: "unacc"), to: "same.csv")
      let before = try ExportTests().text(command, "run/report.md")
      let result = try await command.run(
        "report", "run", "--external", "always unacc=same.csv", "--out", "both")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output.hasSuffix("both/report.md\n"))
      let text = try ExportTests().text(command, "both/report.md")
      // The commonest class of the training set is this one.
      let trivial = try #require(text.firstMatch(of: /commonest class .* gives ([0-9.]+) %/)).1
      let row = try #require(text.split(separator: "\n").first { $0.contains("Test accuracy %") })
      #expect(row.contains(" \(trivial)") && text.contains("| always unacc"), "\(text)")
      #expect(text.contains("always unacc (from `same.csv`)"))
      // Its accuracy stands in the table of fits, too; what is not known is empty.
      let fits = try ExportTests().text(command, "both/results.csv").split(separator: "\n")
      let own = try ExportTests().text(command, "run/results.csv").split(separator: "\n")
      #expect(Array(fits.prefix(own.count)) == own && fits.count == own.count + 1)
      let fields = try #require(fits.last).split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields.count == 31 && fields[2] == "always unacc" && fields[8].isEmpty)
      let share = try #require(Double(fields[25])) * 100
      #expect((share - (Double(trivial) ?? 0)).magnitude < 0.01, "\(fields)")
      #expect(try ExportTests().text(command, "run/report.md") == before)

      try command.write("dataset,split,row,class\ncar,0,0,unac\n", to: "wrong.csv")
      try command.write("dataset,split,row,class\ncars,0,0,unacc\n", to: "stranger.csv")
      for (arguments, exitCode, message) in [
        (["--external", "forest=wrong.csv", "-o", "out"], 65, "wrong.csv:2:"),
        (
          ["--external", "forest=stranger.csv", "-o", "out"], 65,
          "stranger.csv:2:1: expected a dataset"
        ),
        (["--external", "forest=none.csv", "-o", "out"], 65, "none.csv"),
        (["--external", "forest=same.csv", "-o", "run"], 64, "another folder"),
        (["--external", "NN(best)=same.csv", "-o", "out"], 64, "no other method"),
        (["--external", "forest=same.csv"], 64, "needs '--out'"),
        (["--external", "same.csv", "-o", "out"], 64, "--external"),
        (
          ["--external", "forest=same.csv", "-o", "out", "--claims", "c.md"], 64,
          "no other comparison"
        ),
        (["--out", "out"], 64, "go with '--external'"),
      ] as [([String], Int32, String)] {
        let result = try await command.run(["report", "run"] + arguments)
        #expect(result.exitCode == exitCode, "\(arguments): \(result.errors)")
        #expect(result.errors.contains(message), "\(arguments): \(result.errors)")
      }
      #expect(try ExportTests().text(command, "run/report.md") == before)
    }
  }

  /// A table of the user's own is found as the run's command line named it, or named again; it must be the same.
  @Test func aTableIsFoundAgainAndMustNotHaveChanged() async throws {
    try await Command.inTemporaryFolder { command in
      try TableTests.copy("quoted.csv", into: command)
      try command.write(tinyProtocol, to: "tiny.yaml")
      let target = ["--target", "kind"]
      _ = try await command.run(
        ["run", "quoted.csv", "-p", "tiny.yaml", "--out", "run", "--quiet"] + target)
      _ = try await command.run(
        ["export", "quoted.csv", "-p", "tiny.yaml", "--out", "quoted"] + target)
      try command.write(predictions(command, of: "quoted", label: "oak"), to: "oak.csv")
      let arguments =
        ["report", "run", "--external", "oak=oak.csv", "-o", "out", "--dataset", "quoted.csv"]
        + target
      let result = try await command.run(arguments)
      #expect(result.exitCode == 0, "\(result.errors)")
      let nameless = try await command.run(Array(arguments.prefix(6)))
      #expect(nameless.exitCode == 0 && nameless.output == result.output, "\(nameless.errors)")
      let exported = try await command.run("export", "run", "--out", "exported")
      #expect(exported.exitCode == 0, "\(exported.errors)")
      let tables = ["exported", "quoted"].map {
        command.folder.appendingPathComponent("\($0)/table.csv")
      }
      #expect(try Data(contentsOf: tables[0]) == Data(contentsOf: tables[1]))

      let (here, there) = (
        command.folder.appendingPathComponent("quoted.csv"),
        command.folder.appendingPathComponent("q.csv")
      )
      try FileManager.default.moveItem(at: here, to: there)
      let moved = try await command.run("export", "run", "--out", "moved")
      #expect(moved.exitCode == 64)
      #expect(
        moved.errors.contains(
          "expected the file or the card of the dataset 'quoted', found \"no file quoted.csv\"; name it by --dataset"
        ),
        "\(moved.errors)")
      try FileManager.default.moveItem(at: there, to: here)

      let text = try ExportTests().text(command, "quoted.csv")
      try command.write(
        text.replacing("\"oak\"", with: "\"elm\"", maxReplacements: 1), to: "quoted.csv")
      let changed = try await command.run(arguments)
      #expect(changed.exitCode == 65, "\(changed.errors)")
      #expect(
        changed.errors.contains("run/run.yaml: expected the dataset 'quoted' as the run had it"),
        "\(changed.errors)")
    }
  }
}

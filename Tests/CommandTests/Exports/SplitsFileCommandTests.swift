import Foundation
import TestSupport
import Testing

/// Splits that go from a run to a file, and from the file to another run.
struct SplitsFileCommandTests {
  private static let file = """
    name: filed
    extends: tiny.yaml
    split: {kind: file, file: parts/splits.csv}
    """

  /// What a run found, but for the names of protocol and run, and time.
  private func results(_ command: Command, _ run: String) throws -> [[Substring]] {
    try ExportTests().text(command, "\(run)/results.csv").split(separator: "\n").map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return fields.indices.filter { ![3, 27, 28].contains($0) }.map { fields[$0] }
    }
  }

  @Test func aRunAndItsExportAndARunOfThatAgree() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      try command.write(Self.file, to: "filed.yaml")
      let tiny = ["car", "monks-1", "-p", "tiny.yaml"]
      _ = try await command.run(["run"] + tiny + ["--splits", "2", "--out", "run", "--quiet"])
      let export = try await command.run("export", "run", "--out", "parts")
      #expect(export.exitCode == 0, "\(export.errors)")
      #expect(
        export.output.hasPrefix("parts/car/table.csv\n")
          && export.output.hasSuffix("parts/splits.csv\n"), "\(export.output)")
      // What 'export' makes of the same dataset and protocol.
      _ = try await command.run(
        "export", "car", "-p", "tiny.yaml", "--splits", "2", "--out", "car")
      for file in ["table.csv", "columns.csv", "splits.csv"] {
        #expect(
          try ExportTests().text(command, "parts/car/\(file)")
            == ExportTests().text(command, "car/\(file)"))
      }

      let filed = ["run"] + tiny.dropLast() + ["filed.yaml", "--out", "filed"]
      let again = try await command.run(filed)
      #expect(again.exitCode == 0, "\(again.errors)")
      #expect(try results(command, "filed") == results(command, "run"))
      let report = try ExportTests().text(command, "filed/report.md")
      #expect(report.contains("those of a file of splits"), "\(report)")
      #expect(report.contains("2 splits with 20 % of the rows"), "\(report)")

      // The run has all that it needs: the file may go.
      let kept = try ExportTests().text(command, "filed/splits.csv")
      #expect(try kept == ExportTests().text(command, "parts/splits.csv"))
      try FileManager.default.removeItem(at: command.folder.appendingPathComponent("parts"))
      let complete = try await command.run("report", "filed")
      #expect(
        complete.exitCode == 0 && !complete.errors.contains("splits.csv"), "\(complete.errors)")
      #expect(try await command.run("export", "filed", "--out", "parts").exitCode == 0)
      #expect(try ExportTests().text(command, "parts/splits.csv") == kept)
      let carried = try await command.run(
        ["run"] + tiny + ["--set", "split.file=filed/splits.csv", "--set", "name=filed"]
          + ["--out", "filed", "--quiet"])
      #expect(carried.exitCode == 0, "\(carried.errors)")

      try FileManager.default.removeItem(
        at: command.folder.appendingPathComponent("filed/splits.csv"))
      let gone = try await command.run("report", "filed")
      #expect(gone.exitCode == 0 && gone.errors.contains("the file is gone"), "\(gone.errors)")
      let unexported = try await command.run("export", "filed", "--out", "none")
      #expect(unexported.exitCode == 65, "\(unexported.errors)")
    }
  }

  @Test func aClassOfTheTestSetAloneIsTold() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      try command.write(Self.file.replacing("parts/", with: ""), to: "filed.yaml")
      let rows = (0..<40).map {
        "\(Double($0 * 17 % 41) / 8),\($0 * 7 % 11),\($0 == 7 ? "rare" : $0 % 2 == 0 ? "a" : "b")"
      }
      try command.write((["x,y,kind"] + rows).joined(separator: "\n"), to: "table.csv")
      let splits = (0..<40).map { "0,\($0),\($0 % 4 == 3 ? "test" : "training")" }
      try command.write((["split,row,part"] + splits).joined(separator: "\n"), to: "splits.csv")
      let result = try await command.run(
        "run", "table.csv", "--target", "kind", "-p", "filed.yaml", "--out", "run", "--quiet")
      #expect(result.exitCode == 0, "\(result.errors)")
      let note = "No row trained on has the class rare, which 1 row of the test sets has"
      #expect(result.errors.contains("note: table: \(note)"), "\(result.errors)")
      let report = try ExportTests().text(command, "run/report.md")
      #expect(report.contains("class `rare`, which 1 row of the test sets has"), "\(report)")
    }
  }

  @Test func whatARunDoesNotTake() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      _ = try await command.run("run", "car", "-p", "tiny.yaml", "--out", "run", "--quiet")
      for (arguments, message) in [
        (["run", "-p", "tiny.yaml"], "its splits are those of its own protocol"),
        (["run", "--seed", "2"], "its splits are those of its own protocol"),
        (["car", "--dataset", "car.yaml"], "'--dataset' goes with a run folder"),
      ] {
        let result = try await command.run(["export"] + arguments + ["--out", "out"])
        #expect(result.exitCode == 64 && result.errors.contains(message), "\(result.errors)")
      }
      let splits = try await command.run(
        "run", "car", "-p", "tiny.yaml", "--set", "split.file=run/none.csv", "--quiet")
      #expect(splits.exitCode == 65, "\(splits.errors)")
      #expect(splits.errors.contains("run/none.csv: expected a file of splits"), "\(splits.errors)")
    }
  }
}

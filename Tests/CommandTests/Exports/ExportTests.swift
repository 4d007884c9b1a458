import Foundation
import Testing
import TestSupport

/// `prunebench export`, from a table to the files that other tools read.
struct ExportTests {
  func text(_ command: Command, _ file: String) throws -> String {
    try String(contentsOf: command.folder.appendingPathComponent(file), encoding: .utf8)
  }

  @Test func aTableAndItsPartsAreWritten() async throws {
    try await Command.inTemporaryFolder { command in
      try TableTests.copy("missing.csv", into: command)
      try command.write(tinyProtocol.replacing("repeats: 1", with: "repeats: 2"), to: "tiny.yaml")
      let arguments = [
        "export", "missing.csv", "--target", "kind", "--missing", "median", "-p", "tiny.yaml",
      ]
      let result = try await command.run(arguments + ["--out", "new/out"])
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output == "new/out/table.csv\nnew/out/columns.csv\nnew/out/splits.csv\n")
      let table = try text(command, "new/out/table.csv")
      #expect(
        table.hasPrefix(
          """
          class,length,width,colour=blue,colour=green,colour=red
          oak,,,,,
          elm,4.89,4.44,0,1,0

          """), "\(table)")
      #expect(table.split(separator: "\n").count == 61)
      let columns = try text(command, "new/out/columns.csv")
      #expect(columns.hasPrefix("feature,column,kind,fill\nlength,length,number,median\n"))
      #expect(columns.hasSuffix("colour=red,colour,level,mode\n"))
      let splits = try text(command, "new/out/splits.csv").split(separator: "\n")
      #expect(splits[0] == "split,row,part,repeat-0,repeat-1")
      #expect(splits.count == 61)
      #expect(splits.count { $0.contains(",test,") } == 12)

      // The same again, and with another seed other splits of the same table.
      _ = try await command.run(arguments + ["--out", "again"])
      _ = try await command.run(arguments + ["--out", "seeded", "--seed", "9"])
      for file in ["table.csv", "columns.csv", "splits.csv"] {
        #expect(try text(command, "again/\(file)") == text(command, "new/out/\(file)"))
      }
      #expect(try text(command, "seeded/table.csv") == table)
      #expect(try text(command, "seeded/splits.csv") != text(command, "new/out/splits.csv"))

      // More splits begin with the same ones.
      _ = try await command.run(arguments + ["--out", "more", "--splits", "2"])
      let more = try text(command, "more/splits.csv")
      #expect(try more.hasPrefix(text(command, "new/out/splits.csv")))
      #expect(more.split(separator: "\n").count == 121)
    }
  }

  @Test func anExportedTableIsASetAgain() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run("export", "car", "-o", "car")
      #expect(result.exitCode == 0, "\(result.errors)")
      let check = try await command.run("check", "car/table.csv", "--target", "class")
      #expect(check.exitCode == 0, "\(check.errors)")
      #expect(check.output.contains("1,728 rows, 21 features of 21 columns, 4 classes"))
      #expect(check.output.contains("unacc  1,210"), "\(check.output)")
    }
  }

  @Test func whatCannotBeExportedSaysWhy() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write("", to: "file")
      let study = StudyCommandTests.studies.appendingPathComponent("table1.yaml").path
      for (arguments, message) in [
        (["car", "--out", "file"], "file: expected a folder that can be written"),
        (["car", "--out", ""], "'--out' needs the name of a folder"),
        (["car"], "--out"),
        (["cars", "--out", "out"], "did you mean 'car'?"),
        ([study, "--out", "out"], "is a study"),
      ] {
        let result = try await command.run(["export"] + arguments)
        #expect(result.exitCode == 64, "\(result.errors)")
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: command.folder.path) == ["file"])
    }
  }
}

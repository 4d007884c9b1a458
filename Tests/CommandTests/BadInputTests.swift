import Foundation
import Testing
import TestSupport

@testable import Datasets

/// What the user did wrong is located, the exit code is 64 or 65, and nothing is half-written.
struct BadInputTests {
  func check(
    _ command: Command, _ arguments: [String], exitCode: Int32, says: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try contents(of: command.folder)
    let result = try await command.run(arguments)
    #expect(result.exitCode == exitCode, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.output.isEmpty, sourceLocation: sourceLocation)
    let message = result.errors.split(separator: "\n").filter { !$0.hasPrefix("loading ") }
    #expect(message.count <= 2, "\(result.errors)", sourceLocation: sourceLocation)
    for text in says {
      #expect(
        result.errors.contains(text), "\(text) in: \(result.errors)",
        sourceLocation: sourceLocation)
    }
    #expect(try contents(of: command.folder) == before, sourceLocation: sourceLocation)
  }

  func contents(of folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func aMissingDataFolder() async throws {
    try await Command.inTemporaryFolder { command in
      try await check(
        command, ["run", "optdigits", "--data", "nowhere", "--offline"], exitCode: 64,
        says: ["nowhere", "expected"])
    }
  }

  @Test func anUnknownCategory() async throws {
    try await Command.inTemporaryFolder { command in
      var rows = CarDecisionModel.rows().map { $0.joined(separator: ",") }
      rows[699] = rows[699].replacing(",small,", with: ",tiny,").replacing(",med,", with: ",tiny,")
      try command.write(rows.joined(separator: "\n") + "\n", to: "data/car.data")
      try await check(
        command, ["run", "car", "--data", "data"], exitCode: 65,
        says: ["car.data:700:", "found \"tiny\""])
    }
  }

  @Test func aMissingField() async throws {
    try await Command.inTemporaryFolder { command in
      let header = ";;; a comment\n\nREGION-CENTROID-COL\n\n"
      let row = (["SKY"] + (1...19).map { "\($0).5" }).joined(separator: ",")
      try command.write(
        header + row + "\n" + row.dropLast(5) + "\n", to: "data/segmentation.data")
      try command.write(header + row + "\n", to: "data/segmentation.test")
      try await check(
        command, ["run", "segmentation", "--data", "data"], exitCode: 65,
        says: ["segmentation.data:6", "20 fields", "19"])
    }
  }

  @Test func anEmptyFile() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write("", to: "data/car.data")
      try await check(
        command, ["run", "car", "--data", "data"], exitCode: 65,
        says: ["car.data:1:", "the file is empty"])
    }
  }

  @Test func aMisspelledKey() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol.replacing("hidden:", with: "hiden:"), to: "tiny.yaml")
      try await check(
        command, ["run", "-p", "tiny.yaml"], exitCode: 65,
        says: ["tiny.yaml:5:8:", "found \"hiden\"", "did you mean 'hidden'?"])
    }
  }

  @Test func aNegativeL2() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol.replacing("[0.0001]", with: "[-0.0001]"), to: "tiny.yaml")
      try await check(
        command, ["run", "-p", "tiny.yaml"], exitCode: 65,
        says: ["tiny.yaml:5:", "found \"-0.0001\"", "grid.l2"])
    }
  }

  @Test func anUnwritableFolder() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write("a file", to: "occupied")
      try await check(
        command, ["run", "--out", "occupied/run"], exitCode: 64,
        says: ["occupied/run", "can be written", "choose another folder (--out DIR)"])
    }
  }

  /// What the library says of a mistake, and the option that helps, which only the command knows.
  @Test(arguments: [
    (["check", "kinds.csv"], "is it the last, 'kind'? (--target kind)"),
    (
      ["check", "kinds.csv", "--target", "kind"],
      "median (mode for texts), mode, category or drop-rows (--missing POLICY)"
    ),
    (
      ["check", "kinds.csv", "--target", "kind", "--missing", "median"],
      "card's target, or leave them out (--drop-unlabelled)"
    ),
    (["check", "latin.csv", "--target", "2"], "name its encoding (--encoding latin-1)"),
    (
      ["inspect", "marks.csv"],
      "say which mark stands before decimals (--decimal point or --decimal comma)"
    ),
    (
      ["check", "segmentation", "--offline"],
      "(prunebench fetch segmentation or --data DIR or PRUNEBENCH_DATA)"
    ),
    (
      ["fetch", "isolet", "--from", "http://127.0.0.1:9"],
      "(prunebench fetch --from URL_OR_DIR or --data DIR or PRUNEBENCH_DATA)"
    ),
  ])
  func theOptionThatHelpsIsNamed(arguments: [String], says: String) async throws {
    try await Command.inTemporaryFolder { command in
      let rows = (0..<40).map {
        "\($0 == 7 ? "" : "\($0).5"),\($0 == 9 ? "" : ["oak", "elm"][$0 % 2])"
      }
      try command.write((["size,kind"] + rows).joined(separator: "\n") + "\n", to: "kinds.csv")
      try Data("größe,kind\n1,a\n2,b\n".data(using: .isoLatin1) ?? Data())
        .write(to: command.folder.appendingPathComponent("latin.csv"))
      try command.write("a;b\n1,5;x\n1.5;y\n2,5;x\n", to: "marks.csv")
      let result = try await command.run(arguments)
      #expect(result.exitCode != 0 && result.errors.contains(says), "\(result.errors)")
    }
  }

  /// A message has the reason.
  @Test(arguments: [
    (["run", "--shard", "0/3"], "shares count from 1: 1/3, 2/3, 3/3"),
    (["run", "--shard", "4/3"], "shares count from 1: 1/3, 2/3, 3/3"),
    (["status", "nowhere"], "with a run.yaml; there is no such folder"),
    (["status", "."], "with a run.yaml; `prunebench run` prints the folder that it writes"),
  ])
  func theReasonIsSaid(arguments: [String], says: String) async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run(arguments)
      #expect(result.exitCode == 64 && result.errors.contains(says), "\(result.errors)")
      #expect(!result.errors.contains("permissions"))
    }
  }

  /// By a card as by a file alone.
  @Test(arguments: ["run", "plan"])
  func rareClassesAreNoted(subcommand: String) async throws {
    try await Command.inTemporaryFolder { command in
      let rows = (0..<42).map { "\($0 * 7 % 31).5,\($0 < 40 ? ["oak", "elm"][$0 % 2] : "yew")\n" }
      try command.write("width,kind\n" + rows.joined(), to: "t.csv")
      let card = try await command.run("inspect", "t.csv", "--target", "kind")
      try command.write(card.output, to: "t.yaml")
      try command.write(tinyProtocol, to: "tiny.yaml")
      for set in [["t.csv", "--target", "kind"], ["t.yaml", "--data", "."]] {
        let result = try await command.run(
          [subcommand] + set + ["-p", "tiny.yaml", "--out", "out"])
        #expect(result.exitCode == 0)
        let parts = result.errors.split(separator: "class 'yew' has 2 rows, fewer than 3 folds\n")
        #expect(parts.count == 2, "\(result.errors)")
        if subcommand == "run" {
          #expect(result.output.contains("Rare classes: yew (2 rows), where the search has 3"))
        }
      }
    }
  }

  @Test func aDoubtfulHeaderIsNoted() async throws {
    try await Command.inTemporaryFolder { command in
      let rows = (0..<60).map { "\($0 * 7 % 31).5,\($0 * 5 % 29).25,\($0 % 3)" }
      try command.write((["0,1,2"] + rows).joined(separator: "\n") + "\n", to: "t.csv")
      let result = try await command.run("check", "t.csv", "--target", "3")
      #expect(
        result.errors.contains("though its names are numbers: is it a row?"), "\(result.errors)")
      #expect(result.errors.contains("note: --no-header reads it otherwise"))
      for option in ["--header", "--no-header"] {
        let said = try await command.run("check", "t.csv", "--target", "3", option)
        #expect(said.exitCode == 0 && !said.errors.contains("header"), "\(said.errors)")
      }
    }
  }

  @Test func wrongCommandLines() async throws {
    try await Command.inTemporaryFolder { command in
      for arguments in [
        ["run", "--jobs", "0"], ["run", "--seed", "x"], ["run", "--splits", "0"],
        ["run", "car", "car"], ["fetch"],
        ["runn"], ["run", "cra"], ["run", "-p", "papr"], ["report", "nowhere"],
        ["status", "nowhere"], ["datasets", "--format", "xml"],
      ] {
        let result = try await command.run(arguments)
        #expect(result.exitCode == 64, "\(arguments): \(result.errors)")
        #expect(!result.errors.isEmpty && result.output.isEmpty, "\(arguments)")
      }
      let lone = try await command.run(["report", "nowhere", "--dense-search", "wide"])
      #expect(lone.exitCode == 64 && lone.errors.contains("goes with '--recipe'"), "\(lone.errors)")
    }
  }

  @Test func anUnknownInstructionSet() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run(["run"], environment: ["PRUNEBENCH_ISA": "mmx"])
      #expect(result.exitCode == 64)
      #expect(result.errors.contains("found \"mmx\""))
    }
  }

  /// No number is too large to be refused.
  @Test func numbersOutOfRange() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write("a,b\n1,x\n2,y\n3,x\n4,y\n", to: "t.csv")
      try await check(
        command, ["inspect", "t.csv", "--target=\(Int.min)"], exitCode: 64,
        says: ["a number from 1 to 2"])
      for (arguments, says) in [
        (["fit", "car", "--pretraining-epochs=\(Int.max)"], "at most 1000000"),
        (["fit", "car", "--pruning-epochs=\(Int.max)"], "at most 1000000"),
        (["run", "car", "--shard=\(Int.min)/2"], "shares count from 1"),
      ] {
        let result = try await command.run(arguments)
        #expect(result.exitCode == 64 && result.errors.contains(says), "\(result)")
      }
    }
  }
}

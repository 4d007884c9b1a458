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
        says: ["occupied/run", "can be written", "--out"])
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
}

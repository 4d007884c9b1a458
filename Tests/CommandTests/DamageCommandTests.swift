import Foundation
import Tabular
import Testing
import TestSupport

/// What becomes of damaged, missing and unreadable files of a run, as its user sees it.
struct DamageCommandTests {
  private func withRun(_ body: (Command, URL) async throws -> Void) async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let run = try await command.run("run", "-p", "tiny.yaml", "--out", "out", "--quiet")
      #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
      try await body(command, command.folder.appendingPathComponent("out"))
    }
  }

  /// One digit of a journal or of run.yaml, changed by hand, is noticed by every command that reads it.
  @Test func changedDigitsAreNoticed() async throws {
    try await withRun { command, folder in
      var stream = RandomStream(seed: 2, name: "digits")
      for (name, times) in [("journal/fits.jsonl", 40), ("run.yaml", 20)] {
        let file = folder.appendingPathComponent(name)
        let whole = try Data(contentsOf: file)
        let digits = whole.indices.filter { (0x30...0x39).contains(whole[$0]) }
        for number in 0..<times {
          let place = digits[Int(stream.next() % UInt64(digits.count))]
          var changed = whole
          changed[place] = 0x30 + (whole[place] - 0x30 + 1 + UInt8(stream.next() % 9)) % 10
          try changed.write(to: file)
          let verb = ["status", "report"][number % 2]
          let result = try await command.run(verb, "out")
          #expect(result.exitCode == 65, "\(name) \(place) \(verb): \(result.errors)")
          #expect(result.errors.contains("out/\(name)"), "\(result.errors)")
          #expect(result.output.isEmpty)
        }
        let again = try await command.run("run", "-p", "tiny.yaml", "--out", "out", "--quiet")
        #expect(again.exitCode == 65, "\(again.errors)")
        try whole.write(to: file)
      }
      let status = try await command.run("status", "out")
      #expect(status.exitCode == 0 && status.errors.isEmpty)
    }
  }

  @Test func unreadableFilesAreNamed() async throws {
    try await withRun { command, folder in
      for (name, message) in [
        ("journal/fits.jsonl", "out/journal/fits.jsonl: expected a file that can be read"),
        ("run.yaml", "out/run.yaml: expected a file that can be read"),
      ] {
        let file = folder.appendingPathComponent(name)
        let whole = try Data(contentsOf: file)
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
        for verb in ["status", "report"] {
          let result = try await command.run(verb, "out")
          #expect(result.exitCode == 65 && result.output.isEmpty, "\(result.errors)")
          #expect(result.errors.contains(message), "\(result.errors)")
        }
        try FileManager.default.removeItem(at: file)
        try whole.write(to: file)
      }
    }
  }

  @Test func aMissingEnvironmentIsMended() async throws {
    try await withRun { command, folder in
      let file = folder.appendingPathComponent("environment.json")
      try FileManager.default.removeItem(at: file)
      for verb in ["status", "report"] {
        let result = try await command.run(verb, "out")
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.errors.contains("environment.json is missing or damaged"))
      }
      let run = try await command.run("run", "-p", "tiny.yaml", "--out", "out", "--quiet")
      #expect(run.exitCode == 0 && run.errors.contains("it now describes this machine"))
      #expect(FileManager.default.fileExists(atPath: file.path))
    }
  }

  /// Workers follow the processors that the process may run on.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")))
  func workersFollowTheAffinityMask() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let plan = try await command.run(
        ["plan", "-p", "tiny.yaml", "--out", "out"], through: ["/usr/bin/taskset", "-c", "0"])
      #expect(plan.exitCode == 0, "\(plan.errors)")
      #expect(plan.output.contains(" on one worker\n"), "\(plan.output)")
      let run = try await command.run(
        ["run", "-p", "tiny.yaml", "--out", "out"], through: ["/usr/bin/taskset", "-c", "0"])
      #expect(run.exitCode == 0, "\(run.errors)")
      let text = try String(
        contentsOf: command.folder.appendingPathComponent("out/environment.json"), encoding: .utf8)
      #expect(text.contains("\"workers\" : 1"), "\(text)")
    }
  }

  /// However many splits there are, a run stops when it is told to.
  @Test func aRunOfAMillionSplitsCanBeStopped() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(
        tinyProtocol.replacing("{test-share: 0.2,", with: "{test-share: 0.2, count: 1000000,"),
        to: "splits.yaml")
      let start = ContinuousClock.now
      let result = try await command.stop(
        ["run", "-p", "splits.yaml", "--out", "out"], by: SIGINT
      ) { .now - start > .milliseconds(500) }
      #expect(result.exitCode == 130, "\(result.errors)")
      #expect(result.errors.contains("Stopped by SIGINT"))
    }
  }

  /// Whatever little memory there is, a small run ends by itself; its fits do not need much.
  @Test(arguments: [140, 180, 200, 215, 220, 225, 230, 250, 300, 400])
  func aSmallRunEndsWithLittleMemory(megabytes: Int) async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let result = try await command.run(
        ["run", "-p", "tiny.yaml", "--out", "out"],
        through: ["/bin/sh", "-c", "ulimit -v \(1024 * megabytes); exec \"$0\" \"$@\""])
      #expect([0, 71].contains(result.exitCode), "\(megabytes) MB: \(result)")
      if megabytes >= 300 { #expect(result.exitCode == 0, "\(megabytes) MB: \(result)") }
    }
  }

  /// Without memory for what is to be done the command says so; it is neither killed nor traps.
  @Test(arguments: [220, 300, 400])
  func tooLittleMemoryIsSaid(megabytes: Int) async throws {
    try await Command.inTemporaryFolder { command in
      let large = "xor:k=3,p=500,n=40000"
      try command.write(
        tinyProtocol.replacing("hidden: [8, 16]", with: "hidden: [512]"), to: "large.yaml")
      let result = try await command.run(
        ["run", large, "-p", "large.yaml", "--out", "out"],
        through: ["/bin/sh", "-c", "ulimit -v \(1024 * megabytes); exec \"$0\" \"$@\""])
      #expect(result.exitCode == 71, "\(megabytes) MB: \(result.exitCode) \(result.errors)")
      #expect(result.errors.contains("not enough memory"), "\(result.errors)")
    }
  }
}

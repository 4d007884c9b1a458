import Foundation
import TestSupport
import Testing

/// Output that cannot be written is told by the exit code, and nothing else is lost with it.
struct OutputTests {
  /// A folder with a finished run `run`, a model `model.onnx`, and a table `table.csv`.
  func withFiles(_ body: (Command) async throws -> Void) async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      try TableTests.copy("quoted.csv", into: command)
      for arguments in [
        ["run", "-p", "tiny.yaml", "--out", "run", "--quiet"],
        ["fit", "car", "--pretraining-epochs", "2", "--save", "model.onnx"],
      ] {
        let result = try await command.run(arguments)
        #expect(result.exitCode == 0, "\(result.errors)")
      }
      try await body(command)
    }
  }

  static let commands = [
    ["--help"], ["--version"], ["help", "run"], ["run", "--help"], ["datasets"],
    ["datasets", "--format", "csv"], ["datasets", "--format", "json"], ["status", "run"],
    ["protocols"], ["protocols", "show", "quick"], ["suites"], ["suites", "show", "offline"],
    ["report", "run"],
    ["run", "-p", "tiny.yaml", "--out", "run"],
    ["run", "-p", "tiny.yaml", "--out", "run", "--quiet"],
    ["plan", "-p", "tiny.yaml"], ["inspect", "quoted.csv"],
    ["check", "quoted.csv", "--target", "kind"],
    ["export", "car", "--out", "export"], ["fit", "car", "--pretraining-epochs", "2"],
    ["fit", "car", "--pretraining-epochs", "2", "--save", "other.onnx", "--curve", "curve.csv"],
    ["predict", "model.onnx", "car"], ["--generate-completion-script", "bash"],
  ]

  @Test(arguments: [">/dev/full", ">&-", ">/dev/full 2>&1", "<&- >&- 2>&-"])
  func lostStandardOutputIsAnError(redirections: String) async throws {
    try await withFiles { command in
      for arguments in Self.commands {
        let result = try await command.run(arguments, redirections: redirections)
        #expect(result.exitCode == 74, "\(arguments): \(result.errors)")
        #expect(
          redirections.contains("2")
            || result.errors.contains("prunebench: standard output: expected room"),
          "\(arguments): \(result.errors)")
      }
    }
  }

  /// The command does all that it was asked for. The exit code is 74 if something was to be told.
  @Test(arguments: ["2>/dev/full", "2>&-"])
  func lostStandardErrorStopsNothing(redirections: String) async throws {
    try await withFiles { command in
      for arguments in Self.commands {
        let whole = try await command.run(arguments)
        #expect(whole.exitCode == 0, "\(arguments): \(whole.errors)")
        let result = try await command.run(arguments, redirections: redirections)
        #expect(result.exitCode == (whole.errors.isEmpty ? 0 : 74), "\(arguments)")
        // What takes time differs.
        if !["fit", "plan", "run", "report"].contains(arguments[0]) {
          #expect(result.output == whole.output, "\(arguments)")
        }
      }
      let run = try await command.run(
        ["run", "-p", "tiny.yaml", "--out", "deaf"], redirections: redirections)
      #expect(run.exitCode == 74 && run.output.hasSuffix("deaf/report.md\n"))
      let status = try await command.run("status", "deaf")
      #expect(status.output.contains(": 30 of 30 fits, finished"), "\(status.output)")
      let wrong = try await command.run(["status", "nowhere"], redirections: redirections)
      #expect(wrong.exitCode == 64)
    }
  }

  /// As `prunebench ... | head -1` leaves it.
  @Test func aReaderThatIsGoneIsNoError() async throws {
    try await withFiles { command in
      for result in [
        try await command.runWithoutReader("datasets"),
        try await command.runWithoutReader("--help"),
        try await command.runWithoutReader("report", "run"),
      ] {
        #expect(result.exitCode == -SIGPIPE && result.errors.isEmpty, "\(result)")
      }
    }
  }

  /// A file for standard output that is not closed must not become one that the command opens.
  @Test func closedStreamsAreNoFilesOfTheRun() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let result = try await command.run(
        ["run", "-p", "tiny.yaml", "--out", "run"], redirections: "<&- >&- 2>&-")
      #expect(result.exitCode == 74)
      let status = try await command.run("status", "run")
      #expect(
        status.output.contains(": 30 of 30 fits, finished"), "\(status.output)\(status.errors)")
    }
  }

  /// The ways to name a file that a command writes.
  static let writers: [(file: String, arguments: [String])] = [
    ("predictions", ["predict", "model.onnx", "car", "--out"]),
    ("model", ["fit", "car", "--pretraining-epochs", "2", "--save"]),
    ("curve", ["fit", "car", "--pretraining-epochs", "2", "--curve"]),
    ("claims", ["report", "run", "--claims"]),
  ]

  @Test func linksAndFIFOsStay() async throws {
    try await withFiles { command in
      for (file, arguments) in Self.writers {
        let path = command.folder.appendingPathComponent(file).path
        try FileManager.default.createSymbolicLink(
          atPath: path + ".link", withDestinationPath: file + ".csv")
        let linked = try await command.run(arguments + [file + ".link"])
        #expect(linked.exitCode == 0, "\(linked.errors)")
        #expect(
          try FileManager.default.destinationOfSymbolicLink(atPath: path + ".link") == file + ".csv"
        )
        let content = try Data(contentsOf: URL(fileURLWithPath: path + ".csv"))
        #expect(!content.isEmpty)

        #expect(mkfifo(path + ".fifo", 0o600) == 0)
        let reader = try PipeReader(path + ".fifo")
        let piped = try await command.run(arguments + [file + ".fifo"])
        #expect(piped.exitCode == 0, "\(piped.errors)")
        #expect(reader.content() == content, "\(file)")
        var status = stat()
        #expect(lstat(path + ".fifo", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.path)
      #expect(!names.contains { $0.hasPrefix(".prunebench-") })
    }
  }

  /// A FIFO that nobody reads is waited for, but not against the user's will.
  @Test func waitingForAReaderCanBeStopped() async throws {
    try await withFiles { command in
      let fifo = command.folder.appendingPathComponent("fifo").path
      #expect(mkfifo(fifo, 0o600) == 0)
      let started = ContinuousClock.now
      let result = try await command.stop(
        ["predict", "model.onnx", "car", "--out", "fifo"], by: SIGTERM
      ) { ContinuousClock.now - started > .milliseconds(500) }
      #expect(result.exitCode == 143, "\(result)")
      #expect(result.errors.contains("Stopped by SIGTERM"))
    }
  }

  @Test(.enabled("only root makes devices") { geteuid() == 0 })
  func devicesStay() async throws {
    try await withFiles { command in
      for (file, arguments) in Self.writers {
        for (minor, exitCode) in [(3, 0), (7, 74)] as [(UInt, Int32)] {
          // Major 1: 3 is /dev/null, 7 is /dev/full.
          let path = command.folder.appendingPathComponent("\(file)-\(minor)").path
          #expect(mknod(path, S_IFCHR | 0o666, dev_t(1 << 8 | minor)) == 0)
          let result = try await command.run(arguments + ["\(file)-\(minor)"])
          #expect(result.exitCode == exitCode, "\(arguments): \(result.errors)")
          #expect(exitCode == 0 || result.errors.contains("No space left on device"))
          var status = stat()
          #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        }
      }
    }
  }

  /// A file that standard output goes to is not replaced under it.
  @Test func standardOutputCanBeNamed() async throws {
    try await withFiles { command in
      let plain = try await command.run("predict", "model.onnx", "car")
      let named = try await command.run("predict", "model.onnx", "car", "--out", "/dev/stdout")
      #expect(named.output == plain.output)
      let file = try await command.run(
        ["predict", "model.onnx", "car", "--out", "/dev/stdout"], redirections: ">out.csv")
      #expect(file.exitCode == 0)
      #expect(
        try String(contentsOf: command.folder.appendingPathComponent("out.csv"), encoding: .utf8)
          == plain.output)
    }
  }

  /// A picture is there whole or not at all, and its lack is told.
  @Test func aFullDiskLeavesNoTornPicture() async throws {
    try await withFiles { command in
      let figures = command.folder.appendingPathComponent("run/figures")
      let sizes = try FileManager.default.contentsOfDirectory(atPath: figures.path).map {
        Command.size(of: figures.appendingPathComponent($0))
      }
      let largest = try #require(sizes.max())
      try FileManager.default.removeItem(at: figures)
      let result = try await command.run(["report", "run"], fileBlocks: largest / 512 - 4)
      #expect(result.exitCode == 74)
      #expect(result.errors.contains("File too large"), "\(result.errors)")
      for name in try FileManager.default.contentsOfDirectory(atPath: figures.path) {
        #expect(!name.hasPrefix("."))
        guard name.hasSuffix(".svg") else { continue }
        let text = try String(contentsOf: figures.appendingPathComponent(name), encoding: .utf8)
        #expect(text.contains("</svg>"), "\(name)")
      }
      let again = try await command.run("report", "run")
      #expect(again.exitCode == 0)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: figures.path).count == sizes.count)
    }
  }

  /// However few files may be open, there is a message; and what was computed is kept.
  @Test(arguments: [6, 8, 9, 10, 12, 14, 16, 18, 20, 24, 32])
  func fewOpenFilesAreToldOf(openFiles: Int) async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let arguments = ["run", "-p", "tiny.yaml", "--out", "run", "--quiet"]
      let few = try await command.run(arguments, openFiles: openFiles)
      #expect([0, 74].contains(few.exitCode), "\(few)")
      #expect(few.exitCode == 0 || few.errors.contains("too few files"), "\(few)")
      if openFiles >= 14 {
        let status = try await command.run("status", "run")
        #expect(status.output.contains(": 30 of 30 fits, finished"), "\(few.errors)")
      }
      let report = try await command.run(arguments)
      #expect(report.exitCode == 0, "\(report.errors)")
      let again = try await command.run(["report", "run"], openFiles: openFiles)
      #expect([0, 74].contains(again.exitCode), "\(again)")
    }
  }

  /// An empty name, as of a variable that is not set, is no folder: nothing is written.
  @Test(arguments: ["--side-by-side", "--recipe", "--claims"])
  func anEmptyNameIsRefused(option: String) async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run("report", "run", option, "")
      #expect(result.exitCode == 64)
      #expect(result.errors.contains("'\(option)' needs the name of a"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: command.folder.path).isEmpty)
    }
  }
}

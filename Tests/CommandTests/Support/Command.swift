import Foundation
import Testing
import TestSupport

/// The built `prunebench`, run as a user runs it.
struct Command {
  struct Result {
    let exitCode: Int32
    let output: String
    let errors: String
  }

  /// An empty folder that is the command's home and working folder.
  let folder: URL

  static func inTemporaryFolder<Value>(_ body: (Command) async throws -> Value) async throws
    -> Value
  {
    try await withTemporaryFolder { try await body(Command(folder: $0)) }
  }

  /// Runs the command to its end. `environment` is added to an otherwise clean one.
  func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Result {
    try await run(arguments, environment: environment)
  }

  /// - Parameter input: the file that standard input comes from.
  /// - Parameters:
  ///   - fileBlocks: how large a file may become, in blocks of 512 bytes: writing more fails, as
  ///     on a full disk.
  ///   - openFiles: how many files may be open at a time.
  ///   - redirections: of a shell, such as `>/dev/full` or `2>&-`.
  ///   - launcher: a command that runs the one behind it, with its arguments.
  func run(
    _ arguments: [String], environment: [String: String] = [:], input: URL? = nil,
    fileBlocks: Int? = nil, openFiles: Int? = nil, redirections: String = "",
    through launcher: [String] = []
  ) async throws -> Result {
    let (process, output, errors) = try start(
      arguments, environment, input: input,
      shell: Shell(fileBlocks: fileBlocks, openFiles: openFiles, redirections: redirections),
      through: launcher)
    async let errorText = Self.text(of: errors)
    let outputText = await Self.text(of: output)
    process.waitUntilExit()
    return Result(exitCode: process.exitCode, output: outputText, errors: await errorText)
  }

  /// Runs the command with a standard output that nobody reads any more.
  func runWithoutReader(_ arguments: String...) async throws -> Result {
    let (process, output, errors) = try start(arguments, [:], isRead: false)
    _ = output
    let errorText = await Self.text(of: errors)
    process.waitUntilExit()
    return Result(exitCode: process.exitCode, output: "", errors: errorText)
  }

  /// Starts the command and kills it with SIGKILL as soon as `file` has at least `bytes` bytes.
  /// - Returns: whether it was still running.
  func kill(_ arguments: String..., when file: URL, has bytes: Int) async throws -> Bool {
    try await stop(arguments, by: SIGKILL) { Self.size(of: file) >= bytes }.exitCode == -SIGKILL
  }

  /// Starts the command and sends it `signal` as soon as `condition` holds.
  /// - Returns: its result; the exit code is the negative number of a signal that ended it.
  func stop(
    _ arguments: [String], by signal: Int32, when condition: () -> Bool
  ) async throws -> Result {
    let (process, output, errors) = try start(arguments, [:])
    async let errorText = Self.text(of: errors)
    async let outputText = Self.text(of: output)
    while process.isRunning, !condition() { try await Task.sleep(for: .milliseconds(1)) }
    #if canImport(Glibc)
      Glibc.kill(process.processIdentifier, signal)
    #else
      Darwin.kill(process.processIdentifier, signal)
    #endif
    process.waitUntilExit()
    return Result(
      exitCode: process.exitCode, output: await outputText, errors: await errorText)
  }

  /// The bytes of a file; 0 if there is none.
  static func size(of file: URL) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    return attributes?[.size] as? Int ?? 0
  }

  /// What a shell does before it becomes the command.
  private struct Shell {
    var fileBlocks: Int?
    var openFiles: Int?
    var redirections = ""

    /// Nil where there is nothing to do.
    var script: String? {
      guard fileBlocks != nil || openFiles != nil || !redirections.isEmpty else { return nil }
      // Without the trap a signal would end the command before it hears of the failed write.
      let blocks = fileBlocks.map { "trap '' XFSZ; ulimit -f \($0); " } ?? ""
      let files = openFiles.map { "ulimit -n \($0); " } ?? ""
      return "\(blocks)\(files)exec \"$0\" \"$@\" \(redirections)"
    }
  }

  private func start(
    _ arguments: [String], _ environment: [String: String], input: URL? = nil,
    shell: Shell = Shell(), isRead: Bool = true, through launcher: [String] = []
  ) throws -> (Process, Pipe, Pipe) {
    let process = Process()
    let executable = Bundle.main.bundleURL.appendingPathComponent("prunebench")
    process.executableURL = executable
    process.arguments = arguments
    if let script = shell.script {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script, executable.path] + arguments
    }
    if let program = launcher.first {
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = launcher.dropFirst() + [executable.path] + arguments
    }
    process.currentDirectoryURL = folder
    let clean = [
      "HOME": folder.path, "XDG_CACHE_HOME": folder.appendingPathComponent("cache").path,
      "COLUMNS": "80", "PATH": "/usr/bin:/bin",
    ]
    process.environment = clean.merging(environment) { $1 }
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = try input.map(FileHandle.init(forReadingFrom:)) ?? .nullDevice
    process.standardOutput = output
    process.standardError = errors
    if !isRead { try output.fileHandleForReading.close() }
    try process.run()
    return (process, output, errors)
  }

  private static func text(of pipe: Pipe) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        continuation.resume(returning: String(decoding: data, as: UTF8.self))
      }
    }
  }

  /// Writes a file into the folder and returns its path.
  @discardableResult
  func write(_ text: String, to path: String) throws -> String {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}

extension Process {
  /// The exit code; the negative number of a signal that ended the process.
  fileprivate var exitCode: Int32 {
    terminationReason == .uncaughtSignal ? -terminationStatus : terminationStatus
  }
}

/// A protocol of a second or two on Car.
let tinyProtocol = """
  name: tiny
  split: {test-share: 0.2, stratified: true}
  scaling: training
  validation: {repeats: 1, folds: 3}
  grid: {hidden: [8, 16], l2: [0.0001], batch: [32]}
  training: {pretraining-epochs: 10, pruning-epochs: 20}
  pruning: {annealing-rate: 20, densities: [0.2, 0.4]}
  choose: {epoch: validation, density: validation}
  retrains: 3
  equivalent: {search: true}
  """

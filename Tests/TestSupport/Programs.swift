package import Foundation

/// A folder with programs that stand for others.
package struct Programs {
  let folder: URL

  package init(folder: URL) { self.folder = folder }

  /// Writes a script of bash that is called `name`.
  @discardableResult
  package func add(_ name: String, _ script: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("#!/bin/bash\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return file.path
  }

  /// Where these are found before others.
  package var searchPath: String { "\(folder.path):/usr/bin:/bin" }

  /// Runs bash with these programs.
  package func bash(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    // Foundation hands its own thread's blocked signals on to the process, and a shell cannot unblock them.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
    process.arguments =
      ["-MPOSIX", "-e", "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV", "/bin/bash"]
      + arguments
    process.environment =
      ["PATH": searchPath, "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

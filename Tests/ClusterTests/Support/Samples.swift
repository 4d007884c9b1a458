import Foundation

@testable import Cluster

extension ClusterJob {
  /// A job of two stages in `folder`.
  static func sample(
    in folder: String, executable: String = "/bin/true", arguments: [String] = ["--", "car"],
    directory: String = "/", shards: Int = 8, time: String = "1:00:00", maxRunning: Int? = nil,
    directives: [Directive] = [], setUp: [String] = []
  ) throws -> ClusterJob {
    try ClusterJob(
      run: "car-quick-0123456789", folder: folder, executable: executable, version: "0.1.0",
      directory: directory, arguments: arguments, shards: shards, stages: ["search", "refits"],
      limits: try TaskLimits(time: time, memory: "300M"), maxRunning: maxRunning,
      directives: directives, setUp: setUp)
  }
}

/// A folder with programs that stand for others.
struct Programs {
  let folder: URL

  /// Writes a script of bash that is called `name`.
  @discardableResult
  func add(_ name: String, _ script: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("#!/bin/bash\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return file.path
  }

  /// Where these are found before others.
  var searchPath: String { "\(folder.path):/usr/bin:/bin" }

  /// Runs bash with these programs.
  func bash(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = arguments
    process.environment = ["PATH": searchPath].merging(environment) { $1 }
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

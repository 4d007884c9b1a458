import Foundation
import Inputs

// The files of shards: each process that does one writes its own, `shard-3-of-64-HOST-PID.jsonl`, and packs it at an
// orderly end as `shard-3-of-64-HOST-PID.jsonl.gz`. Beside it is the machine, if it is not that of `environment.json`.
extension JournalFolder {
  /// The endings of the names of a shard's files.
  enum Ending: String {
    case open = ".jsonl"
    case packed = ".jsonl.gz"
    case machine = ".machine.json"
  }

  /// The files of shards with lines, those that are being written first: then a line that moves from file to file while
  /// they are read is read at least once.
  var shardFiles: [URL] {
    get throws(InputError) { try files(.open) + files(.packed) }
  }

  /// Calls `body` with the content of each file of shards. A file that goes while they are read has moved into another:
  /// then it looks for files that it has not seen.
  func eachShardFile(
    _ body: (_ file: URL, _ lines: [UInt8]) throws(InputError) -> Void
  ) throws(InputError) {
    var seen: Set<URL> = []
    var isMoved = true
    while isMoved {
      isMoved = false
      for file in try shardFiles where !seen.contains(file) {
        guard let lines = try Self.lines(of: file) else {
          isMoved = true
          continue
        }
        seen.insert(file)
        try body(file, lines)
      }
    }
  }

  /// The packed files of `shard` alone.
  func packedFiles(of shard: Shard) throws(InputError) -> [URL] {
    try files(.packed).filter { Shard(fileName: $0.lastPathComponent) == shard }
  }

  /// The machines of shards.
  var machineFiles: [URL] {
    get throws(InputError) { try files(.machine) }
  }

  /// The files that are of no shard, in the order in which lines move.
  var merged: [URL] {
    get throws(InputError) { try [tail] + parts }
  }

  private func files(_ ending: Ending) throws(InputError) -> [URL] {
    try names.filter { $0.hasSuffix(ending.rawValue) && Shard(fileName: $0) != nil }.sorted()
      .map { url.appendingPathComponent($0) }
  }

  /// A file of `shard` by the process of that name.
  func shardFile(_ shard: Shard, _ ending: Ending, process: String) -> URL {
    url.appendingPathComponent("\(shard.fileName)-\(process)\(ending.rawValue)")
  }

  /// What a file holds, unpacked if it is packed; nil if it is gone.
  /// - Throws: ``InputError`` if it cannot be read.
  static func lines(of file: URL) throws(InputError) -> [UInt8]? {
    guard file.pathExtension == "gz" else { return try FileBytes.read(file) }
    guard try FileBytes.isThere(file) else { return nil }
    return try GzipFile.read(file)
  }

  /// Whether a process may still write to `file`: one on this machine holds its lock; of another machine's file that is
  /// not known.
  static func mayBeInUse(_ file: URL) -> Bool {
    guard file.lastPathComponent.hasSuffix(Ending.open.rawValue) else { return false }
    guard file.lastPathComponent.contains("-\(hostName)-") else { return true }
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }

  /// The name of this machine, in letters, digits and dots only.
  static var hostName: String {
    let name = ProcessInfo.processInfo.hostName.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        ? Character(scalar) : "."
    }
    return String(name)
  }
}

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

  /// Calls `body` with what `prepare` makes of each file of shards, as ``each(of:prepare:body:)`` does. A file that goes
  /// while they are read has moved into another: then it looks for files that it has not seen.
  /// - Throws: ``InputError`` also at a file that stays in the folder's list and never is there, such as a link to nothing.
  func eachShardFile<Content: Sendable>(
    prepare: @Sendable (_ file: URL, _ lines: [UInt8]) throws(InputError) -> Content,
    body: (_ file: URL, Content) throws(InputError) -> Void
  ) throws(InputError) {
    var seen: Set<URL> = []
    var gone: [URL] = []
    var tries = 0
    while true {
      let files = try shardFiles.filter { !seen.contains($0) }
      try Self.each(of: files, prepare: prepare) { file, content throws(InputError) in
        seen.insert(file)
        try body(file, content)
      }
      let missing = files.filter { !seen.contains($0) }
      guard let first = missing.first else { return }
      // Over a network a folder may list for a while what has moved.
      tries = missing == gone ? tries + 1 : 0
      gone = missing
      guard tries < Self.mostTries else { throw FileBytes.unreadable(first, ENOENT) }
      if tries > 0 { usleep(50_000) }
    }
  }

  private static let mostTries = 20

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

  /// Calls `body` with what `prepare` makes of the content of each of `files`, in their order. A few files at a time are
  /// prepared, on all cores, so that there is never more than these in memory. Files that are gone are left out.
  static func each<Content: Sendable>(
    of files: [URL],
    prepare: @Sendable (_ file: URL, _ lines: [UInt8]) throws(InputError) -> Content,
    body: (_ file: URL, Content) throws(InputError) -> Void
  ) throws(InputError) {
    let count = 2 * CPUAllowance.current.workers
    for start in stride(from: 0, to: files.count, by: count) {
      let some = files[start..<min(start + count, files.count)]
      let contents = Pieces.each(of: some.count) { index in
        let file = some[start + index]
        return Result { () throws(InputError) in
          try lines(of: file).map { lines throws(InputError) in try prepare(file, lines) }
        }
      }
      for (file, content) in zip(some, contents) {
        if let content = try content.get() { try body(file, content) }
      }
    }
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
    return (try? Descriptor(descriptor).lock()) != true
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

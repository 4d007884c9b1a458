package import Foundation
package import Inputs

/// A finished fit, as it is stored in a journal.
package protocol JournalRecord: Codable, Equatable, Sendable {
  associatedtype Key: Hashable & Comparable & Sendable
  /// Identifies the fit.
  var key: Key { get }
  /// The CPU time of the fit, in seconds.
  var seconds: Double { get }
  /// Why it failed; nil if it did not.
  var failure: String? { get }
  /// The members of its line that tell when and how fast it was made: the same fit has others the next time.
  static var incidentalMembers: Set<String> { get }
  /// Whether it is the same fit with the same outcome, whenever and however fast that was made.
  func agrees(with other: Self) -> Bool
  /// Tells whether the key of one of `records` is less than that of another, both by their indices. What knows the type
  /// compares faster.
  static func order(of records: [Self]) -> @Sendable (Int, Int) -> Bool
}

extension JournalRecord {
  package static func order(of records: [Self]) -> @Sendable (Int, Int) -> Bool {
    { records[$0].key < records[$1].key }
  }
}

/// The append-only record of finished fits: a folder with one JSON object a line in `fits.jsonl`, and older
/// lines packed in `fits-1.jsonl.gz`, `fits-2.jsonl.gz` and so on. Each line ends with a checksum of its
/// content.
///
/// A complete line is passed to the system before its fit counts, so that a killed process loses no fit. Lines
/// are flushed to the disk at the first append a second or more after the last flush, and when the run ends: a
/// power cut can lose the lines since the last flush. Each process that does a shard of a run has a file of its own
/// beside these (``JournalFolder/shardFiles``), until a merge folds it into them. An incomplete last line is dropped when the journal is
/// opened; any other line that cannot be read is an error. A fit can be in the journal twice if the process was
/// killed between packing lines and removing them, or if two shards did it; it counts once.
package final class Journal<Record: JournalRecord> {
  private let folder: JournalFolder
  private let file: URL
  /// Of a shard, the files that take the place of ``file`` at the end, and that name the machine.
  private let shard: (shard: Shard, packed: URL, machine: URL)?
  private let handle: FileHandle
  private let partSize: Int
  private var size: Int
  /// Lines of other journals that are not in the file yet; they count in ``size``.
  private var pending = Data()
  private var parts: Int
  private var flushed: ContinuousClock.Instant

  private init(
    _ folder: JournalFolder, file: URL, shard: (shard: Shard, packed: URL, machine: URL)? = nil,
    handle: FileHandle, size: Int, parts: Int, partSize: Int
  ) {
    self.folder = folder
    self.file = file
    self.shard = shard
    self.handle = handle
    self.size = size
    self.parts = parts
    self.partSize = partSize
    flushed = .now
  }

  /// Opens the journal in `folder` for appending, creating it if necessary.
  /// - Parameter partSize: how many bytes of lines are packed into one file. The paper's fits on Car take 53
  ///   bytes each when packed; `Forecast` assumes 120.
  /// - Returns: the journal, and its content so far.
  /// - Throws: ``InputError`` if a file cannot be written or a line cannot be read.
  package static func open(
    _ url: URL, partSize: Int = 1 << 20
  ) throws(InputError) -> (journal: Journal, content: JournalContent<Record>) {
    let folder = JournalFolder(url)
    try create(folder.tail)
    let content = try JournalContent<Record>(folder)
    return (try open(folder, length: content.length, partSize), content)
  }

  /// Opens the journal in `folder` for appending without reading it.
  package static func open(
    unread url: URL, partSize: Int = 1 << 20
  ) throws(InputError) -> Journal {
    let folder = JournalFolder(url)
    try create(folder.tail)
    let lines = try FileBytes.read(folder.tail) ?? []
    let length = lines.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return try open(folder, length: length, partSize)
  }

  private static func create(_ file: URL) throws(InputError) {
    let manager = FileManager.default
    guard
      manager.fileExists(atPath: file.path) || manager.createFile(atPath: file.path, contents: nil)
    else { throw unwritable(file.path, SystemError.last) }
  }

  private static func open(
    _ folder: JournalFolder, length: Int, _ partSize: Int
  ) throws(InputError) -> Journal {
    let parts = try folder.lastNumber
    do {
      let handle = try FileHandle(forUpdating: folder.tail)
      try handle.truncate(atOffset: UInt64(length))
      try handle.seekToEnd()
      return Journal(
        folder, file: folder.tail, handle: handle, size: length, parts: parts, partSize: partSize)
    } catch {
      throw unwritable(folder.tail.path, error)
    }
  }

  /// Opens a new file of `shard` in the journal `folder`, which no other process writes to.
  /// - Throws: ``InputError`` if it cannot be written.
  static func open(_ shard: Shard, in url: URL) throws(InputError) -> Journal {
    let folder = JournalFolder(url)
    for number in 0..<1000 {
      let process =
        "\(JournalFolder.hostName)-\(getpid())" + (number > 0 ? "-\(number)" : "")
      let file = folder.shardFile(shard, .open, process: process)
      let packed = folder.shardFile(shard, .packed, process: process)
      // A process before may have had the same number.
      if (try? FileBytes.isThere(packed)) != false { continue }
      let descriptor = Foundation.open(file.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { break }
      // Tells a merge on this machine that the file is in use; nothing else depends on it.
      _ = flock(descriptor, LOCK_EX | LOCK_NB)
      return Journal(
        folder, file: file,
        shard: (shard, packed, folder.shardFile(shard, .machine, process: process)),
        handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true), size: 0, parts: 0,
        partSize: .max)
    }
    throw unwritable(
      folder.shardFile(shard, .open, process: JournalFolder.hostName).path, SystemError.last)
  }

  deinit { try? handle.synchronize() }

  /// The lines of `records`. That takes longer than to write them, and any thread can do it.
  package static func lines(of records: [Record]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return try records.reduce(into: Data()) {
      $0 += SealedLine.sealing(Array(try encoder.encode($1)))
    }
  }

  /// Appends `records`.
  /// - Throws: ``InputError`` if they could not be written; some of them may have been written all the same.
  package func append(_ records: [Record]) throws {
    try append(lines: Self.lines(of: records))
  }

  /// Appends the lines of records.
  /// - Throws: ``InputError`` if they could not be written; some of them may have been written all the same.
  package func append(lines: Data) throws(InputError) {
    do {
      try handle.write(contentsOf: lines)
      size += lines.count
      if size >= partSize { try pack() }
      if .now - flushed > .seconds(1) { try flush() }
    } catch {
      throw Self.unwritable(file.path, error)
    }
  }

  /// Appends a line as another journal has it, its newline included. It is in the file after ``finish()``.
  func append(_ line: ArraySlice<UInt8>) throws(InputError) {
    pending += line
    size += line.count
    guard size >= partSize else { return }
    do {
      try writePending()
      try pack()
    } catch {
      throw Self.unwritable(file.path, error)
    }
  }

  private func writePending() throws {
    try handle.write(contentsOf: pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// Flushes what was appended to the disk.
  func finish() throws(InputError) {
    do {
      try writePending()
      try flush()
    } catch {
      throw Self.unwritable(file.path, error)
    }
  }

  /// Where a shard's journal names its machine.
  var machineFile: URL { shard?.machine ?? file }

  /// Ends the file of a shard: packs it together with what processes of the shard packed before, or removes it if it has
  /// no line. Where that fails the files stay as they are, which is as good.
  func close() {
    guard let shard else { return }
    guard size > 0 else {
      try? FileManager.default.removeItem(at: file)
      try? FileManager.default.removeItem(at: shard.machine)
      return
    }
    let unfinished = shard.packed.appendingPathExtension("unfinished")
    do {
      try handle.seek(toOffset: 0)
      let earlier = try folder.packedFiles(of: shard.shard)
      guard let lines = try handle.readToEnd(), lines.count == size,
        GzipFile.write(lines, to: unfinished)
      else { throw CocoaError(.fileWriteUnknown) }
      let output = try FileHandle(forWritingTo: unfinished)
      try output.seekToEnd()
      // Packed files behind one another are a packed file.
      for file in earlier {
        if let bytes = try FileBytes.read(file) { try output.write(contentsOf: Data(bytes)) }
      }
      try output.synchronize()
      try output.close()
      guard rename(unfinished.path, shard.packed.path) == 0 else {
        throw CocoaError(.fileWriteUnknown)
      }
      try folder.flush()
      for file in earlier + [file] { try? FileManager.default.removeItem(at: file) }
    } catch {
      try? FileManager.default.removeItem(at: unfinished)
    }
  }

  private func flush() throws {
    try handle.synchronize()
    flushed = .now
  }

  /// Packs the lines so far into a new part. The part is complete and on the disk before the lines are removed.
  private func pack() throws {
    try handle.seek(toOffset: 0)
    let lines = try handle.readToEnd() ?? Data()
    guard lines.count == size, GzipFile.write(lines, to: folder.unfinishedPart) else {
      throw CocoaError(.fileWriteUnknown)
    }
    parts += 1
    try FileManager.default.moveItem(at: folder.unfinishedPart, to: folder.part(parts))
    try folder.flush()
    try handle.truncate(atOffset: 0)
    size = 0
  }

  /// The content of the journal in a folder.
  package static func content(of url: URL) throws(InputError) -> JournalContent<Record> {
    try JournalContent(JournalFolder(url))
  }

  private static func unwritable(_ path: String, _ error: any Error) -> InputError {
    InputError(
      .output, code: .unwritable, file: path, expected: "a journal that can be written",
      found: SystemError(error)?.description,
      hint: "make room on the disk or fix the folder's permissions; the same command carries on")
  }
}

package import Foundation
package import Inputs

/// A finished fit as a journal keeps it.
package protocol JournalRecord: Codable, Equatable, Sendable {
  associatedtype Key: Hashable & Comparable & Sendable
  /// Which fit.
  var key: Key { get }
  /// Seconds of CPU time that it took.
  var seconds: Double { get }
  /// Why it failed; nil if it did not.
  var failure: String? { get }
}

/// The append-only record of finished fits: a folder with one JSON object a line in `fits.jsonl`,
/// and older lines packed in `fits-1.jsonl.gz`, `fits-2.jsonl.gz` and so on. Each line ends with a checksum of
/// what it says.
///
/// A line is handed to the system whole before its fit counts, so that a killed process loses none.
/// Lines are flushed to the disk at the first append a second or more after the last flush, and when
/// the run ends: a power cut loses what the system had not written by itself. A torn last line is
/// dropped when the journal is opened; any other line that cannot be read is an error. A fit that is in
/// the journal twice, since the process was killed between packing lines and removing them, counts
/// once.
package final class Journal<Record: JournalRecord> {
  private let folder: JournalFolder
  private let handle: FileHandle
  private let partSize: Int
  private let encoder = JSONEncoder()
  private var size: Int
  private var parts: Int
  private var flushed: ContinuousClock.Instant

  private init(
    _ folder: JournalFolder, handle: FileHandle, size: Int, parts: Int, partSize: Int
  ) {
    self.folder = folder
    self.handle = handle
    self.size = size
    self.parts = parts
    self.partSize = partSize
    flushed = .now
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
  }

  /// Opens the journal in `folder` for appending, creating it if need be.
  /// - Parameter partSize: how many bytes of lines are packed together. The paper's fits on
  ///   Car take 53 bytes each when packed; `Forecast` reckons with 120.
  /// - Returns: the journal, and what it holds already.
  /// - Throws: ``InputError`` if a file cannot be written or a line cannot be read.
  package static func open(
    _ url: URL, partSize: Int = 1 << 20
  ) throws(InputError) -> (journal: Journal, content: JournalContent<Record>) {
    let folder = JournalFolder(url)
    let manager = FileManager.default
    let path = folder.tail.path
    if !manager.fileExists(atPath: path), !manager.createFile(atPath: path, contents: nil) {
      throw unwritable(path)
    }
    let content = try JournalContent<Record>(folder)
    let parts = try folder.lastNumber
    do {
      let handle = try FileHandle(forUpdating: folder.tail)
      try handle.truncate(atOffset: UInt64(content.length))
      try handle.seekToEnd()
      let journal = Journal(
        folder, handle: handle, size: content.length, parts: parts, partSize: partSize)
      return (journal, content)
    } catch {
      throw unwritable(path)
    }
  }

  deinit { try? handle.synchronize() }

  /// Appends `records`.
  /// - Throws: ``InputError`` if they could not be written; a part of them may then be.
  package func append(_ records: [Record]) throws(InputError) {
    do {
      var text = Data()
      for record in records { text += SealedLine.sealing(Array(try encoder.encode(record))) }
      try handle.write(contentsOf: text)
      size += text.count
      if size >= partSize { try pack() }
      if .now - flushed > .seconds(1) { try flush() }
    } catch {
      throw Self.unwritable(folder.tail.path)
    }
  }

  private func flush() throws {
    try handle.synchronize()
    flushed = .now
  }

  /// Packs the lines so far into a part of their own. It is whole and on the disk before they go.
  private func pack() throws {
    try flush()
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

  /// What the journal in a folder holds.
  package static func content(of url: URL) throws(InputError) -> JournalContent<Record> {
    try JournalContent(JournalFolder(url))
  }

  private static func unwritable(_ path: String) -> InputError {
    InputError(
      .output, code: .unwritable, file: path, expected: "a journal that can be written",
      hint: "make room on the disk or mend the folder's permissions; the same command carries on")
  }
}

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
}

/// The append-only record of finished fits: a folder with one JSON object a line in `fits.jsonl`, and older
/// lines packed in `fits-1.jsonl.gz`, `fits-2.jsonl.gz` and so on. Each line ends with a checksum of its
/// content.
///
/// A complete line is passed to the system before its fit counts, so that a killed process loses no fit. Lines
/// are flushed to the disk at the first append a second or more after the last flush, and when the run ends: a
/// power cut can lose the lines since the last flush. An incomplete last line is dropped when the journal is
/// opened; any other line that cannot be read is an error. A fit can be in the journal twice if the process was
/// killed between packing lines and removing them; it counts once.
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

  /// Opens the journal in `folder` for appending, creating it if necessary.
  /// - Parameter partSize: how many bytes of lines are packed into one file. The paper's fits on Car take 53
  ///   bytes each when packed; `Forecast` assumes 120.
  /// - Returns: the journal, and its content so far.
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
  /// - Throws: ``InputError`` if they could not be written; some of them may have been written all the same.
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

  /// Packs the lines so far into a new part. The part is complete and on the disk before the lines are removed.
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

  /// The content of the journal in a folder.
  package static func content(of url: URL) throws(InputError) -> JournalContent<Record> {
    try JournalContent(JournalFolder(url))
  }

  private static func unwritable(_ path: String) -> InputError {
    InputError(
      .output, code: .unwritable, file: path, expected: "a journal that can be written",
      hint: "make room on the disk or fix the folder's permissions; the same command carries on")
  }
}

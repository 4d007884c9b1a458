package import Foundation
package import Inputs

/// A finished fit as a journal keeps it.
package protocol JournalRecord: Codable, Sendable {
  associatedtype Key: Hashable & Comparable & Sendable
  /// Which fit.
  var key: Key { get }
}

extension FitRecord: JournalRecord {}

/// The append-only record of finished fits: a folder with one JSON object a line in `fits.jsonl`,
/// and older lines packed in `fits-1.jsonl.gz`, `fits-2.jsonl.gz` and so on.
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
  }

  /// Opens the journal in `folder` for appending, creating it if need be.
  /// - Parameter partSize: how many bytes of lines are packed together. The paper's fits on
  ///   Car take 53 bytes each when packed; `Forecast` reckons with 120.
  /// - Returns: the journal, and what it holds already.
  /// - Throws: ``InputError`` if a file cannot be written or a line cannot be read.
  package static func open(
    _ url: URL, partSize: Int = 1 << 20
  ) throws(InputError) -> (journal: Journal, records: [Record]) {
    let folder = JournalFolder(url)
    let manager = FileManager.default
    let path = folder.tail.path
    if !manager.fileExists(atPath: path), !manager.createFile(atPath: path, contents: nil) {
      throw unwritable(path)
    }
    let (records, length) = try read(folder)
    let parts = try folder.lastNumber
    do {
      let handle = try FileHandle(forUpdating: folder.tail)
      try handle.truncate(atOffset: UInt64(length))
      try handle.seekToEnd()
      let journal = Journal(
        folder, handle: handle, size: length, parts: parts, partSize: partSize)
      return (journal, records)
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
      for record in records { text += try Self.encoder.encode(record) + [Self.newline] }
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

  /// The records of the journal in a folder, in the order in which they were written.
  package static func records(in url: URL) throws(InputError) -> [Record] {
    try read(JournalFolder(url)).records
  }

  /// The records, and the bytes of the whole lines that are not packed yet.
  private static func read(
    _ folder: JournalFolder
  ) throws(InputError) -> (records: [Record], length: Int) {
    // First the tail: a run that goes on may pack it meanwhile, and then its lines are in a part.
    let tail = FileManager.default.contents(atPath: folder.tail.path)
    let parts = try folder.parts
    guard tail != nil || !parts.isEmpty else {
      throw InputError(
        file: folder.tail.path, expected: "the journal of a run", hint: "is this a run folder?")
    }
    let lines = tail ?? Data()
    var records: [Record] = []
    var known: Set<Record.Key> = []
    func take(_ lines: Data, _ file: URL) throws(InputError) {
      for (index, line) in lines.split(separator: newline).enumerated() {
        do {
          let record = try decoder.decode(Record.self, from: Data(line))
          if known.insert(record.key).inserted { records.append(record) }
        } catch {
          throw InputError(
            file: file.path, line: index + 1, expected: "a fit as PruneBench writes it",
            found: String(decoding: line.prefix(60), as: UTF8.self),
            hint: file == folder.tail
              ? "remove the line to run the fit again; if all are so, choose another --out"
              : "remove the file to run its fits again")
        }
      }
    }
    for part in parts {
      guard let lines = GzipFile.read(part) else {
        throw InputError(
          file: part.path, expected: "a whole gzip file",
          hint: "remove it to run its fits again")
      }
      try take(lines, part)
    }
    let length = lines.lastIndex(of: newline).map { $0 + 1 } ?? 0
    try take(lines[..<length], folder.tail)
    return (records, length)
  }

  private static var newline: UInt8 { UInt8(ascii: "\n") }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }

  private static func unwritable(_ path: String) -> InputError {
    InputError(
      .output, file: path, expected: "a journal that can be written",
      hint: "make room on the disk or mend the folder's permissions; the same command carries on")
  }
}

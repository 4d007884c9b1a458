package import Foundation
package import Inputs

/// A finished fit as a journal keeps it.
package protocol JournalRecord: Codable, Sendable {
  associatedtype Key: Hashable & Comparable & Sendable
  /// Which fit.
  var key: Key { get }
}

extension FitRecord: JournalRecord {}

/// The append-only record of finished fits: one JSON object a line.
///
/// A line is written whole before its fit counts. A torn last line, left by a kill, is dropped when
/// the journal is opened; any other line that cannot be read is an error.
package struct Journal<Record: JournalRecord> {
  private let handle: FileHandle
  private let file: String

  /// Opens the journal for appending, creating it if need be.
  /// - Returns: the journal, and what it holds already.
  /// - Throws: ``InputError`` if the file cannot be written or a line cannot be read.
  package static func open(
    _ url: URL
  ) throws(InputError) -> (journal: Journal, records: [Record]) {
    let manager = FileManager.default
    if !manager.fileExists(atPath: url.path), !manager.createFile(atPath: url.path, contents: nil) {
      throw unwritable(url.path)
    }
    let (records, length) = try read(url)
    do {
      let handle = try FileHandle(forUpdating: url)
      try handle.truncate(atOffset: UInt64(length))
      try handle.seekToEnd()
      return (Journal(handle: handle, file: url.path), records)
    } catch {
      throw unwritable(url.path)
    }
  }

  /// Appends `records` and flushes them to the disk.
  /// - Throws: ``InputError`` if they could not be written; a part of them may then be.
  package func append(_ records: [Record]) throws(InputError) {
    do {
      var text = Data()
      for record in records { text += try Self.encoder.encode(record) + [Self.newline] }
      try handle.write(contentsOf: text)
      try handle.synchronize()
    } catch {
      throw Self.unwritable(file)
    }
  }

  /// The records of a journal file, and the bytes of its whole lines.
  package static func read(
    _ url: URL
  ) throws(InputError) -> (records: [Record], length: Int) {
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw InputError(
        file: url.path, expected: "the journal of a run", hint: "is this a run folder?")
    }
    let length = data.lastIndex(of: newline).map { $0 + 1 } ?? 0
    var records: [Record] = []
    var known: Set<Record.Key> = []
    for (index, line) in data[..<length].split(separator: newline).enumerated() {
      do {
        let record = try decoder.decode(Record.self, from: Data(line))
        if known.insert(record.key).inserted { records.append(record) }
      } catch {
        throw InputError(
          file: url.path, line: index + 1, expected: "a fit as PruneBench writes it",
          found: String(decoding: line.prefix(60), as: UTF8.self),
          hint: "remove the line to run the fit again")
      }
    }
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
      .usage, file: path, expected: "a journal that can be written",
      hint: "check the folder's permissions and the space on the disk")
  }
}

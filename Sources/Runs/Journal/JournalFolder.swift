import Foundation
import Inputs

/// The files of a journal.
struct JournalFolder {
  let url: URL

  init(_ url: URL) { self.url = url }

  /// The lines that are not packed yet.
  var tail: URL { url.appendingPathComponent("fits.jsonl") }

  /// The part that is being written.
  var unfinishedPart: URL { url.appendingPathComponent("unfinished.gz") }

  /// A file of packed lines; parts are numbered from 1.
  func part(_ number: Int) -> URL {
    url.appendingPathComponent("\(Self.prefix)\(number)\(Self.suffix)")
  }

  /// The existing parts, in order.
  var parts: [URL] {
    get throws(InputError) { try numbers.map(part) }
  }

  /// The number of the last part; 0 if there is none. A part that a user removed leaves a gap.
  var lastNumber: Int {
    get throws(InputError) { try numbers.last ?? 0 }
  }

  /// Whether any fit has been written.
  var hasLines: Bool {
    get throws(InputError) {
      guard try numbers.isEmpty, try shardFiles.isEmpty else { return true }
      return try FileBytes.read(tail)?.isEmpty == false
    }
  }

  private var numbers: [Int] {
    get throws(InputError) {
      return try names.compactMap { name in
        let number = Int(name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count))
        return number.flatMap { $0 < .max && part($0).lastPathComponent == name ? $0 : nil }
      }.sorted()
    }
  }

  /// The names of all files.
  var names: [String] {
    get throws(InputError) {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: url.path) else {
        throw InputError(
          .usage, code: .unreadable, file: url.path, expected: "a folder that can be read",
          hint: FileManager.default.fileExists(atPath: url.path)
            ? "check its permissions" : "there is no such folder")
      }
      return names
    }
  }

  /// Packs all complete lines into `other`, an empty folder.
  /// - Throws: if a file cannot be read or written.
  func copyPacked(to other: JournalFolder) throws {
    guard try shardFiles.isEmpty else {
      throw InputError(
        .usage, code: .mismatch, file: url.deletingLastPathComponent().path,
        expected: "a run whose shards are merged",
        hint: "'prunebench merge' folds their files into the run's journal")
    }
    // First the tail, because a run may pack it meanwhile.
    let lines = try FileBytes.read(tail) ?? []
    let parts = try parts
    for (index, part) in parts.enumerated() {
      try FileManager.default.copyItem(at: part, to: other.part(index + 1))
    }
    // The last line may be incomplete, which is allowed only in the tail.
    guard let end = lines.lastIndex(of: UInt8(ascii: "\n")) else { return }
    guard GzipFile.write(lines[...end], to: other.part(parts.count + 1)) else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// Flushes the names of the folder's files to the disk.
  func flush() throws {
    let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  private static let prefix = "fits-"
  private static let suffix = ".jsonl.gz"
}

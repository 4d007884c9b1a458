import Foundation
import Inputs

/// Takes the files of a card out of an archive, and nothing else.
///
/// What is written is named by the card, never by the archive: no entry can leave the folder.
struct Unpacker {
  let card: DatasetCard
  /// What to call the archive in a complaint.
  let archiveName: String
  /// Where the card's files go.
  let folder: URL
  /// The most bytes that a file may unpack to.
  let limit: Int

  /// Unpacks the card's files from `archive` into ``folder`` and checks them.
  ///
  /// An entry counts by the last part of its path, and the first of a name wins. If one is
  /// missing, archives inside the archive are searched, one level deep.
  /// - Throws: ``InputError`` if a file is missing or not as the card says, if the archive is
  ///   damaged, or if an entry's path would leave a folder.
  func unpack(_ archive: URL) throws(InputError) {
    var missing = Set(card.files.map(\.name))
    let reader = try ArchiveReader(archive, as: archiveName, kind: .container)
    for inner in try extract(from: reader, missing: &missing, keepsArchives: true) {
      if !missing.isEmpty {
        let reader = try ArchiveReader(inner.file, as: member(inner.name), kind: .container)
        _ = try extract(from: reader, missing: &missing, keepsArchives: false)
      }
      try? FileManager.default.removeItem(at: inner.file)
    }
    if let file = card.files.first(where: { missing.contains($0.name) }) {
      throw InputError(
        file: archiveName, expected: "the file \(file.name) in the archive",
        hint: "is it the archive of \(card.name)?")
    }
    for file in card.files {
      try Checksum.check(
        folder.file(at: file.name), as: member(file.name), bytes: file.bytes, sha256: file.sha256)
    }
  }

  private func member(_ name: String) -> String { "\(archiveName)(\(name))" }

  /// Extracts what is missing from one archive.
  /// - Returns: The archives inside it, if `keepsArchives`; which of them are needed is not known
  ///   before the end.
  private func extract(
    from reader: ArchiveReader, missing: inout Set<String>, keepsArchives: Bool
  ) throws(InputError) -> [(name: String, file: URL)] {
    var inner: [(name: String, file: URL)] = []
    while let entry = try reader.nextEntry() {
      let parts = entry.path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
      guard !entry.path.hasPrefix("/"), !entry.path.hasPrefix("\\"), !parts.contains("..") else {
        throw InputError(
          file: reader.name, expected: "only paths inside the archive",
          found: entry.path, hint: "nothing was unpacked; do not trust this archive")
      }
      guard entry.isFile, let name = parts.last.map(String.init) else { continue }
      if missing.remove(name) != nil {
        try write(reader, to: folder.file(at: name))
      } else if keepsArchives, Self.isArchive(name) {
        let copy = folder.file(at: ".\(inner.count).archive")
        try write(reader, to: copy)
        inner.append((name, copy))
      }
    }
    return inner
  }

  private func write(_ reader: ArchiveReader, to file: URL) throws(InputError) {
    var written = 0
    do {
      try Data().write(to: file)
      let handle = try FileHandle(forWritingTo: file)
      defer { try? handle.close() }
      while let chunk = try reader.read() {
        written += chunk.count
        guard written <= limit else {
          throw InputError(
            file: reader.name, expected: "files of at most \(limit) bytes", found: "a larger one")
        }
        try handle.write(contentsOf: chunk)
      }
    } catch let error as InputError {
      throw error
    } catch {
      throw InputError(
        .usage, file: folder.relativePath, expected: "a folder that can be written",
        hint: "is the disk full?")
    }
  }

  private static func isArchive(_ name: String) -> Bool {
    let endings = [".zip", ".tar", ".tar.gz", ".tgz", ".tar.Z", ".tar.bz2", ".tar.xz"]
    return endings.contains { name.hasSuffix($0) }
  }
}

import Foundation
import Inputs

/// Extracts the files of a card, and nothing else, from an archive.
///
/// Files are named by the card, never by the archive, so that no entry can be written outside the folder.
struct Unpacker {
  let card: DatasetCard
  /// The archive's name in errors.
  let archiveName: String
  /// The folder for the card's files.
  let folder: URL
  /// The most bytes of an unpacked file, if the card does not give its size.
  let limit: Int

  /// The whole archive may unpack to at most this many times ``limit``.
  static let totalLimits = 4

  /// Unpacks the card's files from `archive` into ``folder`` and checks them.
  ///
  /// Entries are matched by the last part of their path; of several with the same name, the first is used. If a
  /// file is missing, archives inside the archive are searched, one level deep.
  /// - Throws: ``InputError`` if a file is missing or does not match the card, if the archive is damaged or too
  ///   large, if an entry's path leads outside the folder, or if the task is cancelled.
  func unpack(_ archive: URL) throws(InputError) {
    try Self.requireArchive(archive, as: archiveName)
    var missing = Set(card.files.map(\.name))
    let allowance = Allowance(bytes: totalLimit)
    let reader = try ArchiveReader(
      archive, as: archiveName, kind: .container, allowance: allowance)
    for inner in try extract(from: reader, missing: &missing, keepsArchives: true) {
      if !missing.isEmpty {
        let reader = try ArchiveReader(
          inner.file, as: member(inner.name), kind: .container, allowance: allowance)
        _ = try extract(from: reader, missing: &missing, keepsArchives: false)
      }
      try? FileManager.default.removeItem(at: inner.file)
    }
    if let file = card.files.first(where: { missing.contains($0.name) }) {
      throw InputError(
        code: .missing, file: archiveName, expected: "the file \(file.name) in the archive",
        hint: "is it the archive of \(card.name)?")
    }
    for file in card.files {
      try FileChecksum.check(
        folder.file(at: file.name), as: member(file.name), bytes: file.bytes, sha256: file.sha256)
    }
  }

  private func member(_ name: String) -> String { "\(archiveName)(\(name))" }

  private var totalLimit: Int {
    let known = card.files.compactMap(\.bytes)
    return known.reduce(limit.multipliedOrMost(by: Self.totalLimits)) { sum, bytes in
      let (sum, overflow) = sum.addingReportingOverflow(bytes)
      return overflow ? .max : sum
    }
  }

  /// Extracts the files still missing from one archive.
  /// - Returns: the archives inside it, if `keepsArchives`. Only at the end is it known whether they are
  ///   needed.
  private func extract(
    from reader: ArchiveReader, missing: inout Set<String>, keepsArchives: Bool
  ) throws(InputError) -> [(name: String, file: URL)] {
    var inner: [(name: String, file: URL)] = []
    while let entry = try reader.nextEntry() {
      guard !Task.isCancelled else { throw .cancelled(reader.name) }
      let parts = entry.path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
      guard entry.staysInside else {
        throw InputError(
          file: reader.name, expected: "only paths inside the archive",
          found: entry.path, hint: "nothing was unpacked; do not trust this archive")
      }
      guard entry.isFile, let name = parts.last.map(String.init) else { continue }
      // Uses the card's spelling, since equal strings can have different bytes.
      if missing.remove(name) != nil, let file = card.files.first(where: { $0.name == name }) {
        let tooLarge = file.bytes.map { bytes in
          InputError(
            code: .mismatch, file: member(name), expected: "\(bytes) bytes", found: "more",
            hint: FileChecksum.hint)
        }
        try write(
          entry, of: reader, to: folder.file(at: file.name), limit: file.bytes ?? limit,
          or: tooLarge)
      } else if keepsArchives, Self.isArchive(name) {
        let copy = folder.file(at: ".\(inner.count).archive")
        try write(entry, of: reader, to: copy, limit: limit)
        inner.append((name, copy))
      }
    }
    return inner
  }

  private func write(
    _ entry: ArchiveReader.Entry, of reader: ArchiveReader, to url: URL, limit: Int,
    or error: InputError? = nil
  ) throws(InputError) {
    guard !entry.isEncrypted else {
      throw InputError(
        code: .unsupported, file: reader.name, expected: "a file without a password",
        found: entry.path,
        hint: "unpack it yourself, and name its folder", remedies: [.dataFolder])
    }
    let tooLarge =
      error
      ?? InputError(
        code: .outOfRange, file: reader.name, expected: "files of at most \(limit) bytes",
        found: "a larger one",
        hint: Allowance.hint, remedies: [.dataFolder])
    // Checks the claimed size first, because holes in a file are filled with zeros as it is read.
    if let bytes = entry.bytes, bytes > limit { throw tooLarge }
    let file = try NewFile(url)
    var written = 0
    while let chunk = try reader.read() {
      guard !Task.isCancelled else { throw .cancelled(reader.name) }
      written += chunk.count
      guard written <= limit else { throw tooLarge }
      try file.write(chunk)
    }
    try file.finish()
  }

  private static func isArchive(_ name: String) -> Bool {
    let endings = [".zip", ".tar", ".tar.gz", ".tgz", ".tar.Z", ".tar.bz2", ".tar.xz"]
    return endings.contains { name.hasSuffix($0) }
  }

  /// Throws an error if the file is something that servers send instead of an archive.
  private static func requireArchive(_ file: URL, as name: String) throws(InputError) {
    let start = try PlainSource(file).next() ?? []
    let text = String(decoding: start.prefix(512), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines.union(["\u{FEFF}"])).lowercased()
    let found: String
    if start.isEmpty {
      found = "an empty file"
    } else if ["<!doctype", "<html", "<?xml", "<!--"].contains(where: text.hasPrefix) {
      found = "a web page"
    } else {
      return
    }
    throw InputError(
      code: .damaged, file: name, expected: "a complete .zip or .tar archive", found: found,
      hint: "the archive may have moved: \(Refusal.elsewhere)", remedies: [.archiveFolder])
  }
}

extension ArchiveReader.Entry {
  /// Whether the path stays below the archive's folder, on any system.
  fileprivate var staysInside: Bool {
    let parts = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    let isDrive = path.dropFirst().first == ":" && path.first?.isLetter == true
    return !path.hasPrefix("/") && !path.hasPrefix("\\") && !isDrive && !parts.contains("..")
  }
}

extension Int {
  fileprivate func multipliedOrMost(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}

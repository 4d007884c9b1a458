import CArchive
import Foundation
import Inputs

/// Walks through a file that libarchive can read. The only file that talks to libarchive.
///
/// Nothing is ever extracted by libarchive itself: the caller looks at each entry, reads the
/// bytes of those that it wants and decides where they go.
final class ArchiveReader {
  /// What the file is.
  enum Kind {
    /// Many files: `.zip`, or `.tar` with or without compression.
    case container
    /// One file packed by `compress`, which has neither a length nor a checksum: a truncated one
    /// cannot be told from a whole one here, only by what it contains.
    case compressed
  }

  /// One member of an archive.
  struct Entry {
    /// As written in the archive: may be absolute, may contain `..`.
    let path: String
    /// Whether it is a file, rather than a folder, a link or a device.
    let isFile: Bool
  }

  let name: String
  private let archive: OpaquePointer
  private let kind: Kind

  /// - Parameter name: What to call the file in a complaint, if not by its path.
  init(_ url: URL, as name: String? = nil, kind: Kind) throws(InputError) {
    self.name = name ?? url.relativePath
    self.kind = kind
    guard FileManager.default.isReadableFile(atPath: url.path) else {
      throw InputError.unreadable(self.name)
    }
    guard let archive = archive_read_new() else {
      throw InputError(file: self.name, expected: "memory to read the archive")
    }
    self.archive = archive
    // Formats are named one by one: libarchive's "all" may start external programs. Zip is read
    // from its directory at the end of the file, so that a truncated one is noticed at once.
    archive_read_support_filter_compress(archive)
    switch kind {
    case .container:
      archive_read_support_filter_gzip(archive)
      archive_read_support_filter_bzip2(archive)
      archive_read_support_filter_xz(archive)
      archive_read_support_format_tar(archive)
      archive_read_support_format_zip_seekable(archive)
    case .compressed:
      archive_read_support_format_raw(archive)
    }
    guard archive_read_open_filename(archive, url.path, ByteSources.chunkSize) == ARCHIVE_OK else {
      throw failure()
    }
  }

  /// Moves to the next entry, skipping what is unread of the current one; nil at the end.
  func nextEntry() throws(InputError) -> Entry? {
    var entry: OpaquePointer?
    let result = archive_read_next_header(archive, &entry)
    // A warning is about something that is not read here, such as a date or an owner.
    guard result != ARCHIVE_EOF, result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry
    else {
      if result == ARCHIVE_EOF { return nil }
      throw failure()
    }
    if kind == .compressed, archive_filter_code(archive, 0) != ARCHIVE_FILTER_COMPRESS {
      throw failure()
    }
    let path = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry)
    // AE_IFREG, a macro that Swift does not import. A hard link has it too, and no bytes.
    let isRegular = archive_entry_filetype(entry) & 0o170000 == 0o100000
    return Entry(
      path: path.map { String(cString: $0) } ?? "",
      isFile: isRegular && archive_entry_hardlink(entry) == nil)
  }

  /// The next bytes of the current entry; nil at its end.
  func read() throws(InputError) -> [UInt8]? {
    let archive = archive
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: ByteSources.chunkSize) { buffer, count in
      result = archive_read_data(archive, buffer.baseAddress, buffer.count)
      count = max(0, result)
    }
    // Negative is an error, a wrong checksum included.
    guard result >= 0 else { throw failure() }
    return bytes.isEmpty ? nil : bytes
  }

  private func failure() -> InputError {
    let reason = archive_error_string(archive).map { "; libarchive says: \(String(cString: $0))" }
    return InputError(
      file: name,
      expected: kind == .container ? "a whole .zip or .tar archive" : "a file packed by 'compress'",
      hint: "it is damaged, truncated or something else: fetch it again\(reason ?? "")")
  }

  deinit { archive_read_free(archive) }
}

/// A `.Z` file, the only shape in which UCI ships ISOLET (LZW, which zlib cannot read).
final class CompressSource: ByteSource {
  private let reader: ArchiveReader
  var name: String { reader.name }

  init(_ url: URL) throws(InputError) {
    reader = try ArchiveReader(url, kind: .compressed)
    guard try reader.nextEntry() != nil else {
      throw InputError(
        file: reader.name, expected: "a file packed by 'compress'", found: "",
        hint: "the file is empty")
    }
  }

  func next() throws(InputError) -> [UInt8]? { try reader.read() }
}

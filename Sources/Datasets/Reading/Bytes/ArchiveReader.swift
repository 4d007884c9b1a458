import CArchive
import Foundation
import Inputs

/// Walks through a file that libarchive can read. The only file that talks to libarchive.
///
/// libarchive never extracts files itself: the caller examines each entry, reads the bytes of those that it
/// needs, and decides where to write them.
final class ArchiveReader {
  /// The kind of file.
  enum Kind {
    /// An archive of files: `.zip`, or `.tar` with or without compression.
    case container
    /// One file packed by `compress`. The format has neither a length nor a checksum, so that a truncated file
    /// can only be recognised by its content.
    case compressed
  }

  /// One member of an archive.
  struct Entry {
    /// The path in the archive, which may be absolute or contain `..`.
    let path: String
    /// Whether it is a plain file, not a folder, a link or a device.
    let isFile: Bool
    /// Whether it needs a password.
    let isEncrypted: Bool
    /// The length that the archive claims.
    let bytes: Int?
  }

  let name: String
  private let archive: OpaquePointer
  private let kind: Kind
  private let file: ArchiveFile
  private let allowance: Allowance?
  private var hasEntry = false

  /// - Parameters:
  ///   - name: the file's name in errors; by default its path.
  ///   - allowance: limits on reading; nil for none.
  init(
    _ url: URL, as name: String? = nil, kind: Kind, allowance: Allowance? = nil
  ) throws(InputError) {
    self.name = name ?? url.relativePath
    self.kind = kind
    self.allowance = allowance
    try FileKind.requireFile(url, as: self.name)
    guard let file = ArchiveFile(url) else { throw InputError.unreadable(self.name) }
    self.file = file
    guard let archive = archive_read_new() else {
      throw InputError(code: .unreadable, file: self.name, expected: "memory to read the archive")
    }
    self.archive = archive
    // Formats are named individually, because libarchive's "all" may start external programs. Zip is read from
    // its directory at the end of the file, so that a truncated file is noticed at once.
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
    guard file.attach(to: archive) == ARCHIVE_OK else { throw failure() }
  }

  /// Moves to the next entry, skipping the rest of the current one; nil at the end.
  func nextEntry() throws(InputError) -> Entry? {
    // If skipping means unpacking, it is done in pieces, and counted.
    if hasEntry, kind == .container, archive_filter_count(archive) > 1 {
      while try read() != nil {}
    }
    var entry: OpaquePointer?
    // A zip's directory is read into memory before the first entry.
    file.readsLeft = kind == .container ? Self.headLimit : .max
    let result = archive_read_next_header(archive, &entry)
    if file.readsLeft < 0 {
      throw InputError(
        code: .outOfRange, file: name,
        expected: "a list of the archive's files of at most \(Self.headLimit) bytes",
        found: "a longer one", hint: Allowance.hint, remedies: [.dataFolder])
    }
    file.readsLeft = .max
    // Warnings concern things that are not used here, such as dates or owners.
    guard result != ARCHIVE_EOF, result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry
    else {
      if result == ARCHIVE_EOF { return nil }
      throw failure()
    }
    if kind == .compressed, archive_filter_code(archive, 0) != ARCHIVE_FILTER_COMPRESS {
      throw failure()
    }
    hasEntry = true
    try allowance?.takeEntry(from: name)
    let path = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry)
    // AE_IFREG, a macro that Swift does not import. Hard links have it too, but no bytes.
    let isRegular = archive_entry_filetype(entry) & 0o170000 == 0o100000
    return Entry(
      path: path.map { String(cString: $0) } ?? "",
      isFile: isRegular && archive_entry_hardlink(entry) == nil,
      isEncrypted: archive_entry_is_data_encrypted(entry) != 0,
      bytes: archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil)
  }

  /// The next bytes of the current entry; nil at its end.
  func read() throws(InputError) -> [UInt8]? {
    if let method = memoryHungryMethod {
      throw InputError(
        code: .unsupported, file: name,
        expected: "files that are stored, deflated or packed by bzip2", found: method,
        hint: Allowance.hint, remedies: [.dataFolder])
    }
    let archive = archive
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: ByteSources.chunkSize) { buffer, count in
      result = archive_read_data(archive, buffer.baseAddress, buffer.count)
      count = max(0, result)
    }
    // Negative numbers are errors, including wrong checksums.
    guard result >= 0 else { throw failure() }
    try allowance?.take(bytes: result, from: name)
    if kind == .container, archive_filter_code(archive, 0) == ARCHIVE_FILTER_XZ,
      archive_filter_bytes(archive, 0) > Self.windowLimit
    {
      throw InputError(
        code: .outOfRange, file: name,
        expected: "an archive packed by xz of at most \(Self.windowLimit) bytes unpacked",
        found: "more", hint: Allowance.hint, remedies: [.dataFolder])
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// The compression method of a zip's file, if it is one for which libarchive would use as much memory as the
  /// file demands.
  private var memoryHungryMethod: String? {
    guard kind == .container, let text = archive_format_name(archive) else { return nil }
    let name = String(cString: text)
    return ["lzma", "xz", "ppmd"].contains(where: name.contains) ? name : nil
  }

  /// The most bytes to read in order to find the next entry.
  private static let headLimit = 1 << 25

  /// The most bytes that a file packed by xz may unpack to. The format may demand that all of them are kept in
  /// memory.
  static let windowLimit = 200_000_000

  private func failure() -> InputError {
    let reason = archive_error_string(archive).map {
      "; libarchive says: \(String(cString: $0))"
    }
    return InputError(
      code: .damaged, file: name,
      expected: kind == .container
        ? "a complete .zip or .tar archive" : "a file packed by 'compress'",
      hint: "it is damaged, truncated or something else: fetch it again\(reason ?? "")")
  }

  deinit { archive_read_free(archive) }
}

/// Provides the bytes of a file to libarchive.
private final class ArchiveFile {
  /// How many more bytes may be read; below 0 once more were requested.
  var readsLeft = Int.max

  private let descriptor: Int32
  private let length: Int
  private let buffer = UnsafeMutableRawPointer.allocate(
    byteCount: ByteSources.chunkSize, alignment: 16)

  init?(_ url: URL) {
    descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    length = lseek(descriptor, 0, SEEK_END)
    if length < 0 || lseek(descriptor, 0, SEEK_SET) != 0 { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
  }

  /// Makes `archive` read this file, which must outlive it.
  func attach(to archive: OpaquePointer) -> Int32 {
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(archive) { _, file, buffer in
      guard let file = ArchiveFile.of(file) else { return -1 }
      buffer?.pointee = UnsafeRawPointer(file.buffer)
      file.readsLeft -= ByteSources.chunkSize
      guard file.readsLeft >= 0 else { return -1 }
      return read(file.descriptor, file.buffer, ByteSources.chunkSize)
    }
    archive_read_set_seek_callback(archive) { _, file, offset, origin in
      guard let file = ArchiveFile.of(file) else { return la_int64_t(ARCHIVE_FATAL) }
      let place = lseek(file.descriptor, Int(offset), origin)
      // In a truncated archive, places past the end can occur.
      return place <= file.length ? la_int64_t(place) : la_int64_t(ARCHIVE_FATAL)
    }
    return archive_read_open1(archive)
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> ArchiveFile? {
    pointer.map { Unmanaged<ArchiveFile>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// A `.Z` file, the only form in which UCI provides ISOLET. zlib cannot read its LZW compression.
final class CompressSource: ByteSource {
  private let reader: ArchiveReader
  var name: String { reader.name }

  init(_ url: URL) throws(InputError) {
    reader = try ArchiveReader(url, kind: .compressed)
    guard try reader.nextEntry() != nil else {
      throw InputError(
        code: .damaged, file: reader.name, expected: "a file packed by 'compress'", found: "",
        hint: "the file is empty")
    }
  }

  func next() throws(InputError) -> [UInt8]? { try reader.read() }
}

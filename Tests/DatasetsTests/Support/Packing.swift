import CArchive
import CZlib
import Foundation
import TestSupport

/// Writes archives for the tests, so that no machine needs `zip`, `tar` or `compress`.
enum Packing {
  enum Shape { case zip, tar, tarGz, tarXz }

  /// A member of an archive: a file, or a link if it has a target.
  struct Member {
    var path: String
    var bytes: [UInt8] = []
    var link: String?

    init(_ path: String, _ text: String) {
      self.init(path, bytes: Array(text.utf8))
    }

    init(_ path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }

    init(_ path: String, link: String) {
      self.path = path
      self.link = link
    }
  }

  struct Failure: Error { let text: String }

  static func archive(_ shape: Shape, _ members: [Member]) throws -> [UInt8] {
    try written { archive in
      switch shape {
      case .zip: archive_write_set_format_zip(archive)
      case .tar: archive_write_set_format_pax_restricted(archive)
      case .tarGz:
        archive_write_set_format_pax_restricted(archive)
        archive_write_add_filter_gzip(archive)
      case .tarXz:
        archive_write_set_format_pax_restricted(archive)
        archive_write_add_filter_xz(archive)
        archive_write_set_filter_option(archive, "xz", "compression-level", "0")
      }
    } members: {
      members
    }
  }

  /// `bytes` as a `.Z` file, as `compress` writes it.
  static func compressed(_ bytes: [UInt8]) throws -> [UInt8] {
    try written { archive in
      archive_write_set_format_raw(archive)
      archive_write_add_filter_compress(archive)
      // Otherwise the end would be padded with zeros, which LZW would read as characters.
      archive_write_set_bytes_in_last_block(archive, 1)
    } members: {
      [Member("data", bytes: bytes)]
    }
  }

  static func gzipped(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> [UInt8] {
    let file = folder.url.appendingPathComponent("packing-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    guard let handle = gzopen(file.path, "wb") else { throw Failure(text: "gzopen") }
    gzwrite(handle, bytes, UInt32(bytes.count))
    gzclose(handle)
    return Array(try Data(contentsOf: file))
  }

  private static func written(
    configure: (OpaquePointer) -> Void, members: () -> [Member]
  ) throws -> [UInt8] {
    guard let archive = archive_write_new() else { throw Failure(text: "archive_write_new") }
    defer { archive_write_free(archive) }
    configure(archive)
    // Large enough for every fixture; the archive reports the used part.
    let capacity = 1 << 24
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
    defer { buffer.deallocate() }
    var used = 0
    guard archive_write_open_memory(archive, buffer, capacity, &used) == ARCHIVE_OK else {
      throw Failure(text: "archive_write_open_memory")
    }
    for member in members() {
      let entry = archive_entry_new()
      defer { archive_entry_free(entry) }
      archive_entry_set_pathname(entry, member.path)
      archive_entry_set_perm(entry, 0o644)
      if let link = member.link {
        archive_entry_set_filetype(entry, 0o120000)
        archive_entry_set_symlink(entry, link)
      } else {
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_size(entry, Int64(member.bytes.count))
      }
      guard archive_write_header(archive, entry) == ARCHIVE_OK else {
        throw Failure(text: String(cString: archive_error_string(archive)))
      }
      if member.link == nil { archive_write_data(archive, member.bytes, member.bytes.count) }
    }
    guard archive_write_close(archive) == ARCHIVE_OK else { throw Failure(text: "close") }
    return Array(UnsafeRawBufferPointer(start: buffer, count: used))
  }
}

import Foundation
import Inputs

/// The bytes of one file, unpacked on the fly and read once from front to back.
///
/// A source is a class because it owns a file that is open; it lives inside one reader only.
protocol ByteSource: AnyObject {
  /// The file as the user named it.
  var name: String { get }

  /// The next bytes, at most ``ByteSources/chunkSize`` and never none; nil at the end.
  /// - Throws: ``InputError`` if the file cannot be read or is damaged.
  func next() throws(InputError) -> [UInt8]?
}

/// How to open a file whose name says how it is packed.
enum ByteSources {
  /// The most bytes that a source hands out at once.
  static let chunkSize = 1 << 16

  /// Opens `file`: `.gz` through zlib, `.Z` through libarchive, anything else as it is.
  static func open(_ file: URL) throws(InputError) -> any ByteSource {
    switch file.pathExtension {
    case "gz": try GzipSource(file)
    case "Z": try CompressSource(file)
    default: try PlainSource(file)
    }
  }
}

/// A file that is not packed.
final class PlainSource: ByteSource {
  let name: String
  /// Not a `FileHandle`, which reads by 4 KiB whatever is asked for.
  private let stream: InputStream

  init(_ file: URL) throws(InputError) {
    name = file.relativePath
    guard let stream = InputStream(url: file) else { throw InputError.unreadable(name) }
    self.stream = stream
    stream.open()
    guard stream.streamStatus == .open else { throw InputError.unreadable(name) }
  }

  func next() throws(InputError) -> [UInt8]? {
    let stream = stream
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: ByteSources.chunkSize) { buffer, count in
      result = buffer.baseAddress.map { stream.read($0, maxLength: buffer.count) } ?? 0
      count = max(0, result)
    }
    guard result >= 0 else { throw InputError.unreadable(name) }
    return bytes.isEmpty ? nil : bytes
  }

  deinit { stream.close() }
}

extension InputError {
  /// What reading `name` ends with when its task is cancelled; whoever cancelled it knows why.
  static func cancelled(_ name: String) -> InputError {
    InputError(file: name, expected: "time to read it to its end", found: "a cancellation")
  }

  /// The complaint that the file `name` is missing, or is not the user's to read.
  static func unreadable(_ name: String) -> InputError {
    let isThere = FileManager.default.fileExists(atPath: name)
    return InputError(
      file: name, expected: "a file that can be read",
      hint: isThere ? "is it a folder, or may you not read it?" : "there is no such file")
  }
}

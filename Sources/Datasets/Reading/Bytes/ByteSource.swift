import Foundation
import Inputs

/// The bytes of one file, decompressed on the fly and read once from front to back.
///
/// A source is a class because it owns an open file. Only one reader uses it.
protocol ByteSource: AnyObject {
  /// The file as the user named it.
  var name: String { get }

  /// The next bytes, at least one and at most ``ByteSources/chunkSize``; nil at the end.
  /// - Throws: ``InputError`` if the file cannot be read or is damaged.
  func next() throws(InputError) -> [UInt8]?
}

/// Opens files, decompressed and as UTF-8.
enum ByteSources {
  /// The most bytes that a source returns at once, before an encoding is converted.
  static let chunkSize = 1 << 16

  /// Opens `file`: gzip files with zlib, files of `compress` with libarchive, other files directly. The ending
  /// decides; without one, the first bytes do.
  /// - Parameter encoding: the text encoding; nil for UTF-8, or the one that the first bytes show
  ///   (``TextEncoding/init(of:)``).
  /// - Throws: ``InputError`` if the file cannot be read, is not compressed as its ending says, or is of a kind
  ///   that is not text.
  static func open(
    _ file: URL, encoding: TextEncoding? = nil
  ) throws(InputError) -> any ByteSource {
    let packed: any ByteSource =
      switch try Packing(of: file) {
      case .gzip: try GzipSource(file)
      case .compress: try CompressSource(file)
      case .none: try PlainSource(file)
      }
    return try decoded(packed, encoding)
  }

  /// `source`, converted to UTF-8 if it has another encoding.
  static func decoded(
    _ source: any ByteSource, _ encoding: TextEncoding?
  ) throws(InputError) -> any ByteSource {
    let first = try source.next() ?? []
    if let format = ForeignFormat(first) { throw format.error(source.name) }
    let marked = TextEncoding(of: first)
    // A byte-order mark takes precedence over the byte order that a user or a card names.
    let isMarked = marked.map { !$0.mark.isEmpty && first.starts(with: $0.mark) } ?? false
    guard let chosen = isMarked ? marked : encoding ?? marked, chosen != .utf8 else {
      return PeekedSource(first, before: source)
    }
    let text = isMarked ? Array(first.dropFirst(chosen.mark.count)) : first
    return try EncodedSource(PeekedSource(text, before: source), chosen)
  }
}

/// The compression of a file.
private enum Packing {
  case none
  case gzip
  case compress

  init(of file: URL) throws(InputError) {
    switch file.pathExtension.lowercased() {
    case "gz": self = .gzip
    // Only `.Z`, as from UCI; `.z` is written by other programs.
    case "z" where file.pathExtension == "Z": self = .compress
    default:
      let start = try PlainSource(file).next()?.prefix(2) ?? []
      self = start == [0x1F, 0x8B] ? .gzip : start == [0x1F, 0x9D] ? .compress : .none
    }
  }
}

/// A source whose first bytes were already read.
private final class PeekedSource: ByteSource {
  private var first: [UInt8]?
  private let rest: any ByteSource

  var name: String { rest.name }

  init(_ first: [UInt8], before rest: any ByteSource) {
    self.first = first.isEmpty ? nil : first
    self.rest = rest
  }

  func next() throws(InputError) -> [UInt8]? {
    if let first = first.take() { return first }
    return try rest.next()
  }
}

/// A file without compression.
final class PlainSource: ByteSource {
  let name: String
  /// Not a `FileHandle`, which reads only 4 KiB at a time.
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
  /// The error if the task that reads `name` is cancelled.
  static func cancelled(_ name: String) -> InputError {
    InputError(
      code: .cancelled, file: name, expected: "time to read it to its end", found: "a cancellation")
  }

  /// The error that the file `name` is missing, or that the user may not read it.
  static func unreadable(_ name: String) -> InputError {
    let isThere = FileManager.default.fileExists(atPath: name)
    return InputError(
      code: .unreadable, file: name, expected: "a file that can be read",
      hint: isThere ? "is it a folder, or do you lack permission?" : "there is no such file")
  }
}

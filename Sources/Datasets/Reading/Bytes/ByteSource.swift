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

/// How to open a file, unpacked and as UTF-8.
enum ByteSources {
  /// The most bytes that a source hands out at once, but for those that an encoding makes longer.
  static let chunkSize = 1 << 16

  /// Opens `file`: what gzip packed through zlib, what compress packed through libarchive, anything else
  /// as it is. The ending says which, in any case; without one the first bytes do.
  /// - Parameter encoding: of the text; nil for UTF-8, or what the first bytes of the text say
  ///   (``TextEncoding/init(of:)``).
  /// - Throws: ``InputError`` if the file cannot be read, is packed in another way than it says, or is of a
  ///   kind that is no text.
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

  /// `source` as UTF-8 without a byte-order mark of another encoding.
  static func decoded(
    _ source: any ByteSource, _ encoding: TextEncoding?
  ) throws(InputError) -> any ByteSource {
    let first = try source.next() ?? []
    if let format = ForeignFormat(first) { throw format.error(source.name) }
    let marked = TextEncoding(of: first)
    // A mark says more than what a user or a card says of the byte order.
    let isMarked = marked.map { !$0.mark.isEmpty && first.starts(with: $0.mark) } ?? false
    guard let chosen = isMarked ? marked : encoding ?? marked, chosen != .utf8 else {
      return PeekedSource(first, before: source)
    }
    let text = isMarked ? Array(first.dropFirst(chosen.mark.count)) : first
    return try EncodedSource(PeekedSource(text, before: source), chosen)
  }
}

/// What a file is packed by.
private enum Packing {
  case none
  case gzip
  case compress

  init(of file: URL) throws(InputError) {
    switch file.pathExtension.lowercased() {
    case "gz": self = .gzip
    // UCI's `.Z`; not `.z`, which other programs write.
    case "z" where file.pathExtension == "Z": self = .compress
    default:
      let start = try PlainSource(file).next()?.prefix(2) ?? []
      self = start == [0x1F, 0x8B] ? .gzip : start == [0x1F, 0x9D] ? .compress : .none
    }
  }
}

/// A source of which some was read already.
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
    InputError(
      code: .cancelled, file: name, expected: "time to read it to its end", found: "a cancellation")
  }

  /// The complaint that the file `name` is missing, or is not the user's to read.
  static func unreadable(_ name: String) -> InputError {
    let isThere = FileManager.default.fileExists(atPath: name)
    return InputError(
      code: .unreadable, file: name, expected: "a file that can be read",
      hint: isThere ? "is it a folder, or may you not read it?" : "there is no such file")
  }
}

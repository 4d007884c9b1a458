import Foundation
import Inputs

/// The beginning of a file, decompressed and as UTF-8.
struct Sample {
  /// The file as the user named it.
  let name: String
  let bytes: [UInt8]
  /// Whether the sample is the whole file.
  let isWhole: Bool
  /// The delimiter that the first line names, in Excel's form: `sep=;`.
  let separator: UInt8?
  /// The beginning of the first line, if it is a usual comment sign.
  let commentPrefix: String?

  /// The number of bytes to examine.
  static let size = 1 << 18

  /// - Throws: ``InputError`` if the file is empty or is not text.
  init(_ file: URL, encoding: TextEncoding?) throws(InputError) {
    let source = try ByteSources.open(file, encoding: encoding)
    var bytes: [UInt8] = []
    var isWhole = false
    // The sample must have some complete lines, however long they are.
    while bytes.count < Self.size
      || (bytes.count < LineReader.lineLimit
        && bytes.count(where: { $0 == 0x0A || $0 == 0x0D }) < 3)
    {
      guard let chunk = try source.next() else {
        isWhole = true
        break
      }
      bytes += chunk
    }
    try self.init(bytes, name: source.name, isWhole: isWhole)
  }

  /// - Throws: as ``init(_:encoding:)``.
  init(_ bytes: [UInt8], name: String, isWhole: Bool = true) throws(InputError) {
    guard !bytes.isEmpty else {
      throw InputError(
        code: .missing, file: name, expected: "rows", found: "", hint: "the file is empty")
    }
    self.name = name
    self.bytes = bytes
    self.isWhole = isWhole
    let text = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
    separator = Self.separator(line)
    commentPrefix = [";;;", "#", "%", "//"].first { text.starts(with: $0.utf8) }
  }

  var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

  /// Whether there are blanks beside tabs, or several in a row, so that both only separate fields.
  var padsTabs: Bool {
    zip(bytes, bytes.dropFirst()).contains { first, second in
      (first == 0x20 && (second == 0x09 || second == 0x20)) || (first == 0x09 && second == 0x20)
    }
  }

  /// Whether it begins as an attribute-relation file does.
  var isARFF: Bool {
    var lines = LineReader(MemorySource(bytes))
    while let line = try? lines.next() {
      let text = String(decoding: lines.bytes[line.text].prefix(20), as: UTF8.self).lowercased()
      if text.allSatisfy(\.isWhitespace) || text.hasPrefix("%") { continue }
      return text.drop(while: \.isWhitespace).hasPrefix("@relation")
    }
    return false
  }

  /// The content of the last comment before `line`.
  func comment(before line: Int) -> [UInt8]? {
    guard let prefix = commentPrefix else { return nil }
    var lines = LineReader(MemorySource(bytes))
    var last: [UInt8]?
    while let next = try? lines.next(), next.number < line {
      let text = lines.bytes[next.text]
      if text.starts(with: prefix.utf8) { last = Array(text.dropFirst(prefix.utf8.count)) }
    }
    return last
  }

  private static func separator(_ line: ArraySlice<UInt8>) -> UInt8? {
    let text = line.filter { $0 != UInt8(ascii: "\"") }
    guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let last = text.last, last < 0x80, last > 0x20 || last == 0x09,
      !NumberNotation.isDigit(last)
    else { return nil }
    return last
  }
}

import Inputs

/// The first place at which bytes are not text: not UTF-8, or 0.
struct TextFault {
  /// The index of the byte.
  let index: Int
  private let byte: UInt8
  /// Whether all bytes that are not ASCII are characters of Latin-1, and none is an additional character of
  /// Windows-1252.
  private let looksLatin1: Bool

  /// Nil if all of `bytes` are text.
  init?(in bytes: ArraySlice<UInt8>) {
    if let zero = bytes.firstIndex(of: 0) {
      self.init(index: zero, byte: 0, looksLatin1: false)
      return
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var index = bytes.startIndex
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { index += scalar.count }
    self.init(
      index: index, byte: bytes[min(index, bytes.endIndex - 1)],
      looksLatin1: bytes.allSatisfy { $0 < 0x80 || $0 >= 0xA0 })
  }

  private init(index: Int, byte: UInt8, looksLatin1: Bool) {
    self.index = index
    self.byte = byte
    self.looksLatin1 = looksLatin1
  }

  /// The error for the user.
  func error(file: String, line: Int, column: Int?) -> InputError {
    guard byte != 0 else {
      return InputError(
        code: .unsupported, file: file, line: line, column: column, expected: "text",
        found: "a byte of zero",
        hint: "is this a text file?")
    }
    let digits = String(byte, radix: 16, uppercase: true)
    let encoding = looksLatin1 ? "latin-1" : "windows-1252"
    return InputError(
      code: .syntax, file: file, line: line, column: column, expected: "UTF-8",
      found: "a byte of 0x\(byte < 16 ? "0" : "")\(digits)",
      hint:
        "it looks like \(looksLatin1 ? "Latin-1 or Windows-1252" : "Windows-1252"): convert it by "
        + "'iconv -f \(looksLatin1 ? "LATIN1" : "WINDOWS-1252") -t UTF-8', write "
        + "'encoding: \(encoding)' in a card's format, or name its encoding",
      remedies: [.encoding(encoding)])
  }
}

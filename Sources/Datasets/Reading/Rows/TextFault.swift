import Inputs

/// The first place at which bytes are no text: not UTF-8, or 0.
struct TextFault {
  /// The index of the byte.
  let index: Int
  private let byte: UInt8

  /// Nil if `bytes` are text.
  init?(in bytes: ArraySlice<UInt8>) {
    if let zero = bytes.firstIndex(of: 0) {
      self.init(index: zero, byte: 0)
      return
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var index = bytes.startIndex
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { index += scalar.count }
    self.init(index: index, byte: bytes[min(index, bytes.endIndex - 1)])
  }

  private init(index: Int, byte: UInt8) {
    self.index = index
    self.byte = byte
  }

  /// The complaint.
  func error(file: String, line: Int, column: Int?) -> InputError {
    guard byte != 0 else {
      return InputError(
        file: file, line: line, column: column, expected: "text", found: "a byte of zero",
        hint: "is this a text file?")
    }
    let digits = String(byte, radix: 16, uppercase: true)
    return InputError(
      file: file, line: line, column: column, expected: "UTF-8",
      found: "a byte of 0x\(byte < 16 ? "0" : "")\(digits)",
      hint: "save the file as UTF-8, or convert it: iconv -f LATIN1 -t UTF-8")
  }
}

import Foundation
import Inputs

/// Converts a text from another encoding to UTF-8 as it is read. The only file that calls iconv.
final class EncodedSource: ByteSource {
  private let source: any ByteSource
  private let encoding: TextEncoding
  private let converter: iconv_t?
  /// Bytes that are not converted yet: the beginning of a character that continues in the next chunk.
  private var pending: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  var name: String { source.name }

  /// - Throws: ``InputError`` if this system cannot convert from `encoding`.
  init(_ source: any ByteSource, _ encoding: TextEncoding) throws(InputError) {
    self.source = source
    self.encoding = encoding
    converter = iconv_open("UTF-8", encoding.iconvName)
    // iconv_open returns (iconv_t) -1 if it fails.
    guard Int(bitPattern: converter) != -1 else {
      throw InputError(
        code: .unsupported, file: source.name, expected: "an encoding that this system can convert",
        found: encoding.rawValue, hint: "convert the file to UTF-8 first")
    }
  }

  deinit {
    if Int(bitPattern: converter) != -1 { iconv_close(converter) }
  }

  func next() throws(InputError) -> [UInt8]? {
    while !isAtEnd {
      if let chunk = try source.next() {
        pending += chunk
      } else {
        isAtEnd = true
        guard pending.isEmpty else { throw fault(pending) }
        return nil
      }
      let bytes = try converted()
      if !bytes.isEmpty { return bytes }
    }
    return nil
  }

  /// Converts as many complete characters as are pending.
  private func converted() throws(InputError) -> [UInt8] {
    var result: [UInt8] = []
    var isComplete = false
    // A character of one byte becomes at most three bytes, one of two bytes at most four.
    var output = [UInt8](repeating: 0, count: 3 * pending.count + 16)
    while !isComplete {
      var code: Int32 = 0
      let (read, written) = pending.withUnsafeMutableBytes { input in
        output.withUnsafeMutableBytes { output in
          var from = input.bindMemory(to: CChar.self).baseAddress
          var fromCount = input.count
          var to = output.bindMemory(to: CChar.self).baseAddress
          var toCount = output.count
          // It returns (size_t) -1 if it stops early.
          if iconv(converter, &from, &fromCount, &to, &toCount) == -1 { code = errno }
          return (input.count - fromCount, output.count - toCount)
        }
      }
      result += output.prefix(written)
      line += output.prefix(written).count { $0 == 0x0A }
      pending.removeFirst(read)
      switch code {
      case E2BIG: continue
      case EILSEQ: throw fault(pending)
      default: isComplete = true
      }
    }
    return result
  }

  private func fault(_ bytes: [UInt8]) -> InputError {
    let digits = bytes.prefix(4).map { byte in
      "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return InputError(
      code: .syntax, file: name, line: line, expected: "text in \(encoding.rawValue)",
      found: "the bytes \(digits.joined(separator: " "))",
      hint: "is the file in another encoding, or does it end too early?")
  }
}

import Foundation

extension JSONTape.Token {
  /// The text that it is in `bytes`; nil if it is not UTF-8, or has an escape that is none.
  func string(in bytes: [UInt8]) -> String? {
    let text = bytes[Int(start)..<Int(end)]
    guard kind == .escapedText else { return String(validating: text, as: UTF8.self) }
    // Escapes are rare: titles and reasons of failures alone have them.
    let quoted = [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")]
    return try? JSONDecoder().decode(String.self, from: Data(quoted))
  }
}

// What the tokens of a tape mean.
extension JSONTape {
  /// The text of a token.
  func string(_ token: Token) -> String? { token.string(in: bytes) }

  /// A whole number.
  func integer<Value: FixedWidthInteger>(
    _ token: Token, as type: Value.Type = Value.self
  ) throws(JSONFault) -> Value {
    guard token.kind == .integer else { throw fault("a whole number", at: token) }
    return try integer(from: Int(token.start), to: Int(token.end), of: token)
  }

  /// The whole numbers of a list that was kept whole.
  func integers(_ list: Token) throws(JSONFault) -> [Int] {
    var values: [Int] = []
    values.reserveCapacity(Int(list.count))
    var start = Int(list.start) + 1
    while start < Int(list.end) {
      var end = start
      while bytes[end] != UInt8(ascii: ","), bytes[end] != UInt8(ascii: "]") { end += 1 }
      values.append(try integer(from: start, to: end, of: list))
      start = end + 1
    }
    return values
  }

  private func integer<Value: FixedWidthInteger>(
    from start: Int, to end: Int, of token: Token
  ) throws(JSONFault) -> Value {
    var index = start
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var value: Value = 0
    while index < end {
      let digit = Value(truncatingIfNeeded: bytes[index] - 0x30)
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflows) =
        isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      guard !isTooLarge, !overflows else { throw fault("a smaller whole number", at: token) }
      value = sum
      index += 1
    }
    guard !isNegative || value != 0 else { throw fault("a whole number", at: token) }
    return value
  }

  /// A finite number, the nearest that double precision has.
  func number(_ token: Token) throws(JSONFault) -> Double {
    guard token.kind == .integer || token.kind == .number else {
      throw fault("a number", at: token)
    }
    let text = String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw fault("a finite number", at: token)
    }
    return value
  }

  func boolean(_ token: Token) throws(JSONFault) -> Bool {
    switch token.kind {
    case .true: return true
    case .false: return false
    default: throw fault("true or false", at: token)
    }
  }

  func text(_ token: Token) throws(JSONFault) -> String {
    guard token.kind == .text || token.kind == .escapedText, let string = string(token) else {
      throw fault("a text", at: token)
    }
    return string
  }

  /// A moment such as `2026-05-01T12:00:00Z`, in whole seconds.
  func date(_ token: Token) throws(JSONFault) -> Date {
    let start = Int(token.start)
    let pattern = Self.momentPattern
    let fits =
      token.kind == .text && Int(token.end) - start == pattern.count
      && pattern.indices.allSatisfy { index in
        let (byte, expected) = (bytes[start + index], pattern[index])
        return expected == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == expected
      }
    func part(_ offset: Int, _ count: Int) -> Int {
      var value = 0
      for index in start + offset..<start + offset + count {
        value = 10 * value + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard fits, case let (year, month, day) = (part(0, 4), part(5, 2), part(8, 2)),
      case let (hour, minute, second) = (part(11, 2), part(14, 2), part(17, 2)),
      (1...12).contains(month), (1...Self.days(of: month, in: year)).contains(day),
      hour < 24, minute < 60, second < 60
    else { throw fault("a moment such as 2026-05-01T12:00:00Z", at: token) }
    // Years begin in March, so that the day that is not in each of them is the last.
    let marchYear = month > 2 ? year : year - 1
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let days = 365 * marchYear + leapDays + dayOfYear - 719_468
    return Date(
      timeIntervalSince1970: Double(86_400 * days + 3_600 * hour + 60 * minute + second))
  }

  private static let momentPattern = Array("dddd-dd-ddTdd:dd:ddZ".utf8)

  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

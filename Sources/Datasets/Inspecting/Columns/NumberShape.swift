/// How a number is written, as far as the field alone shows it.
enum NumberShape: Hashable {
  typealias Mark = DelimitedFormat.DecimalMark

  /// Digits only: their number, and their value if it is below a thousand.
  case whole(digits: Int, value: Int)
  /// A decimal mark.
  case decimal(Mark)
  /// A mark that groups digits.
  case thousands(Mark)
  /// A mark that can be either: `1,376`.
  case either(Mark)
  /// Two marks: one groups digits (nil for an apostrophe or a space), the other is the decimal mark.
  case both(thousands: Mark?, decimal: Mark)
  case spaces
  case apostrophes

  /// Nil if `field` is not a number in any notation.
  init?(_ field: ArraySlice<UInt8>) {
    var body = NumberNotation.plain(field)[...]
    if let first = body.first, first == 0x2B || first == 0x2D { body = body.dropFirst() }
    // An exponent comes after all marks.
    let exponent = body.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
    if let exponent {
      let digits = body[(exponent + 1)...].drop { $0 == 0x2B || $0 == 0x2D }
      guard !digits.isEmpty, digits.allSatisfy(NumberNotation.isDigit) else { return nil }
      body = body[..<exponent]
    }
    guard body.contains(where: NumberNotation.isDigit) else { return nil }
    if body.allSatisfy(NumberNotation.isDigit) {
      let value = body.count <= 3 ? body.reduce(0) { 10 * $0 + Int($1 - 0x30) } : 0
      self = .whole(digits: body.count, value: value)
      return
    }
    guard let shape = Self.marked(Array(body)) else { return nil }
    // With an exponent, a single mark can only be a decimal mark.
    if exponent != nil, case .either(let mark) = shape {
      self = .decimal(mark)
    } else {
      self = shape
    }
  }

  private static func marked(_ body: [UInt8]) -> NumberShape? {
    var groups: [Int] = [0]
    var marks: [UInt8] = []
    for byte in body {
      if NumberNotation.isDigit(byte) {
        groups[groups.count - 1] += 1
      } else if ",. '".utf8.contains(byte) {
        marks.append(byte)
        groups.append(0)
      } else {
        return nil
      }
    }
    guard let last = marks.last else { return nil }
    let inner = groups.dropFirst().dropLast()
    let isGrouped = (1...3).contains(groups[0]) && inner.allSatisfy { $0 == 3 }
    let kinds = Set(marks)
    if kinds.count == 1 {
      let isGrouped = isGrouped && groups[groups.count - 1] == 3
      guard let mark = decimalMark(last) else {
        return isGrouped ? (last == 0x20 ? .spaces : .apostrophes) : nil
      }
      if marks.count > 1 { return isGrouped ? .thousands(mark) : nil }
      return isGrouped && body.first != 0x30 ? .either(mark) : .decimal(mark)
    }
    guard kinds.count == 2, isGrouped, marks.count(where: { $0 == last }) == 1,
      let decimal = decimalMark(last)
    else { return nil }
    return .both(thousands: decimalMark(marks[0]), decimal: decimal)
  }

  private static func decimalMark(_ byte: UInt8) -> Mark? {
    byte == 0x2C ? .comma : byte == 0x2E ? .point : nil
  }
}

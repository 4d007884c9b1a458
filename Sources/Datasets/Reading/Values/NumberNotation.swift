/// The notation of numbers, the same for a whole file.
package struct NumberNotation: Hashable, Sendable {
  /// The decimal mark.
  package let decimal: DelimitedFormat.DecimalMark
  /// The mark that groups digits in threes, such as the comma of `1,376`; nil if there is none.
  package let thousands: DelimitedFormat.ThousandsMark?

  /// - Precondition: the two marks differ.
  package init(
    decimal: DelimitedFormat.DecimalMark = .point, thousands: DelimitedFormat.ThousandsMark? = nil
  ) {
    precondition(thousands?.rawValue != decimal.rawValue, "NumberNotation: the same mark twice")
    self.decimal = decimal
    self.thousands = thousands
  }
}

extension NumberNotation {
  /// `text` without the marks that group digits; nil if the groups do not have three digits (the first may have
  /// fewer).
  func ungrouped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let text = Self.plain(text)[...]
    guard let thousands else { return Array(text) }
    let mark = thousands.byte
    guard text.contains(mark) else { return Array(text) }
    let start =
      text.first.map { $0 == 0x2B || $0 == 0x2D } ?? false ? text.startIndex + 1 : text.startIndex
    let end = text[start...].firstIndex { !Self.isDigit($0) && $0 != mark } ?? text.endIndex
    let groups = text[start..<end].split(separator: mark, omittingEmptySubsequences: false)
    guard groups.count > 1, (1...3).contains(groups[0].count),
      groups.dropFirst().allSatisfy({ $0.count == 3 }), !text[end...].contains(mark)
    else { return nil }
    return Array(text[..<start]) + groups.joined() + text[end...]
  }

  /// `text` with typographic characters, which some spreadsheets write, replaced by plain ones: non-breaking
  /// spaces, minus signs and curved apostrophes.
  static func plain(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }) else { return Array(text) }
    return Array(
      String(decoding: text, as: UTF8.self).replacing("\u{A0}", with: " ")
        .replacing("\u{202F}", with: " ").replacing("\u{2009}", with: " ")
        .replacing("\u{2212}", with: "-").replacing("\u{2019}", with: "'").utf8)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension DelimitedFormat.ThousandsMark {
  /// The mark as ASCII.
  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .point: UInt8(ascii: ".")
    case .space: UInt8(ascii: " ")
    case .apostrophe: UInt8(ascii: "'")
    }
  }
}

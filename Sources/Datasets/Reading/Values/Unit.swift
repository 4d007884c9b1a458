/// The unit beside the number in each field of a column: `%`, `$` or `kg`.
package struct Unit: Hashable, Sendable {
  /// The unit without blanks around it; never empty.
  package let text: String

  package init(_ text: String) { self.text = text }

  /// The number in `field`, if the unit is before or after it; otherwise nil.
  ///
  /// A sign may precede the unit or the number: `-$5`, `$-5`.
  func stripped(_ field: ArraySlice<UInt8>) -> [UInt8]? {
    let (sign, body) = Self.signed(NumberNotation.plain(field))
    let unit = Array(text.utf8)
    let rest: ArraySlice<UInt8>
    if body.count > unit.count, body.starts(with: unit) {
      rest = body.dropFirst(unit.count)
    } else if body.count > unit.count, body.suffix(unit.count).elementsEqual(unit) {
      rest = body.dropLast(unit.count)
    } else {
      return nil
    }
    return sign + Self.trimmed(rest)
  }

  /// Splits `field` into a number as it is written and the unit beside it; nil if `field` has no digit, no
  /// unit, or letters that may be a code, such as `A12`.
  static func split(_ field: ArraySlice<UInt8>) -> (number: [UInt8], unit: Unit)? {
    let (sign, body) = signed(NumberNotation.plain(field))
    guard let digit = body.firstIndex(where: NumberNotation.isDigit),
      let last = body.lastIndex(where: NumberNotation.isDigit)
    else { return nil }
    let first = start(of: digit, in: body)
    let before = trimmed(body[..<first])
    let after = trimmed(body[(last + 1)...])
    guard before.isEmpty != after.isEmpty else { return nil }
    let text = String(decoding: before.isEmpty ? after : before, as: UTF8.self)
    let isApart = before.isEmpty ? body[last + 1] == 0x20 : body[first - 1] == 0x20
    guard isUnit(text, isPrefix: after.isEmpty, isApart: isApart) else { return nil }
    return (sign + body[first...last], Unit(text))
  }

  /// Whether `text` is a unit. Signs of currencies, shares and angles, and the names of currencies, may touch
  /// the number on either side; other letters must follow it, or be separated by a blank.
  private static func isUnit(_ text: String, isPrefix: Bool, isApart: Bool) -> Bool {
    let scalars = text.unicodeScalars
    guard text.count <= 8, !text.utf8.contains(where: NumberNotation.isDigit) else { return false }
    if currencies.contains(text) { return true }
    let hasCurrency = scalars.contains { $0.properties.generalCategory == .currencySymbol }
    let letters = scalars.count { $0.properties.isAlphabetic }
    if letters == 0 || text.hasPrefix("°") || hasCurrency {
      return letters <= 3
        && scalars.allSatisfy { scalar in
          scalar.properties.isAlphabetic || "%‰°".unicodeScalars.contains(scalar)
            || scalar.properties.generalCategory == .currencySymbol
        }
    }
    let isMeasure = scalars.allSatisfy {
      $0.properties.isAlphabetic || "/²³·^%".unicodeScalars.contains($0)
    }
    return isMeasure && (!isPrefix || (isApart && text.count == 3 && text == text.uppercased()))
  }

  /// Currencies in letters, which can be before or after the number.
  private static let currencies: Set<String> = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "INR", "CAD", "AUD", "BRL", "SEK", "NOK", "DKK",
    "PLN",
    "CZK", "Rs", "Rs.", "Fr.", "kr", "kr.", "zł", "Kč",
  ]

  private static func signed(_ field: [UInt8]) -> (sign: [UInt8], body: ArraySlice<UInt8>) {
    guard let first = field.first, first == 0x2D || first == 0x2B else { return ([], field[...]) }
    return ([first], field.dropFirst())
  }

  /// The beginning of the number whose first digit is at `digit`: a mark or a sign before it belongs to it,
  /// unless that ends a word, as in `Rs.5`.
  private static func start(of digit: Int, in body: ArraySlice<UInt8>) -> Int {
    var start = digit
    while start > body.startIndex, ".,-+".utf8.contains(body[start - 1]),
      start - 1 == body.startIndex || body[start - 2] & 0xDF < 0x41
    {
      start -= 1
    }
    return start
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    let end = start.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return end.map { Array(start[...$0]) } ?? []
  }
}

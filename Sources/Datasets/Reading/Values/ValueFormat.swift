/// How the fields of a column of numbers are read.
package struct ValueFormat: Hashable, Sendable {
  package let notation: NumberNotation
  /// The unit beside each number.
  package let unit: Unit?
  /// The notation of dates, if the fields are dates; they are read as days.
  package let date: DateNotation?
  /// The number that is subtracted in double precision, before rounding to single precision.
  package let offset: Double?

  package init(
    notation: NumberNotation = NumberNotation(), unit: Unit? = nil, date: DateNotation? = nil,
    offset: Double? = nil
  ) {
    self.notation = notation
    self.unit = unit
    self.date = date
    self.offset = offset
  }

  /// Whether the fields are plain decimal numbers, which can be read together.
  package var isPlain: Bool {
    notation.thousands == nil && unit == nil && date == nil && offset == nil
  }

  /// The number in `field` minus the offset, rounded to single precision; nil if it is not a number, or too
  /// large.
  package func number(_ field: ArraySlice<UInt8>) -> Float? {
    guard date != nil || offset != nil else {
      return plain(field).flatMap { DecimalNumber.float($0, decimalMark: notation.decimal) }
    }
    return double(field).map { Float($0 - (offset ?? 0)) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The number in `field` in double precision, without subtracting the offset; nil if it is not a number.
  func double(_ field: ArraySlice<UInt8>) -> Double? {
    if let date { return date.days(field) }
    return plain(field).flatMap { DecimalNumber.double($0, decimalMark: notation.decimal) }
  }

  /// The field as a plain decimal number.
  private func plain(_ field: ArraySlice<UInt8>) -> [UInt8]? {
    guard let unit else { return notation.ungrouped(field) }
    return unit.stripped(field).flatMap { notation.ungrouped($0[...]) }
  }
}

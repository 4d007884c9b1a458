/// What a user says of a file without a card, where its own look does not tell, or tells it wrong.
public struct TableHints: Hashable, Sendable {
  /// How the text is encoded.
  public var encoding: TextEncoding?
  /// What stands before the decimals of a number.
  public var decimalMark: DelimitedFormat.DecimalMark?
  /// What groups the digits of a number by threes.
  public var thousandsMark: DelimitedFormat.ThousandsMark?
  /// Whether there is a header.
  public var hasHeader: Bool?

  /// Nothing is said.
  public init(
    encoding: TextEncoding? = nil, decimalMark: DelimitedFormat.DecimalMark? = nil,
    thousandsMark: DelimitedFormat.ThousandsMark? = nil, hasHeader: Bool? = nil
  ) {
    self.encoding = encoding
    self.decimalMark = decimalMark
    self.thousandsMark = thousandsMark
    self.hasHeader = hasHeader
  }

  /// The notation that is said, if it is: where one mark is a point or a comma, the other is not.
  var notation: NumberNotation? {
    guard decimalMark != nil || thousandsMark != nil else { return nil }
    let decimal = decimalMark ?? (thousandsMark == .point ? .comma : .point)
    return NumberNotation(decimal: decimal, thousands: thousandsMark)
  }
}

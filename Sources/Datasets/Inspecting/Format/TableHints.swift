/// A user's statements about the format of a file without a card. They take precedence over what the file looks
/// like.
public struct TableHints: Hashable, Sendable {
  /// The text encoding.
  public var encoding: TextEncoding?
  /// The decimal mark.
  public var decimalMark: DelimitedFormat.DecimalMark?
  /// The mark that groups digits.
  public var thousandsMark: DelimitedFormat.ThousandsMark?
  /// Whether there is a header.
  public var hasHeader: Bool?

  /// Hints; by default none.
  public init(
    encoding: TextEncoding? = nil, decimalMark: DelimitedFormat.DecimalMark? = nil,
    thousandsMark: DelimitedFormat.ThousandsMark? = nil, hasHeader: Bool? = nil
  ) {
    self.encoding = encoding
    self.decimalMark = decimalMark
    self.thousandsMark = thousandsMark
    self.hasHeader = hasHeader
  }

  /// The notation, if the user gave a mark: if one mark is a point or a comma, the other mark is not the same.
  var notation: NumberNotation? {
    guard decimalMark != nil || thousandsMark != nil else { return nil }
    let decimal = decimalMark ?? (thousandsMark == .point ? .comma : .point)
    return NumberNotation(decimal: decimal, thousands: thousandsMark)
  }
}

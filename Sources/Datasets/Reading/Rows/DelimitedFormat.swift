/// How a delimited text file is written.
public struct DelimitedFormat: Hashable, Sendable {
  /// What stands between two fields.
  public enum Delimiter: Hashable, Sendable {
    /// One ASCII character.
    case character(UInt8)
    /// Any run of spaces and tabs.
    case whitespace
  }

  /// What the first row is.
  public enum Header: String, CaseIterable, Hashable, Sendable {
    /// Data.
    case none
    /// Something to pass over.
    case skip
    /// The names of the columns, which must be the card's.
    case names
  }

  /// What stands before the decimals of a number.
  public enum DecimalMark: String, CaseIterable, Hashable, Sendable {
    case point
    case comma
  }

  /// What the rows are written as.
  public enum Layout: String, CaseIterable, Hashable, Sendable {
    /// Fields between delimiters.
    case delimited
    /// An attribute-relation file, which says itself what its columns are called.
    case arff
  }

  /// What the rows are written as; all that follows is of delimited ones.
  public let layout: Layout
  /// What stands between two fields.
  public let delimiter: Delimiter
  /// What the first row of each file is.
  public let header: Header
  /// How many rows the header has; only the first can have names, the others are passed over.
  public let headerRows: Int
  /// A line that begins so is no row.
  public let commentPrefix: String?
  /// How many lines at the top of each file are passed over, whatever they hold.
  public let skippedLines: Int
  /// What stands before the decimals of a number.
  public let decimalMark: DecimalMark

  /// A format; the defaults are those of a plain `.csv` without a header.
  public init(
    layout: Layout = .delimited, delimiter: Delimiter = .character(UInt8(ascii: ",")),
    header: Header = .none,
    headerRows: Int = 1, commentPrefix: String? = nil, skippedLines: Int = 0,
    decimalMark: DecimalMark = .point
  ) {
    self.layout = layout
    self.delimiter = delimiter
    self.header = header
    self.headerRows = headerRows
    self.commentPrefix = commentPrefix
    self.skippedLines = skippedLines
    self.decimalMark = decimalMark
  }
}

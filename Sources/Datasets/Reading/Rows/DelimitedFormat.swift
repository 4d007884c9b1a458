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

  /// What groups the digits of a number by threes.
  public enum ThousandsMark: String, CaseIterable, Hashable, Sendable {
    case comma
    case point
    /// A space, one that does not break included.
    case space
    case apostrophe
  }

  /// What the rows are written as.
  public enum Layout: String, CaseIterable, Hashable, Sendable {
    /// Fields between delimiters.
    case delimited
    /// An attribute-relation file, which says itself what its columns are called.
    case arff
    /// The sparse rows of libsvm: a class, then `number:value` for each feature that is not 0, from 1.
    case libsvm
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
  public private(set) var decimalMark: DecimalMark
  /// What groups the digits of a number; nil if nothing may.
  public private(set) var thousandsMark: ThousandsMark?
  /// How many delimiters each row ends with, behind which there is no field.
  public private(set) var trailingDelimiters: Int
  /// How the text is encoded; nil for UTF-8, and for UTF-16 that says so by its first bytes.
  public private(set) var encoding: TextEncoding?

  /// A format; the defaults are those of a plain `.csv` without a header.
  public init(
    layout: Layout = .delimited, delimiter: Delimiter = .character(UInt8(ascii: ",")),
    header: Header = .none,
    headerRows: Int = 1, commentPrefix: String? = nil, skippedLines: Int = 0,
    decimalMark: DecimalMark = .point, thousandsMark: ThousandsMark? = nil,
    trailingDelimiters: Int = 0, encoding: TextEncoding? = nil
  ) {
    self.layout = layout
    self.delimiter = delimiter
    self.header = header
    self.headerRows = headerRows
    self.commentPrefix = commentPrefix
    self.skippedLines = skippedLines
    self.decimalMark = decimalMark
    self.thousandsMark = thousandsMark
    self.trailingDelimiters = trailingDelimiters
    self.encoding = encoding
  }
}

extension DelimitedFormat {
  /// How the numbers of the file are written.
  package var notation: NumberNotation {
    NumberNotation(decimal: decimalMark, thousands: thousandsMark)
  }

  /// The format with other marks in its numbers.
  func with(_ notation: NumberNotation) -> DelimitedFormat {
    var format = self
    format.decimalMark = notation.decimal
    format.thousandsMark = notation.thousands
    return format
  }

  /// The format of a file in which each row ends with so many delimiters.
  func with(trailingDelimiters: Int) -> DelimitedFormat {
    var format = self
    format.trailingDelimiters = trailingDelimiters
    return format
  }

  /// The format of a text in `encoding`; as it is for nil.
  package func encoded(_ encoding: TextEncoding?) -> DelimitedFormat {
    var format = self
    format.encoding = encoding ?? format.encoding
    return format
  }
}

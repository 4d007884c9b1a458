/// The format of a text file with a table.
public struct DelimitedFormat: Hashable, Sendable {
  /// The delimiter of fields.
  public enum Delimiter: Hashable, Sendable {
    /// One ASCII character.
    case character(UInt8)
    /// Any run of spaces and tabs.
    case whitespace
  }

  /// What the first row contains.
  public enum Header: String, CaseIterable, Hashable, Sendable {
    /// Data.
    case none
    /// Something to skip.
    case skip
    /// The names of the columns, which must match the card.
    case names
  }

  /// The decimal mark.
  public enum DecimalMark: String, CaseIterable, Hashable, Sendable {
    case point
    case comma
  }

  /// The mark that groups digits in threes.
  public enum ThousandsMark: String, CaseIterable, Hashable, Sendable {
    case comma
    case point
    /// A space, including a non-breaking one.
    case space
    case apostrophe
  }

  /// The kind of file.
  public enum Layout: String, CaseIterable, Hashable, Sendable {
    /// Fields between delimiters.
    case delimited
    /// An attribute-relation file, which names its columns itself.
    case arff
    /// The sparse rows of libsvm: a class, then `number:value` for each feature that is not 0, from 1.
    case libsvm
  }

  /// The kind of file. The other properties apply only to delimited files.
  public let layout: Layout
  /// The delimiter of fields.
  public let delimiter: Delimiter
  /// What the first row of each file contains.
  public let header: Header
  /// The number of rows in the header. Only the first can have names; the others are skipped.
  public let headerRows: Int
  /// The beginning of comment lines, which are not rows.
  public let commentPrefix: String?
  /// The number of lines to skip at the top of each file, whatever they contain.
  public let skippedLines: Int
  /// The decimal mark.
  public private(set) var decimalMark: DecimalMark
  /// The mark that groups digits; nil if there is none.
  public private(set) var thousandsMark: ThousandsMark?
  /// The number of delimiters at the end of each row after which there is no field.
  public private(set) var trailingDelimiters: Int
  /// The text encoding; nil for UTF-8, and for UTF-16 that can be recognised by its first bytes.
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
  /// The notation of the file's numbers.
  package var notation: NumberNotation {
    NumberNotation(decimal: decimalMark, thousands: thousandsMark)
  }

  /// This format with another notation of numbers.
  func with(_ notation: NumberNotation) -> DelimitedFormat {
    var format = self
    format.decimalMark = notation.decimal
    format.thousandsMark = notation.thousands
    return format
  }

  /// This format with another number of delimiters at the end of each row.
  func with(trailingDelimiters: Int) -> DelimitedFormat {
    var format = self
    format.trailingDelimiters = trailingDelimiters
    return format
  }

  /// This format with another text encoding; unchanged for nil.
  package func encoded(_ encoding: TextEncoding?) -> DelimitedFormat {
    var format = self
    format.encoding = encoding ?? format.encoding
    return format
  }
}

public import Datasets
public import Tabular

/// How the raw rows of a set are written, and what their fields are: what a saved network must know to
/// read a row that it has never seen.
public struct RowDescription: Codable, Hashable, Sendable {
  /// A field of each row.
  public struct Column: Codable, Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// What it is for.
    public let role: DatasetCard.Column.Role
    /// The levels that it may have, in the order of their features; nil for a number.
    public let levels: [String]?
    /// Whether its levels have an order, which makes one feature of them.
    public let ordinal: Bool
    /// What a missing value becomes.
    public let missing: DatasetCard.MissingPolicy
    /// Of the target: the class of each of its levels.
    public let classes: [Int]?
    /// What stands beside a number, which is dropped.
    public let unit: String?
    /// How a date is written, which is read as days from 1970-01-01.
    package let date: DateNotation?
    /// What is subtracted from a number in double precision.
    public let offset: Double?

    init(
      name: String, role: DatasetCard.Column.Role, levels: [String]?, ordinal: Bool,
      missing: DatasetCard.MissingPolicy, classes: [Int]?, unit: String? = nil,
      date: DateNotation? = nil, offset: Double? = nil
    ) {
      self.name = name
      self.role = role
      self.levels = levels
      self.ordinal = ordinal
      self.missing = missing
      self.classes = classes
      self.unit = unit
      self.date = date
      self.offset = offset
    }
  }

  /// The fields of each row.
  public let columns: [Column]
  /// The texts that stand for a value that is missing.
  public let missingMarks: [String]
  /// What the rows are written as.
  public let layout: DelimitedFormat.Layout
  /// The character between two fields, or `whitespace`.
  public let delimiter: String
  /// What the first row is.
  public let header: DelimitedFormat.Header
  /// How many rows the header has.
  public let headerRows: Int
  /// A line that begins so is no row.
  public let comment: String?
  /// How many lines at the top are passed over.
  public let skippedLines: Int
  /// What stands before the decimals of a number.
  public let decimalMark: DelimitedFormat.DecimalMark
  /// What groups the digits of a number; nil if nothing does.
  public let thousandsMark: DelimitedFormat.ThousandsMark?
  /// How many delimiters each row ends with; nil if none.
  public let trailingDelimiters: Int?
  /// How the text is encoded; nil for UTF-8 and for UTF-16 that says so.
  public let encoding: TextEncoding?
  /// The texts of the header's first row in the file that the set was read from; nil if they are not known.
  public let headerTexts: [String]?

  /// The rows of `dataset`: those of the card that it was read by, if that has any; else
  /// comma-separated ones that it could be made of: its columns, then the class.
  /// - Parameter headerTexts: of the file that it was read from, where there is one and it has a header.
  public init(
    of dataset: Dataset, readBy card: DatasetCard?, headerTexts: [String]? = nil
  ) {
    if let card, card.featureNames == dataset.featureNames, !card.columns.isEmpty {
      self.init(card, dataset, headerTexts)
    } else {
      self.init(of: dataset)
    }
  }

  private init(_ card: DatasetCard, _ dataset: Dataset, _ headerTexts: [String]?) {
    self.headerTexts = headerTexts
    var offsets = dataset.columns.map(\.offset)[...]
    columns = card.columns.map { column in
      let offset = column.role == .feature ? offsets.popFirst() ?? 0 : 0
      return Column(
        name: column.name, role: column.role,
        levels: column.role == .ignore ? nil : column.encoder?.categories,
        ordinal: column.isOrdinal, missing: column.missing,
        classes: column.role == .target ? card.classOfCategory : nil, unit: column.unit,
        date: column.date, offset: offset == 0 && column.date == nil ? nil : offset)
    }
    missingMarks = card.missingMarks
    layout = card.format.layout
    delimiter = card.format.delimiter.text
    header = card.format.header
    headerRows = card.format.headerRows
    comment = card.format.commentPrefix
    skippedLines = card.format.skippedLines
    decimalMark = card.format.decimalMark
    thousandsMark = card.format.thousandsMark
    trailingDelimiters =
      card.format.trailingDelimiters > 0 ? card.format.trailingDelimiters : nil
    encoding = card.format.encoding
  }

  private init(of dataset: Dataset) {
    headerTexts = nil
    let columns = dataset.columns.map { column in
      // Features of a category are called 'name=level'.
      let levels = dataset.featureNames[column.features].map {
        String($0.dropFirst(OneHotEncoder.escaped(column.name).count + 1))
      }
      return Column(
        name: column.name, role: .feature, levels: column.isOneHot ? levels : nil,
        ordinal: false, missing: .error, classes: nil)
    }
    let names = Set(columns.map(\.name))
    let target = ["class", "target", "label"].first { !names.contains($0) }
    let last = target.map {
      Column(
        name: $0, role: .target, levels: dataset.classNames, ordinal: false, missing: .error,
        classes: Array(dataset.classNames.indices))
    }
    self.columns = columns + [last].compactMap(\.self)
    missingMarks = DatasetCard.defaultMissingMarks
    let format = DelimitedFormat()
    layout = format.layout
    delimiter = format.delimiter.text
    header = format.header
    headerRows = format.headerRows
    comment = format.commentPrefix
    skippedLines = format.skippedLines
    decimalMark = format.decimalMark
    thousandsMark = nil
    trailingDelimiters = nil
    encoding = nil
  }

  /// How files are written, for the reader.
  var format: DelimitedFormat {
    let byte = delimiter == DelimitedFormat.Delimiter.whitespace.text ? nil : delimiter.utf8.first
    return DelimitedFormat(
      layout: layout, delimiter: byte.map { .character($0) } ?? .whitespace, header: header,
      headerRows: headerRows, commentPrefix: comment, skippedLines: skippedLines,
      decimalMark: decimalMark, thousandsMark: thousandsMark,
      trailingDelimiters: trailingDelimiters ?? 0, encoding: encoding)
  }

  /// The columns that are features, each with the features that it becomes.
  var featureColumns: [(column: Column, features: Range<Int>)] {
    var next = 0
    return columns.filter { $0.role == .feature }.map { column in
      defer { next += column.width }
      return (column, next..<next + column.width)
    }
  }

  /// The texts that the class may be written as; none if rows do not say it.
  public var targetLevels: [String] {
    columns.first { $0.role == .target }?.levels ?? []
  }

  /// What each column's missing values become for a network that is to see other rows: what its policy
  /// says, and where that refuses such rows what the graph needs all the same.
  public var fills: [FeatureColumn.Fill] {
    featureColumns.map { column, _ in
      column.isOneHot || column.missing == .mode ? .mode : .median
    }
  }

  /// One name for each feature.
  public var featureNames: [String] {
    featureColumns.flatMap { column, _ in
      column.isOneHot
        ? OneHotEncoder(categories: column.levels ?? []).featureNames(for: column.name)
        : [OneHotEncoder.escaped(column.name)]
    }
  }
}

extension RowDescription.Column {
  /// How its fields are read, if it is a number, in a file of `notation`.
  func format(_ notation: NumberNotation) -> ValueFormat {
    ValueFormat(notation: notation, unit: unit.map(Unit.init), date: date, offset: offset)
  }

  /// Whether it becomes a 0/1 feature for each level.
  var isOneHot: Bool { levels != nil && !ordinal }

  /// How many features it becomes.
  var width: Int { isOneHot ? levels?.count ?? 0 : 1 }
}

extension DelimitedFormat.Delimiter {
  /// As a description has it.
  var text: String {
    switch self {
    case .whitespace: "whitespace"
    case .character(let byte): String(decoding: [byte], as: UTF8.self)
    }
  }
}

extension DatasetCard.Column.Role: Codable {}
extension DatasetCard.MissingPolicy: Codable {}
extension DelimitedFormat.Layout: Codable {}
extension DelimitedFormat.Header: Codable {}
extension DelimitedFormat.DecimalMark: Codable {}
extension DelimitedFormat.ThousandsMark: Codable {}
extension TextEncoding: Codable {}
extension DateNotation: Codable {}

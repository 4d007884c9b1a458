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
  /// The texts of the header's first row in the file that the set was read from; nil if they are not known.
  public let headerTexts: [String]?

  /// The rows of `dataset`: those of the card that it was read by, if that has any; else
  /// comma-separated ones that it could be made of: its columns, then the class.
  /// - Parameter headerTexts: of the file that it was read from, where there is one and it has a header.
  public init(
    of dataset: Dataset, readBy card: DatasetCard?, headerTexts: [String]? = nil
  ) {
    if let card, card.featureNames == dataset.featureNames, !card.columns.isEmpty {
      self.init(card, headerTexts)
    } else {
      self.init(of: dataset)
    }
  }

  private init(_ card: DatasetCard, _ headerTexts: [String]?) {
    self.headerTexts = headerTexts
    columns = card.columns.map { column in
      Column(
        name: column.name, role: column.role,
        levels: column.role == .ignore ? nil : column.encoder?.categories,
        ordinal: column.isOrdinal, missing: column.missing,
        classes: column.role == .target ? card.classOfCategory : nil)
    }
    missingMarks = card.missingMarks
    layout = card.format.layout
    delimiter = card.format.delimiter.text
    header = card.format.header
    headerRows = card.format.headerRows
    comment = card.format.commentPrefix
    skippedLines = card.format.skippedLines
    decimalMark = card.format.decimalMark
  }

  private init(of dataset: Dataset) {
    headerTexts = nil
    let columns = dataset.columns.map { column in
      // Features of a category are called 'name=level'.
      let levels = dataset.featureNames[column.features].map {
        String($0.dropFirst(column.name.count + 1))
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
  }

  /// How files are written, for the reader.
  var format: DelimitedFormat {
    let byte = delimiter == DelimitedFormat.Delimiter.whitespace.text ? nil : delimiter.utf8.first
    return DelimitedFormat(
      layout: layout, delimiter: byte.map { .character($0) } ?? .whitespace, header: header,
      headerRows: headerRows, commentPrefix: comment, skippedLines: skippedLines,
      decimalMark: decimalMark)
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
      column.isOneHot ? (column.levels ?? []).map { "\(column.name)=\($0)" } : [column.name]
    }
  }
}

extension RowDescription.Column {
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

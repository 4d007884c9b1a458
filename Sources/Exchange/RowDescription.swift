public import Datasets
public import Tabular

/// How the raw rows of a dataset are written, and what their fields are. A saved network needs it to read new
/// rows.
public struct RowDescription: Codable, Hashable, Sendable {
  /// A field of each row.
  public struct Column: Codable, Hashable, Sendable {
    /// The column's name.
    public let name: String
    /// Whether it is a feature, the target or ignored.
    public let role: DatasetCard.Column.Role
    /// Its levels, in the order of their features; nil for a column of numbers.
    public let levels: [String]?
    /// Whether its levels are ordered and become one feature.
    public let ordinal: Bool
    /// How missing values are handled.
    public let missing: DatasetCard.MissingPolicy
    /// For the target, the class of each of its levels.
    public let classes: [Int]?
    /// The unit beside a number, which is dropped.
    public let unit: String?
    /// How dates are written; a date is read as days from 1970-01-01.
    package let date: DateNotation?
    /// The number that is subtracted from each value in double precision.
    public let offset: Double?
    /// The place from 0 of the level, as a letter, in a field that is a word; nil if it is a field of its own.
    public let letter: Int?
    /// Whether each level is a 0/1 field of its own; nil if it is not.
    public let oneHotFields: Bool?

    init(
      name: String, role: DatasetCard.Column.Role, levels: [String]?, ordinal: Bool,
      missing: DatasetCard.MissingPolicy, classes: [Int]?, unit: String? = nil,
      date: DateNotation? = nil, offset: Double? = nil, letter: Int? = nil,
      oneHotFields: Bool? = nil
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
      self.letter = letter
      self.oneHotFields = oneHotFields
    }
  }

  /// The fields of each row.
  public let columns: [Column]
  /// The texts that stand for a missing value.
  public let missingMarks: [String]
  /// The kind of file.
  public let layout: DelimitedFormat.Layout
  /// The character between two fields, or `whitespace`.
  public let delimiter: String
  /// What the first row contains.
  public let header: DelimitedFormat.Header
  /// The number of rows in the header.
  public let headerRows: Int
  /// The beginning of comment lines.
  public let comment: String?
  /// The number of lines to skip at the top.
  public let skippedLines: Int
  /// The decimal mark of numbers.
  public let decimalMark: DelimitedFormat.DecimalMark
  /// The mark that groups digits; nil if there is none.
  public let thousandsMark: DelimitedFormat.ThousandsMark?
  /// The number of delimiters at the end of each row; nil if there are none.
  public let trailingDelimiters: Int?
  /// The text encoding; nil for UTF-8, and for UTF-16 with a byte-order mark.
  public let encoding: TextEncoding?
  /// The texts of the header's first row in the dataset's file; nil if they are unknown.
  public let headerTexts: [String]?
  /// Columns without use that some files of the dataset have and others lack; nil if there are none.
  public let extraColumns: [Column]?
  /// The names of the columns of rows that have some of these, in order; nil if there are none.
  public let layouts: [[String]]?

  /// The rows of `dataset`, as its card describes them. If the card describes none, comma-separated rows of the
  /// dataset's columns followed by the class.
  /// - Parameter headerTexts: the header of the dataset's file, if it has one.
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
    func described(_ column: DatasetCard.Column) -> Column {
      let offset = column.role == .feature ? offsets.popFirst() ?? 0 : 0
      return Column(
        // New rows need no groups.
        name: column.name, role: column.role == .group ? .ignore : column.role,
        levels: column.role == .ignore && !column.isWrittenOneHot
          ? nil : column.encoder?.categories,
        ordinal: column.isOrdinal, missing: column.missing,
        classes: column.role == .target ? card.classOfCategory : nil, unit: column.unit,
        date: column.date, offset: offset == 0 && column.date == nil ? nil : offset,
        letter: column.letter, oneHotFields: column.isWrittenOneHot ? true : nil)
    }
    // A file without them is described: with them, a row with the class and one without it could look alike.
    let lacking = Set(card.files.flatMap(\.lacking))
    let (extra, common) = (
      card.columns.filter { lacking.contains($0.name) },
      card.columns.filter { !lacking.contains($0.name) }
    )
    columns = common.map(described)
    extraColumns = extra.isEmpty ? nil : extra.map(described)
    let layouts = card.files.filter { $0.beside == nil && $0.lacking.count < extra.count }.map {
      file in card.columns.map(\.name).filter { !file.lacking.contains($0) }
    }
    self.layouts =
      layouts.isEmpty
      ? nil : layouts.enumerated().filter { layouts.firstIndex(of: $1) == $0 }.map(\.element)
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
    extraColumns = nil
    layouts = nil
    let columns = dataset.columns.map { column in
      // Features of a category are named 'name=level'.
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

  /// The format of files, for the reader.
  var format: DelimitedFormat {
    let byte = delimiter == DelimitedFormat.Delimiter.whitespace.text ? nil : delimiter.utf8.first
    return DelimitedFormat(
      layout: layout, delimiter: byte.map { .character($0) } ?? .whitespace, header: header,
      headerRows: headerRows, commentPrefix: comment, skippedLines: skippedLines,
      decimalMark: decimalMark, thousandsMark: thousandsMark,
      trailingDelimiters: trailingDelimiters ?? 0, encoding: encoding)
  }

  /// The columns of each kind of row: with the class, without it, and of files that have columns without use, too.
  var rowKinds: [[Column]] {
    let byName = Dictionary((columns + (extraColumns ?? [])).map { ($0.name, $0) }) { first, _ in
      first
    }
    return [columns, columns.filter { $0.role != .target }]
      + (layouts ?? []).map { $0.compactMap { byName[$0] } }
  }

  /// How the fields of a file's rows become those of the columns, for each kind of row that is not plain.
  var shapes: [RowShape] {
    rowKinds.map { RowShape($0.map(\.writing)) }.filter { !$0.isPlain }
  }

  /// The feature columns, each with the features that it becomes.
  var featureColumns: [(column: Column, features: Range<Int>)] {
    var next = 0
    return columns.filter { $0.role == .feature }.map { column in
      defer { next += column.width }
      return (column, next..<next + column.width)
    }
  }

  /// The texts of the classes; empty if rows do not contain the class.
  public var targetLevels: [String] {
    columns.first { $0.role == .target }?.levels ?? []
  }

  /// How each column's missing values are filled in new rows: as its policy says. If the policy refuses missing
  /// values, a rule that only the graph needs.
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
  /// How the column's fields are read, if they are numbers, in a file of `notation`.
  func format(_ notation: NumberNotation) -> ValueFormat {
    ValueFormat(notation: notation, unit: unit.map(Unit.init), date: date, offset: offset)
  }

  /// How a file writes the column.
  var writing: RowShape.Writing {
    if let letter { return .letter(letter) }
    return oneHotFields == true ? .oneHot(levels ?? []) : .field
  }

  /// Whether the column becomes one 0/1 feature for each level.
  var isOneHot: Bool { levels != nil && !ordinal }

  /// The number of features that the column becomes.
  var width: Int { isOneHot ? levels?.count ?? 0 : 1 }
}

extension DelimitedFormat.Delimiter {
  /// The delimiter as a description writes it.
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

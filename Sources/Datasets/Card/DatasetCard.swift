public import Foundation
import Tabular

/// Describes a table, where it comes from and how to read it: the content of one `data/*.yaml`.
///
/// Every card has been checked: it has one target, its names are distinct, and its columns have the expected
/// numbers of features and classes.
public struct DatasetCard: Hashable, Sendable {
  /// The short name, as on the command line: letters, digits, `-`, `_` and `.`.
  public let name: String
  /// The title, for display.
  public let title: String
  /// The source of the table, as far as the card gives it.
  public let source: Source
  /// The files that are read, in this order, as one table; empty if the rows can only be generated.
  public let files: [File]
  /// The format of the files.
  public let format: DelimitedFormat
  /// The texts that stand for a missing value.
  public let missingMarks: [String]
  /// The fields of each row.
  public let columns: [Column]
  /// Where each row's class comes from.
  public let labels: Labels
  /// The name of each class, in the order of the class indices.
  public let classNames: [String]
  /// The class of each of the target's categories; several categories can form one class.
  public let classOfCategory: [Int]
  /// How to compute the rows without files, if that is possible.
  let generator: Generator?
  /// The number of rows that the files must have, including rows with missing values; nil if the card does not
  /// say.
  public internal(set) var expectedRows: Int?
  /// The folder of the card's own file, where the table's files may be, too; nil for a card that is in no file.
  var folder: URL?

  /// Where a table comes from.
  public struct Source: Hashable, Sendable {
    /// The page that describes it.
    public let page: URL?
    /// The archive that holds its files.
    public let archive: URL?
    /// The archive's length, if it is known.
    public let archiveBytes: Int?
    /// The archive's SHA-256 in lower-case hexadecimal, if it is known.
    public let archiveSHA256: String?
    /// The licence under which it may be used.
    public let licence: String?
    /// How to cite it.
    public let citation: String?
  }

  /// A file of the table, named as in its archive but without folders.
  public struct File: Hashable, Sendable {
    /// The file's name, without any folder.
    public let name: String
    /// The file's length, if it is known.
    public let bytes: Int?
    /// The file's SHA-256 in lower-case hexadecimal, if it is known.
    public let sha256: String?
    /// Which part of the source's own split the file's rows are; nil if the source has none.
    public let part: Part?
    /// The earlier file whose rows this file continues: its fields stand beside that file's; nil if its rows are
    /// further rows.
    public let beside: String?
    /// The columns, by name, that this file lacks; they are not used.
    public let lacking: [String]
  }

  /// A part of a source's own split.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    /// The rows to train on.
    case training
    /// The rows to test on.
    case test
  }

  /// One field of each row.
  public struct Column: Hashable, Sendable {
    /// How a field is used.
    public enum Role: String, CaseIterable, Hashable, Sendable {
      /// An input of the network.
      case feature
      /// The class.
      case target
      /// The field is not used.
      case ignore
      /// The field, a text of any value, says which rows belong together: ``Dataset/groups``.
      case group
    }

    /// The column's name.
    public let name: String
    /// All values that it may have, in order; nil for a column of numbers.
    public let categories: [String]?
    /// How the column is used.
    public let role: Role
    /// Whether the categories are ordered and become one feature: 0, 1, 2, ...
    public let isOrdinal: Bool
    /// How missing values are handled.
    public let missing: MissingPolicy
    /// For numbers, the unit written beside each of them, such as `%`; nil if there is none.
    public let unit: String?
    /// For dates, which are read as days, how they are written.
    package let date: DateNotation?
    /// For numbers, what is subtracted from each before it is rounded to single precision; nil for nothing. For
    /// dates, nil means the first date.
    public let offset: Double?
    /// Whether each of the categories is a field of its own, which is 1 in the rows of that category and otherwise 0.
    public let isWrittenOneHot: Bool
    /// The place from 0 that the category has, as a letter, in a field that is a word; nil if it is a field of its own.
    public let letter: Int?

    /// A column of numbers, or of the given categories.
    package init(
      name: String, categories: [String]? = nil, role: Role = .feature, isOrdinal: Bool = false,
      missing: MissingPolicy = .error, unit: String? = nil, date: DateNotation? = nil,
      offset: Double? = nil, isWrittenOneHot: Bool = false, letter: Int? = nil
    ) {
      self.name = name
      self.categories = categories
      self.role = role
      self.isOrdinal = isOrdinal
      self.missing = missing
      self.unit = unit
      self.date = date
      self.offset = offset
      self.isWrittenOneHot = isWrittenOneHot
      self.letter = letter
    }
  }

  /// How missing values are handled.
  public enum MissingPolicy: String, CaseIterable, Hashable, Sendable {
    /// A missing value is an error.
    case error
    /// The row is left out.
    case dropRows = "drop-rows"
    /// It becomes a level of its own; for categories.
    case category
    /// It becomes the median of the training rows; for numbers.
    case median
    /// It becomes the most frequent value of the training rows.
    case mode
  }

  /// Where each row's class comes from.
  public enum Labels: Hashable, Sendable {
    /// From this column: the class is given by the index of the category.
    case column(Int)
    /// From the row's number: the first `rowsPerClass` rows are of class 0, the next of class 1, ...
    case blocks(rowsPerClass: Int)
  }

  /// How rows are computed.
  enum Generator: Sendable {
    /// All rows of a problem that is defined by rules.
    case rules(RuleTable)
    /// Samples of a distribution.
    case random(any RandomTable)
  }
}

extension DatasetCard {
  /// The name of each column of the feature matrix: `pixel7`, or `safety=high`.
  public var featureNames: [String] {
    if let table = generator?.randomTable { return table.featureNames }
    return columns.filter { $0.role == .feature }.flatMap(\.featureNames)
  }
}

extension DatasetCard.Column {
  /// The names of the features that this column becomes.
  var featureNames: [String] {
    guard !isOrdinal, let encoder else { return [OneHotEncoder.escaped(name)] }
    return encoder.featureNames(for: name)
  }

  /// How a file writes the column.
  package var writing: RowShape.Writing {
    if let letter { return .letter(letter) }
    return isWrittenOneHot ? .oneHot(categories ?? []) : .field
  }

  /// How the column's fields are read, if they are numbers, in a file of `notation`.
  func format(_ notation: NumberNotation) -> ValueFormat {
    ValueFormat(notation: notation, unit: unit.map(Unit.init), date: date, offset: offset)
  }
}

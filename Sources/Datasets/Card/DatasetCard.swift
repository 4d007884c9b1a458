public import Foundation
import Tabular

/// What a table is, where it comes from and how to read it: the content of one `data/*.yaml`.
///
/// Every card has been checked: there is one target, no name occurs twice, and the columns make
/// as many features and classes as are expected.
public struct DatasetCard: Hashable, Sendable {
  /// The short name, as on the command line: letters, digits, `-`, `_` and `.`.
  public let name: String
  /// The name for people.
  public let title: String
  /// Where the table comes from, as far as the card says.
  public let source: Source
  /// What is read, in this order, as one table; empty if the rows can only be generated.
  public let files: [File]
  /// How the files are written.
  public let format: DelimitedFormat
  /// The texts that stand for a value that is missing.
  public let missingMarks: [String]
  /// The fields of each row.
  public let columns: [Column]
  /// Where each row's class comes from.
  public let labels: Labels
  /// One for each class, in the order of the class indices.
  public let classNames: [String]
  /// The class of each of the target's categories: several may be of one class.
  public let classOfCategory: [Int]
  /// How to compute the rows without any file, if there is a way.
  package let generator: Generator?
  /// How many rows the files must have, those without a value among them; nil if the card does not say.
  public let expectedRows: Int?

  /// Where a table comes from.
  public struct Source: Hashable, Sendable {
    /// The page that describes it.
    public let page: URL?
    /// The archive that holds its files.
    public let archive: URL?
    /// The archive's length, where it is known.
    public let archiveBytes: Int?
    /// The archive's SHA-256 in lower-case hexadecimal, where it is known.
    public let archiveSHA256: String?
    /// Under what licence it may be used.
    public let licence: String?
    /// How to cite it.
    public let citation: String?
  }

  /// A file of the table, by the name that it has in its archive, whatever the folder.
  public struct File: Hashable, Sendable {
    /// Without any folder.
    public let name: String
    /// The file's length, where it is known.
    public let bytes: Int?
    /// The file's SHA-256 in lower-case hexadecimal, where it is known.
    public let sha256: String?
  }

  /// One field of each row.
  public struct Column: Hashable, Sendable {
    /// What a field is for.
    public enum Role: String, CaseIterable, Hashable, Sendable {
      /// An input of the network.
      case feature
      /// The class.
      case target
      /// Nothing.
      case ignore
    }

    /// What the field is called.
    public let name: String
    /// Every value that it may take, in order; nil if it is a number.
    public let categories: [String]?
    /// What it is for.
    public let role: Role
    /// Whether the categories have an order, which makes one feature of them: 0, 1, 2, ...
    public let isOrdinal: Bool
    /// What a missing value becomes.
    public let missing: MissingPolicy
    /// Of a number: what stands beside it in each field, such as `%`; nil if nothing does.
    public let unit: String?
    /// Of a date, which is read as days: how it is written.
    package let date: DateNotation?
    /// Of a number: what is subtracted from it before it is rounded to single precision; nil for nothing,
    /// and for a date for the first one.
    public let offset: Double?

    /// A number, or a category with the levels given.
    package init(
      name: String, categories: [String]? = nil, role: Role = .feature, isOrdinal: Bool = false,
      missing: MissingPolicy = .error, unit: String? = nil, date: DateNotation? = nil,
      offset: Double? = nil
    ) {
      self.name = name
      self.categories = categories
      self.role = role
      self.isOrdinal = isOrdinal
      self.missing = missing
      self.unit = unit
      self.date = date
      self.offset = offset
    }
  }

  /// What a value that is missing becomes.
  public enum MissingPolicy: String, CaseIterable, Hashable, Sendable {
    /// A complaint.
    case error
    /// Its row is left out.
    case dropRows = "drop-rows"
    /// A level of its own, for a category.
    case category
    /// The median of the rows trained on, for a number.
    case median
    /// What is most frequent among the rows trained on.
    case mode
  }

  /// Where each row's class comes from.
  public enum Labels: Hashable, Sendable {
    /// From this column: the class is the index of its category.
    case column(Int)
    /// From the row's number: the first so many rows are of class 0, the next of class 1, ...
    case blocks(rowsPerClass: Int)
  }

  /// How rows are computed.
  package enum Generator: Hashable, Sendable {
    /// ``CarDecisionModel``.
    case carDecisionModel
    /// The k-D XOR.
    case xor(XOR)
    /// Overlapping clouds of points.
    case clusters(Clusters)
  }
}

extension DatasetCard {
  /// One for each column of the feature matrix: `pixel7`, or `safety=high`.
  public var featureNames: [String] {
    if let table = generator?.randomTable { return table.featureNames }
    return columns.filter { $0.role == .feature }.flatMap(\.featureNames)
  }
}

extension DatasetCard.Column {
  /// The features that this column becomes.
  var featureNames: [String] {
    guard !isOrdinal, let encoder else { return [OneHotEncoder.escaped(name)] }
    return encoder.featureNames(for: name)
  }

  /// How its fields are read, if it is a number, in a file of `notation`.
  func format(_ notation: NumberNotation) -> ValueFormat {
    ValueFormat(notation: notation, unit: unit.map(Unit.init), date: date, offset: offset)
  }
}

public import Datasets
import Exchange
public import Foundation
import Inputs
public import Tabular

/// A dataset to compare on: read from a file without a card, whose format and columns are inferred, or by a loader.
///
/// ```swift
/// let wine = try TableFile("wine.csv", target: "quality")
/// ```
public struct TableFile: Sendable {
  /// The samples.
  public let dataset: Dataset
  /// What was taken from the file that somebody may not expect, a sentence each.
  public let notes: [String]
  let rows: RowDescription

  /// Reads the file at `path`: delimited text, ARFF or libsvm rows, packed by gzip or not.
  /// - Parameters:
  ///   - path: as `wine.csv`.
  ///   - target: the name of the column that says what class a row is of, or its number from 1.
  ///   - missing: what becomes of missing values.
  ///   - dropsUnlabelled: whether rows without a class are left out.
  ///   - hints: how the file is written, where its look does not say.
  /// - Throws: `InputError` with the line of what cannot be read; `CancellationError`.
  public init(
    _ path: String, target: String, missing: DatasetCard.MissingPolicy = .error,
    dropsUnlabelled: Bool = false, hints: TableHints = TableHints()
  ) throws {
    self = try surfacingCancellation { () throws(InputError) in
      let table = try InspectedTable(
        URL(fileURLWithPath: path), target: target, missing: missing,
        dropsUnlabelled: dropsUnlabelled, hints: hints, buildingAfter: ProvisionalTable.usualSample)
      let dataset = try table.dataset()
      return TableFile(
        dataset: dataset, notes: table.draft.warnings,
        rows: RowDescription(
          of: dataset, readBy: table.draft.card, headerTexts: try table.headerTexts()))
    }
  }

  /// Loads a dataset by a loader: that of a card, or one of your own.
  ///
  /// ```swift
  /// let car = try TableFile(DatasetRegistry.builtIn().loader(named: "car"))
  /// ```
  /// - Parameters:
  ///   - loader: of a registry, or one of your own.
  ///   - files: one for each of the card's; none for a loader that computes its rows.
  /// - Throws: what the loader throws.
  public init(_ loader: any DatasetLoader, files: [URL] = []) throws {
    let dataset = try loader.load(from: files)
    self.init(
      dataset: dataset, notes: [],
      rows: RowDescription(of: dataset, readBy: loader.card, headerTexts: nil))
  }

  private init(dataset: Dataset, notes: [String], rows: RowDescription) {
    self.dataset = dataset
    self.notes = notes
    self.rows = rows
  }
}

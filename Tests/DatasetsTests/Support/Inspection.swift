import DatasetTesting
import Foundation
import Inputs
import Tabular
import TestSupport
import Testing

@testable import Datasets

/// A made-up file, inspected and loaded without a card.
struct Inspection {
  let table: InspectedTable
  let dataset: Dataset
  private let folder: TemporaryFolder

  /// - Parameter target: by default the last column.
  init(
    _ bytes: some Sequence<UInt8>, name: String = "trees.csv", target: String? = nil,
    missing: DatasetCard.MissingPolicy = .error, dropsUnlabelled: Bool = false,
    hints: TableHints = TableHints()
  ) throws {
    folder = try TemporaryFolder()
    let file = try folder.write(bytes, to: name)
    let path = URL(fileURLWithPath: name, relativeTo: folder.url.appendingPathComponent("."))
    _ = file
    let names = try TableProfile(of: path, target: nil, hints: hints).guess.names
    table = try InspectedTable(
      path, target: target ?? "\(names.count)", missing: missing,
      dropsUnlabelled: dropsUnlabelled, hints: hints)
    dataset = try table.dataset()
    let passes = PassComparison(
      path, target: target ?? "\(names.count)", missing: missing, dropsUnlabelled: dropsUnlabelled,
      hints: hints, samples: [1, 10, 40])
    #expect(passes.difference == nil)
  }

  init(
    _ text: String, name: String = "trees.csv", target: String? = nil,
    missing: DatasetCard.MissingPolicy = .error, dropsUnlabelled: Bool = false,
    hints: TableHints = TableHints()
  ) throws {
    try self.init(
      text.utf8, name: name, target: target, missing: missing, dropsUnlabelled: dropsUnlabelled,
      hints: hints)
  }

  var names: [String] { table.profile.guess.names }
  var warnings: String { table.draft.warnings.joined(separator: "\n") }
  var card: String { table.draft.text }

  /// The loaded numbers of a feature.
  func values(_ feature: String) -> [Float] {
    guard let column = dataset.featureNames.firstIndex(of: feature) else { return [] }
    return (0..<dataset.rows).map { dataset.features[$0, column] }
  }
}

/// Rows of two numbers and a kind; the numbers repeat after sixty rows.
enum Trees {
  static let kinds = ["oak", "elm", "ash"]

  /// A length from 0.07 to 6.55, never a whole number, and a width.
  static func numbers(_ row: Int) -> (length: Double, width: Double) {
    (Double((row * 131 + 7) % 650) / 100 + 0.07, Double((row * 57 + 23) % 500) / 100 + 1.01)
  }

  static func text(
    header: String? = "length,width,kind", rows: Int = 60, lineEnd: String = "\n",
    _ fields: (Int) -> String = row
  ) -> String {
    ([header].compactMap(\.self) + (0..<rows).map(fields)).map { $0 + lineEnd }.joined()
  }

  /// `1.23,4.56,oak`
  static func row(_ row: Int) -> String {
    let (length, width) = numbers(row)
    return "\(length),\(width),\(kinds[row % 3])"
  }
}

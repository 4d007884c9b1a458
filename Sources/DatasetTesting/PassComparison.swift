package import Datasets
package import Foundation
import Inputs
import Tabular

/// Checks that a file without a card gives the same card, notes, dataset or error, whether its table is built while
/// it is inspected or in a second pass.
package struct PassComparison {
  /// What reading the file in two passes, and in one that begins to build the table after a few rows, gave; nil if
  /// they agree.
  package private(set) var difference: String?
  /// How often the table was built in the first pass.
  package private(set) var built = 0

  /// - Parameter samples: the numbers of rows after which to begin.
  package init(
    _ file: URL, target: String?, missing: DatasetCard.MissingPolicy = .error,
    dropsUnlabelled: Bool = false, hints: TableHints = TableHints(), samples: [Int]
  ) {
    func read(_ sample: Int?) -> Outcome {
      do throws(InputError) {
        let table = try InspectedTable(
          file, target: target, missing: missing, dropsUnlabelled: dropsUnlabelled, hints: hints,
          buildingAfter: sample)
        built += table.isBuilt ? 1 : 0
        return Outcome(table)
      } catch {
        return Outcome(error: "\(error)")
      }
    }
    let twice = read(nil)
    for sample in samples where difference == nil {
      let once = read(sample)
      if once != twice { difference = "after \(sample) rows: \(once)\nin two passes: \(twice)" }
    }
  }

  private struct Outcome: Hashable {
    var card = ""
    var warnings: [String] = []
    var error: String?
    /// The dataset but its features, and these as bits, since NaN differs from itself.
    var table = ""
    var bits: [UInt32] = []

    init(error: String) { self.error = error }

    init(_ table: InspectedTable) {
      card = table.draft.text
      warnings = table.draft.warnings
      do throws(InputError) {
        let dataset = try table.dataset()
        bits = dataset.features.values.map(\.bitPattern)
        let preparation = dataset.preparation
        self.table = """
          \(dataset.name) \(dataset.title) \(dataset.labels) \(dataset.featureNames)
          \(dataset.classNames) \(dataset.provenance) \(dataset.columns) \(dataset.features.rows)
          \(preparation.droppedRows) \(preparation.ignoredColumns) \(preparation.droppedFor.sorted { $0.key < $1.key })
          \(preparation.filledValues.sorted { $0.key < $1.key }) \(preparation.missingLevels.sorted { $0.key < $1.key })
          \(dataset.groups ?? []) \(dataset.isGivenTest ?? [])
          """
      } catch {
        self.error = "\(error)"
      }
    }
  }
}

import Foundation
package import Inputs

/// Predictions from elsewhere as one more method of a run: a title, and one refit a split.
package struct ExternalMethod: Sendable {
  /// What a report compares.
  package let method: ComparedMethod
  /// The file with the predictions.
  package let file: String
  /// By dataset, for each split what was predicted.
  package let records: [String: [FitRecord]]

  /// Stands for what was chosen: of another program nothing is known.
  package static let candidate = Candidate(
    setting: Setting(hidden: [], l2: 0, batch: 0), level: nil, fits: 0, score: 0, epoch: 1)

  /// The predictions of `file` for the rows of `tests`.
  /// - Throws: ``InputError`` at a prediction that does not belong to them, or if one is missing.
  package init(
    _ title: String, _ file: PredictionsFile, on tests: [TestSets]
  ) throws(InputError) {
    let method = ComparedMethod(external: title)
    var records: [String: [FitRecord]] = [:]
    for tests in tests {
      records[tests.dataset.name] = try file.predictions(for: tests).enumerated().map {
        FitRecord(method, $1, split: $0, of: tests.dataset)
      }
    }
    self.method = method
    self.file = file.name
    self.records = records
  }
}

extension FitRecord {
  fileprivate init(
    _ method: ComparedMethod, _ predictions: TestPredictions, split: Int,
    of dataset: DatasetSummary
  ) {
    let count = predictions.labels.count
    self.init(
      key: FitKey(
        dataset: dataset.name, split: split, phase: .final, method: method.name,
        setting: ExternalMethod.candidate.setting, level: nil, repeat: 0, fold: nil),
      outcome: .result(
        FitResult(
          trainingRows: dataset.rows - count, heldOutRows: count, connections: [],
          effectiveConnections: 0, firstEpoch: predictions.epoch,
          correct: [zip(predictions.labels, predictions.classes).count { $0 == $1 }], loss: 0,
          predictions: predictions, history: nil)),
      seconds: 0, finished: .distantPast)
  }
}

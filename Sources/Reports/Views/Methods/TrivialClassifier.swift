import Experiments

/// The classifier that always names the commonest class of the training set: what every network must beat.
struct TrivialClassifier {
  /// Its test accuracy on the splits that have a refit.
  let accuracy: Estimate

  /// Nil in runs that did not keep the rows of each class, and before the first refit.
  init?(_ summary: Summary) {
    guard let rows = summary.dataset.classRows else { return nil }
    let splits = summary.entries.flatMap(\.splits)
    let tests = Dictionary(grouping: splits, by: \.split).compactMapValues { chosen in
      chosen.lazy.flatMap(\.results).compactMap(\.predictions).first?.labels
    }
    let values = tests.sorted { $0.key < $1.key }.map { _, labels in
      let test = rows.indices.map { name in labels.count { $0 == name } }
      let training = zip(rows, test).map { $0 - $1 }
      // Of equally common classes the first.
      let commonest = training.firstIndex(of: training.max() ?? 0) ?? 0
      return [Double(test[commonest]) / Double(labels.count)]
    }
    guard !values.isEmpty, let accuracy = Estimate(values, testShare: 0) else { return nil }
    self.accuracy = accuracy
  }
}

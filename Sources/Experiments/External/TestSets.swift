package import Inputs
package import Tabular

/// The rows that the splits of a run test on, of one dataset.
package struct TestSets: Sendable {
  let dataset: DatasetSummary
  package var name: String { dataset.name }
  let classNames: [String]
  /// The class of each row of the dataset.
  let labels: [Int]
  /// For each split the rows of its test set, ascending.
  let rows: [[Int]]
}

extension RunDescription {
  /// The test sets of `dataset`, which must be what it was in the run.
  /// - Parameter file: that of the run's description.
  /// - Throws: ``InputError`` if it is none of the run's, or has changed since.
  package func testSets(of dataset: Dataset, file: String) throws(InputError) -> TestSets {
    let summary = try summary(of: dataset, file: file)
    try protocolFile.checkSplits(of: dataset, among: datasets.count)
    let groups = protocolFile.splits.groups(of: dataset)
    return TestSets(
      dataset: summary, classNames: dataset.classNames, labels: dataset.labels,
      rows: (0..<protocolFile.splits.count(of: dataset.name)).map {
        protocolFile.split($0, of: dataset, groups).heldOut
      })
  }

  /// What the run says of `dataset`, which must be what it was.
  /// - Parameter file: that of the run's description.
  /// - Throws: ``InputError`` if it is none of the run's, or has changed since.
  @discardableResult
  package func summary(of dataset: Dataset, file: String) throws(InputError) -> DatasetSummary {
    guard let summary = datasets.first(where: { $0.name == dataset.name }) else {
      throw InputError(
        .usage, code: .unknownName, file: file,
        expected: "a dataset of the run: \(datasets.map(\.name).joined(separator: ", "))",
        found: dataset.name)
    }
    let fingerprint = dataset.fingerprint(includingParts: protocolFile.splits.areGiven)
    guard summary.fingerprint == fingerprint else {
      throw InputError(
        code: .mismatch, file: file,
        expected: "the dataset '\(dataset.name)' as the run had it, with the fingerprint "
          + summary.fingerprint.prefix(12),
        found: String(fingerprint.prefix(12)),
        hint: "its files or its card have changed since, or it was read otherwise: its rows may be "
          + "others")
    }
    return summary
  }
}

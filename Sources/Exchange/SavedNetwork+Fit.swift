public import Inputs
public import Tabular
public import Training

extension SavedNetwork {
  /// The model of a network that was fitted on `dataset`.
  /// - Parameters:
  ///   - rows: how rows of the dataset's source are read.
  ///   - hidden: the nodes of each hidden layer before any pruning.
  ///   - trainingRows: the rows of `dataset` that it was trained on. The model keeps a short hash of each, if they are
  ///     at most 100,000 different ones, so that ``Scoring`` can tell them from new rows.
  ///   - seed: that of split, weights and minibatches.
  /// - Throws: ``InputError`` if the network is none of this dataset's, or one of its numbers is not finite.
  public init(
    _ fitted: FittedNetwork, on dataset: Dataset, readAs rows: RowDescription, hidden: [Int],
    trainingRows: [Int], seed: UInt64
  ) throws(InputError) {
    let architecture = Architecture(
      inputs: dataset.features.columns, hidden: hidden, classes: dataset.classNames.count)
    try self.init(
      fitted,
      described: ModelDescription(
        dataset: dataset.name, title: dataset.title, classes: dataset.classNames, rows: rows,
        fit: ModelDescription.Fit(
          trainingRows: trainingRows.count, seed: seed, architecture: "\(architecture)",
          allConnections: architecture.connections,
          connections: fitted.network.connectionsByLayer)),
      trainedOn: TrainedRows(trainingRows, of: dataset.features), file: nil)
  }
}

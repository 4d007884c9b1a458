import Training

// What the counts of a fit may be.

extension FitCheck {
  /// What a dataset of the run has.
  final class Place: Sendable {
    let summary: DatasetSummary
    let splits: Int
    let schedule: ProtocolFile.Schedule
    /// What may be the rows of a split's training set.
    let trainingRows: ClosedRange<Int>
    /// What may be the hidden nodes of the equivalent network.
    let equivalentNodes: ClosedRange<Int>

    init(_ summary: DatasetSummary, under protocolFile: ProtocolFile) {
      self.summary = summary
      splits = protocolFile.splits.count(of: summary.name)
      schedule = protocolFile.schedule(of: summary.name)
      trainingRows = protocolFile.splits.trainingRows(of: summary)
      equivalentNodes = protocolFile.equivalentNodes(of: summary)
    }
  }
}

extension ProtocolFile {
  /// What may be the hidden nodes of the equivalent network: those that the protocol names, or as many as
  /// go with what pruning can keep of the grid's largest network.
  func equivalentNodes(of dataset: DatasetSummary) -> ClosedRange<Int> {
    if let nodes = equivalent.hidden[dataset.name] { return nodes...nodes }
    let largest = grid.hidden.map { dataset.architecture(hidden: $0).connections }.max() ?? 1
    return 1...largest / (dataset.features + dataset.classes) + 1
  }
}

extension ProtocolFile.Splits {
  /// Whether the folds of a training set differ by a row at most: groups of rows can have any number, and so can a file's.
  var hasEvenFolds: Bool { duplicates != .together && file?.hasFolds != true }

  /// What may be the rows of the training set: with classes, each of which loses its share, rounded,
  /// their sizes decide.
  func trainingRows(of dataset: DatasetSummary) -> ClosedRange<Int> {
    // Groups of rows can leave any number, and so can a source and a file.
    guard duplicates != .together, areDrawn else { return 1...max(1, dataset.rows - 1) }
    let share = testShare * Double(dataset.rows)
    let slack = stratified ? (Double(dataset.classes) / 2).rounded(.up) : 0
    func training(_ heldOut: Double) -> Int {
      dataset.rows - min(dataset.rows - 1, max(1, Int(heldOut)))
    }
    return training((share + slack).rounded())...training((share - slack).rounded())
  }
}

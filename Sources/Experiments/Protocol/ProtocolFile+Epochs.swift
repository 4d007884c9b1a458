public import Inputs

extension ProtocolFile {
  /// What the epochs of every training can be.
  public static let epochRange = 3...counts.upperBound

  /// The same protocol with another number of epochs for every training, dense or pruned, whatever the dataset.
  ///
  /// Pretraining keeps its share of them, to the nearest epoch; at least one epoch is left for it, and two for
  /// pruning.
  /// - Throws: ``InputError`` if there are too few, or too many.
  public func lasting(_ epochs: Int) throws(InputError) -> ProtocolFile {
    guard Self.epochRange.contains(epochs) else {
      throw InputError(
        .usage, code: .outOfRange,
        expected: "from \(Self.epochRange.lowerBound) to \(Self.epochRange.upperBound) epochs",
        found: "\(epochs)", hint: "one of pretraining and two of pruning are the least")
    }
    let share = Double(schedule.pretrainingEpochs) / Double(schedule.epochs)
    let pretraining = min(max(1, Int((share * Double(epochs)).rounded())), epochs - 2)
    return scheduled(
      Schedule(
        learningRate: schedule.learningRate, pretrainingEpochs: pretraining,
        pruningEpochs: epochs - pretraining))
  }
}

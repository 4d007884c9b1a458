import Inputs
import Training

extension ProtocolFile {
  /// The most fits that a run may make: far more than anyone can wait for.
  static let fitLimit = 1_000_000_000

  /// What a count, a number of epochs or of nodes may be.
  package static let counts = 1...1_000_000

  /// Checks what holds for every protocol, whichever file it came from.
  /// - Throws: ``InputError`` that names the key.
  func check(file: String?) throws(InputError) {
    func require(_ holds: Bool, _ expected: String) throws(InputError) {
      guard holds else { throw InputError(file: file, expected: expected) }
    }
    let counts =
      [splits.count, validation.repeats, retrains] + (splits.counts ?? [:]).values
      + allSchedules.flatMap { [$0.pretrainingEpochs, $0.pruningEpochs] }
    try require(
      counts.allSatisfy(Self.counts.contains) && validation.folds >= 2
        && validation.folds <= 1_000_000,
      "counts and epochs from 1 to 1000000, and at least 2 folds")
    try require(
      !splits.areGiven || splits.count == 1 && splits.counts == nil,
      "one split of the kind 'given', since a source has one test set ('split.count': 1),")
    try require(
      (splits.kind == .file) == (splits.file != nil) && splits.file?.isValid != false,
      "a file of splits with the kind 'file', and only there")
    // Before its levels are asked for.
    try pruning.check(layerCounts: Set(grid.hidden.map { $0.count + 1 }), require)
    let isPruning = methods.contains(where: \.isPruned)
    try require(
      grid.count > 0 && (!pruning.levelsByDensity.isEmpty || !isPruning),
      "a grid and densities, not empty,")
    try require(
      !methods.isEmpty && Set(methods.map(\.name)).count == methods.count
        && methods.allSatisfy { method in
          method.sizedAs == nil || searchedMethods.contains { $0.name == method.sizedAs }
        },
      "at least one method, each once, and beside 'equivalent' the method that it is as large as")
    try require(
      (splits.testShare > 0 && splits.testShare < 1)
        && allSchedules.allSatisfy {
          $0.learningRate > 0 && $0.learningRate.isFinite && $0.pruningEpochs >= 2
        } && equivalent.hidden.values.allSatisfy(Self.counts.contains),
      "a test share between 0 and 1, learning rates above 0, at least 2 epochs of pruning, and equivalent "
        + "networks of 1 to \(Self.counts.upperBound) nodes")
    try require(
      grid.isValid,
      "l2 of 0 or more, batches and learning rates above 0, and rate decays from 0 to 1, each once,"
    )
    try require(
      grid.hidden.allSatisfy { !$0.isEmpty && $0.allSatisfy(Self.counts.contains) },
      "hidden layers of 1 node or more")
    try require(
      (choice.epoch == .lastMean) == (choice.last != nil)
        && choice.last.map(Self.counts.contains) ?? true,
      "'choose.last' from 1 on with the epoch last-mean, and only there")
    try require(choice.atMost.map { $0 > 0 && $0 <= 1 } ?? true, "'choose.at-most' in (0, 1]")
    let fits =
      grid.count * Double(validation.repeats) * Double(validation.folds)
      * Double(1 + pruning.levels.count)
      * Double((splits.counts ?? [:]).values.reduce(splits.count, max))
    try require(fits <= Double(Self.fitLimit), "at most \(Self.fitLimit) fits a dataset")
    try require(
      choice.atMost == nil || choice.density == .validation && baseline != nil,
      "'choose.at-most' only where validation chooses the density, and with the method 'dense', of whose "
        + "connections it is a share (add 'dense', or set choose.at-most to null)")
    for hidden in grid.hidden {
      try require(
        Architecture.isWithinLimit(hidden),
        "networks of at most \(Architecture.connectionLimit) connections in 'grid.hidden'")
    }
  }

  private var allSchedules: [Schedule] {
    [schedule] + schedules.values + (schedulesByRows ?? []).map(\.schedule)
  }

  /// The hidden layers of the first network that would be too large on a dataset of such a size: of the grid, or the
  /// equivalent one if the protocol says its nodes; nil if all are within the limit.
  func oversized(on dataset: String, features: Int, classes: Int) -> [Int]? {
    let own = sizedMethods.isEmpty ? nil : equivalent.hidden[dataset]
    return (grid.hidden + (own.map { [[$0]] } ?? [])).first {
      !Architecture.isWithinLimit([features] + $0 + [classes])
    }
  }
}

public import Inputs
import Pruning
public import Tabular
import Training

// A protocol made in code. Every default is that of the built-in protocol `strict`, at the size of a first look.

extension ProtocolFile {
  /// A protocol whose every choice is made by validation: no test row takes part in any.
  ///
  /// ```swift
  /// let plan = try ProtocolFile(
  ///   "widths", comparing: [.dense, .equivalent, .cpna],
  ///   over: Grid(hidden: [32, 128]), levels: [0.05, 0.1])
  /// ```
  /// - Parameters:
  ///   - name: begins the run's name: letters, digits and hyphens.
  ///   - methods: what is compared, in the order of the tables.
  ///   - grid: the settings that every method tries.
  ///   - levels: the shares of all connections that pruned networks keep.
  ///   - splits: how test sets are held out.
  ///   - validation: how settings are judged.
  ///   - schedule: how long every network trains.
  ///   - pruning: how connections are removed; nil for the paper's annealing rate, 20.
  ///   - choice: which epoch counts, and how many connections may be kept.
  ///   - refits: trainings of each chosen setting on the whole training set.
  ///   - seed: the seed of all random streams.
  /// - Throws: ``InputError`` that says what does not go together.
  public init(
    _ name: String, comparing methods: [ComparedMethod] = ComparedMethod.standard, over grid: Grid,
    levels: [Double] = [0.05, 0.1, 0.2], splits: Splits = Splits(holdingOut: 0.2),
    validation: Validation = Validation(byFolds: 5),
    schedule: Schedule = Schedule(pretraining: 100, pruning: 200),
    pruning: Pruning? = nil, choice: Choice = Choice(by: .validation), refits: Int = 3,
    seed: UInt64 = 1
  ) throws(InputError) {
    let isPruning = methods.contains(where: \.isPruned)
    self.init(
      name: name, summary: "", seed: seed, splits: splits, scaling: .training,
      validation: validation, grid: grid, schedule: schedule, schedules: [:], schedulesByRows: nil,
      pruning: pruning ?? Pruning(keeping: isPruning ? levels.map { [$0] } : []),
      choice: choice, retrains: refits,
      equivalent: methods.contains { $0.sizedAs != nil }
        ? Equivalent(searches: true, hidden: [:]) : .none,
      listedMethods: methods == ComparedMethod.standard ? nil : methods)
    try check(file: "the protocol '\(name)'")
  }
}

extension ProtocolFile.Splits {
  /// - Parameters:
  ///   - testShare: the share of the rows held out, in (0, 1).
  ///   - count: independent splits, each with its own search.
  ///   - stratified: whether each class is split in the same proportion.
  ///   - duplicates: whether rows whose features are the same stay together.
  ///   - kind: where the test set comes from; a given one has no share, and is one split.
  public init(
    holdingOut testShare: Double, count: Int = 1, stratified: Bool = true,
    duplicates: ProtocolFile.Duplicates = .together, kind: ProtocolFile.SplitKind = .drawn
  ) {
    self.init(
      testShare: testShare, count: count, stratified: stratified, counts: nil,
      duplicates: duplicates == .apart ? nil : duplicates, kind: kind == .drawn ? nil : kind)
  }
}

extension ProtocolFile.Validation {
  /// - Parameters:
  ///   - folds: 2 or more.
  ///   - repeats: of the cross-validation.
  ///   - search: which settings are judged by all folds.
  public init(byFolds folds: Int, repeats: Int = 1, search: Search = .halving) {
    self.init(repeats: repeats, folds: folds, search: search)
  }
}

extension ProtocolFile.Schedule {
  /// - Parameters:
  ///   - pretraining: the epochs before pruning begins.
  ///   - pruning: those of pruning, 2 or more; the dense network trains as many.
  ///   - learningRate: Adam's.
  public init(pretraining: Int, pruning: Int, learningRate: Double = 0.001) {
    self.init(
      learningRate: learningRate, pretrainingEpochs: pretraining, pruningEpochs: pruning)
  }
}

extension ProtocolFile.Choice {
  /// - Parameters:
  ///   - epoch: what chooses the epoch that counts; validation chooses the level, unless the test set does all.
  ///   - atMost: the most connections of a level that can be chosen, as a share of the dense network's.
  ///   - refitting: which levels are refitted.
  public init(
    by epoch: ProtocolFile.EpochChoice, atMost: Double? = nil,
    refitting: ProtocolFile.RefittedLevels = .chosen
  ) {
    self.init(
      epoch: epoch, density: epoch == .test ? .test : .validation, atMost: atMost,
      last: nil, refits: refitting == .chosen ? nil : refitting)
  }
}

extension Grid {
  /// Networks with one hidden layer.
  /// - Parameters:
  ///   - hidden: the nodes of the hidden layer.
  ///   - l2: the coefficients of the L2 penalty.
  ///   - batch: the samples of a minibatch.
  ///   - scaling: how the features are scaled.
  public init(
    hidden: [Int], l2: [Double] = [0.0001], batch: [Int] = [32], scaling: [Scaling] = [.minmax]
  ) {
    self.init(
      hidden: hidden.map { [$0] }, l2: l2, batch: batch, learningRate: nil, rateDecay: nil,
      scaling: scaling == [.minmax] ? nil : scaling)
  }
}

extension ComparedMethod {
  /// NN(best).
  public static let dense = ComparedMethod(Dense())
  /// NN(equivalent), of the size of NN+CPNA.
  public static let equivalent = ComparedMethod.equivalent(to: .cpna)
  /// NN+CPNA.
  public static let cpna = ComparedMethod(CPNA())
  /// NN+CPA: CPNA without normalisation.
  public static let cpa = ComparedMethod(CPNA(normalizes: false))
}

public import Inputs
public import Pruning
package import Training

/// How an experiment is run, as a protocol file says it: every default resolved, every value valid.
public struct ProtocolFile: Codable, Hashable, Sendable {
  /// Which rows a scaler is fitted on.
  public enum Scaling: String, Codable, CaseIterable, Sendable {
    /// All rows of the set, as in the paper: the test part's range leaks into training.
    case all
    /// The rows trained on, and no others.
    case training
  }

  /// Which part decides.
  public enum Judge: String, Codable, CaseIterable, Sendable {
    /// The test part, as in the paper: the figure is optimistic.
    case test
    /// The validation folds.
    case validation
  }

  /// Which epoch of a training counts.
  public enum EpochChoice: String, Codable, CaseIterable, Sendable {
    /// The best on the test part, as in the paper: the figure is optimistic.
    case test
    /// The best on the mean of the validation folds.
    case validation
    /// The last, for all networks alike: with a falling learning rate nothing need be chosen.
    case last
  }

  /// How the test part is held out.
  public struct Splits: Codable, Hashable, Sendable {
    /// The share of the rows held out as test part, in (0, 1).
    public let testShare: Double
    /// Independent splits, each with its own search.
    public let count: Int
    /// Whether each class is split in the same proportion, in splits and folds alike.
    public let stratified: Bool
    /// The counts of datasets that have their own: of a small one more are needed to tell as much. Nil
    /// if none has.
    public let counts: [String: Int]?

    /// The splits of a dataset.
    public func count(of dataset: String) -> Int { counts?[dataset] ?? count }
  }

  /// How settings are judged on the training part.
  public struct Validation: Codable, Hashable, Sendable {
    /// Repeats of the cross-validation.
    public let repeats: Int
    /// Folds of each repeat.
    public let folds: Int
    /// Which settings are judged by all folds of all repeats.
    public let search: Search

    /// The fits of a setting that is judged by all of them.
    public var fits: Int { repeats * folds }

    /// The rounds of a search among some settings.
    func rounds(candidates: Int) -> [Search.Round] {
      search.rounds(candidates: candidates, fits: fits)
    }
  }

  /// How long every network trains, and how fast.
  public struct Schedule: Codable, Hashable, Sendable {
    /// Adam's learning rate.
    public let learningRate: Double
    /// Epochs before pruning begins.
    public let pretrainingEpochs: Int
    /// Epochs of the annealing schedule; the dense network trains as many.
    public let pruningEpochs: Int

    /// The epochs of every training, dense or pruned.
    package var epochs: Int { pretrainingEpochs + pruningEpochs }
  }

  /// What CPNA does.
  public struct Pruning: Codable, Hashable, Sendable {
    /// μ of the annealing schedule.
    public let annealingRate: Double
    /// How hidden nodes are normalised: CPNA; or not: CPA.
    public let normalization: Normalization
    /// Shares of each layer's connections to keep; with output shares, of all connections of the grid's
    /// largest network, whatever network is pruned.
    public let densities: [[Double]]
    /// The shares of the kept connections that the output layer may have, each tried with each density;
    /// nil where the densities say it.
    public let outputShares: [Double]?

    /// The sparsity levels, as ``FitKey/density`` has them: the densities, each followed by one of the
    /// output shares where there are any.
    public var levels: [[Double]] { densities.flatMap(levels) }

    /// The levels of one of the densities.
    public func levels(of density: [Double]) -> [[Double]] {
      outputShares.map { $0.map { density + [$0] } } ?? [density]
    }

    enum CodingKeys: String, CodingKey {
      case annealingRate
      case normalization = "normalizes"
      case densities
      case outputShares
    }
  }

  /// What decides what counts.
  public struct Choice: Codable, Hashable, Sendable {
    /// Which epoch counts.
    public let epoch: EpochChoice
    /// Which part chooses the sparsity level.
    public let density: Judge
    /// The most connections of a level that can be chosen, as a share of NN(best)'s; nil for all.
    public let atMost: Double?
  }

  /// How NN(equivalent) is found.
  public struct Equivalent: Codable, Hashable, Sendable {
    /// Whether the equivalent network gets a search of its own, of all but the width, or NN(best)'s setting.
    public let searches: Bool
    /// Hidden nodes by dataset, where they are not to be computed.
    public let hidden: [String: Int]
  }

  /// The short name: `quick`.
  public let name: String
  /// One line on what the protocol is for.
  public private(set) var summary: String
  /// The seed of all random streams.
  public private(set) var seed: UInt64
  /// How the test part is held out.
  public private(set) var splits: Splits
  /// Which rows scale the features to [-1, 1].
  public let scaling: Scaling
  /// How settings are judged.
  public private(set) var validation: Validation
  /// The settings that are tried.
  public let grid: Grid
  /// The epochs and the learning rate.
  public private(set) var schedule: Schedule
  /// Those of datasets that have their own: a large one takes more steps an epoch.
  public private(set) var schedules: [String: Schedule]
  /// CPNA's annealing rate and sparsity levels.
  public let pruning: Pruning
  /// What chooses epoch and sparsity level.
  public let choice: Choice
  /// Trainings of each chosen setting on the whole training part.
  public let retrains: Int
  /// How NN(equivalent) is found.
  public let equivalent: Equivalent
  /// What is compared; nil for the paper's three methods, whose runs are named as they were before there were more.
  private(set) var listedMethods: [ComparedMethod]?

  /// What is compared, in the order of the tables.
  public var methods: [ComparedMethod] { listedMethods ?? ComparedMethod.standard }

  /// The method called `name`; nil if it is none of the protocol's.
  public func method(_ name: MethodName) -> ComparedMethod? { methods.first { $0.name == name } }

  /// The methods that the grid is searched for, in the order of the tables.
  package var searchedMethods: [ComparedMethod] { methods.filter { $0.sizedAs == nil } }

  /// Those whose width another's number of connections decides.
  package var sizedMethods: [ComparedMethod] { methods.filter { $0.sizedAs != nil } }

  /// What a method is tried at: the levels that keep some of the connections, or all of them.
  package func levels(of method: ComparedMethod) -> [[Double]?] {
    method.isPruned ? pruning.levels : [nil]
  }

  /// The method that others are measured by: the first that keeps all connections; nil if there is none.
  package var baseline: ComparedMethod? { searchedMethods.first { !$0.isPruned } }

  enum CodingKeys: String, CodingKey {
    case name
    case summary
    case seed
    case splits
    case scaling
    case validation
    case grid
    case schedule
    case schedules
    case pruning
    case choice
    case retrains
    case equivalent
    case listedMethods = "methods"
  }

  /// The same protocol with another seed.
  public func seeded(_ seed: UInt64) -> ProtocolFile {
    var result = self
    result.seed = seed
    return result
  }

  /// The same protocol with another number of splits, whatever the dataset; the first are the same ones.
  /// - Throws: ``InputError`` if there are none, or too many.
  public func splitting(into count: Int) throws(InputError) -> ProtocolFile {
    var result = self
    result.splits = Splits(
      testShare: splits.testShare, count: count, stratified: splits.stratified, counts: nil)
    try result.check(file: "--splits")
    return result
  }

  /// The same protocol with another schedule, whatever the dataset.
  func scheduled(_ schedule: Schedule) -> ProtocolFile {
    var result = self
    result.schedule = schedule
    result.schedules = [:]
    return result
  }

  /// The protocol as it is for one dataset: with its schedule, if it has its own.
  public func of(_ dataset: String) -> ProtocolFile { scheduled(schedule(of: dataset)) }

  /// The schedule of one dataset.
  package func schedule(of dataset: String) -> Schedule { schedules[dataset] ?? schedule }

  /// The same protocol with another search.
  func searching(by search: Search, repeats: Int) -> ProtocolFile {
    var result = self
    result.validation = Validation(repeats: repeats, folds: validation.folds, search: search)
    return result
  }

  /// The same protocol with another summary.
  func summarized(_ summary: String) -> ProtocolFile {
    var result = self
    result.summary = summary
    return result
  }

  /// The same protocol without what only people read.
  var withoutPresentation: ProtocolFile {
    var result = summarized("")
    result.listedMethods = listedMethods?.map(\.untitled)
    return result
  }

  /// The same protocol with other methods.
  public func comparing(_ methods: [ComparedMethod]) -> ProtocolFile {
    var result = self
    result.listedMethods = methods == ComparedMethod.standard ? nil : methods
    return result
  }

  /// The most fits that a run may make: far more than anyone can wait for.
  static let fitLimit = 1_000_000_000

  /// What a count, a number of epochs or of nodes may be.
  static let counts = 1...1_000_000

  /// Checks what holds for every protocol, whichever file it came from.
  /// - Throws: ``InputError`` that names the key.
  func check(file: String) throws(InputError) {
    func require(_ holds: Bool, _ expected: String) throws(InputError) {
      guard holds else { throw InputError(file: file, expected: expected) }
    }
    let counts =
      [splits.count, validation.repeats, retrains] + (splits.counts ?? [:]).values
      + ([schedule] + schedules.values).flatMap { [$0.pretrainingEpochs, $0.pruningEpochs] }
    try require(
      counts.allSatisfy(Self.counts.contains) && validation.folds >= 2
        && validation.folds <= 1_000_000,
      "counts and epochs from 1 to 1000000, and at least 2 folds")
    let isPruning = methods.contains(where: \.isPruned)
    try require(
      grid.count > 0 && (!pruning.densities.isEmpty || !isPruning),
      "a grid and densities, not empty,")
    try require(
      !methods.isEmpty && Set(methods.map(\.name)).count == methods.count
        && methods.allSatisfy { method in
          method.sizedAs == nil || searchedMethods.contains { $0.name == method.sizedAs }
        },
      "at least one method, each once, and beside 'equivalent' the method that it is as large as")
    try require(
      (splits.testShare > 0 && splits.testShare < 1)
        && ([schedule] + schedules.values).allSatisfy {
          $0.learningRate > 0 && $0.learningRate.isFinite && $0.pruningEpochs >= 2
        } && pruning.annealingRate >= 0 && pruning.annealingRate.isFinite
        && equivalent.hidden.values.allSatisfy(Self.counts.contains),
      "a test share between 0 and 1, learning rates above 0, at least 2 epochs of pruning, an annealing "
        + "rate of 0 or more, and equivalent networks of 1 to \(Self.counts.upperBound) nodes")
    try require(
      grid.isValid,
      "l2 of 0 or more, batches and learning rates above 0, and rate decays from 0 to 1, each once,"
    )
    try require(
      grid.hidden.allSatisfy { hidden in
        !hidden.isEmpty && hidden.allSatisfy(Self.counts.contains)
          && pruning.densities.allSatisfy { [1, hidden.count + 1].contains($0.count) }
      },
      "hidden layers of 1 node or more, and one share for all layers or one for each")
    let shares =
      pruning.densities.flatMap { $0 } + (pruning.outputShares ?? [])
      + (choice.atMost.map { [$0] } ?? [])
    try require(
      shares.allSatisfy { $0 > 0 && $0 <= 1 }
        && (pruning.outputShares ?? []).allSatisfy { $0 < 1 }
        && pruning.outputShares?.isEmpty != true
        && pruning.densities.allSatisfy {
          $0.count == 1 || pruning.outputShares == nil && !$0.isEmpty
        },
      "densities and shares in (0, 1], and with 'output-share' below 1 one density a level")
    let fits =
      grid.count * Double(validation.repeats) * Double(validation.folds)
      * Double(1 + pruning.levels.count)
      * Double((splits.counts ?? [:]).values.reduce(splits.count, max))
    try require(fits <= Double(Self.fitLimit), "at most \(Self.fitLimit) fits a dataset")
    try require(
      choice.atMost == nil || choice.density == .validation && baseline != nil,
      "'choose.at-most' only where validation chooses the density, and with the method 'dense'")
    for hidden in grid.hidden {
      let pairs = zip(hidden, hidden.dropFirst()).map { Double($0) * Double($1) }
      try require(
        pairs.reduce(0, +) <= Double(Architecture.connectionLimit),
        "networks of at most \(Architecture.connectionLimit) connections in 'grid.hidden'")
    }
  }

  /// The epochs of every training, dense or pruned, of a dataset without a schedule of its own.
  public var epochs: Int { schedule.epochs }

  /// Whether no test row takes part in any choice or in the scaling.
  public var isLeakFree: Bool {
    choice.epoch != .test && choice.density == .validation && scaling == .training
  }

  var annealing: AnnealingSchedule {
    AnnealingSchedule(epochs: schedule.pruningEpochs, rate: pruning.annealingRate)
  }

  /// The connections that `density`, one of the protocol's levels, keeps in each layer; nil for a dense network.
  package func targets(_ density: [Double]?, for architecture: Architecture) -> [Int] {
    guard let density else { return architecture.connectionsByLayer }
    guard pruning.outputShares != nil else { return Density(density).targets(for: architecture) }
    let largest = grid.hidden.map {
      Architecture(inputs: architecture.inputs, hidden: $0, classes: architecture.classes)
        .connections
    }.max()
    let connections = density[0] * Double(largest ?? architecture.connections)
    return ConnectionBudget(max(1, Int(connections.rounded())), outputShare: density[1])
      .targets(for: architecture)
  }
}

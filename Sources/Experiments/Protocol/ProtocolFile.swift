package import Foundation
public import Inputs
package import Pruning
import Tabular
package import Training

/// How an experiment is run, as a protocol file says it: every default resolved, every value valid.
public struct ProtocolFile: Codable, Hashable, Sendable {
  /// The short name: `quick`.
  public let name: String
  /// One line on what the protocol is for.
  public private(set) var summary: String
  /// The seed of all random streams.
  public private(set) var seed: UInt64
  /// How the test set is held out.
  public private(set) var splits: Splits
  /// Which rows scale the features.
  public let scaling: Scaling
  /// How settings are judged.
  public private(set) var validation: Validation
  /// The settings that are tried.
  public let grid: Grid
  /// The epochs and the learning rate.
  public private(set) var schedule: Schedule
  /// Those of datasets that have their own: a large one takes more steps an epoch.
  public private(set) var schedules: [String: Schedule]
  /// Those of datasets of so many rows or more that have none of their own, ascending; nil if there are none. A run has none:
  /// its datasets have those of their own, by ``scheduled(for:)``.
  public private(set) var schedulesByRows: [RowSchedule]?
  /// CPNA's annealing rate and levels.
  public let pruning: Pruning
  /// What chooses epoch and level.
  public let choice: Choice
  /// Trainings of each chosen setting on the whole training set.
  public let retrains: Int
  /// How NN(equivalent) is found.
  public let equivalent: Equivalent
  /// What is compared; nil for the paper's three methods, whose runs are named as they were before there were more.
  private(set) var listedMethods: [ComparedMethod]?

  /// What is compared, in the order of the tables.
  public var methods: [ComparedMethod] { listedMethods ?? ComparedMethod.standard }

  /// Those that the run trains.
  package var ownMethods: [ComparedMethod] { methods.filter { !$0.isExternal } }

  /// The method called `name`; nil if it is none of the protocol's.
  public func method(_ name: MethodName) -> ComparedMethod? { methods.first { $0.name == name } }

  /// The methods that the grid is searched for, in the order of the tables.
  package var searchedMethods: [ComparedMethod] { ownMethods.filter { $0.sizedAs == nil } }

  /// Those whose width another's number of connections decides.
  package var sizedMethods: [ComparedMethod] { methods.filter { $0.sizedAs != nil } }

  /// What a method is tried at: the levels that keep some of the connections, or all of them.
  package func levels(of method: ComparedMethod) -> [Level?] {
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
    case schedulesByRows = "schedules-by-rows"
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
    guard splits.file == nil else {
      throw InputError(
        .usage, code: .conflict,
        expected: "no number of splits, since a file says what the splits are",
        found: "\(count)", hint: "leave it out, or draw test sets: 'split.kind: drawn'")
    }
    var result = self
    result.splits = Splits(
      testShare: splits.testShare, count: count, stratified: splits.stratified, counts: nil,
      duplicates: splits.duplicates, kind: splits.kind)
    try result.check(file: nil)
    return result
  }

  /// The same protocol with the splits of its file, if it has one, as far as they are not read yet.
  /// - Parameter url: where the file is, if not where the protocol says.
  /// - Throws: ``InputError`` at what is wrong in the file, or if it is not the one that a run had.
  package func readingSplits(at url: URL? = nil) throws(InputError) -> ProtocolFile {
    var result = self
    result.splits = try splits.reading(at: url)
    try result.check(file: result.splits.file?.table?.name)
    return result
  }

  /// The same protocol with another schedule, whatever the dataset.
  func scheduled(_ schedule: Schedule) -> ProtocolFile {
    var result = self
    result.schedule = schedule
    result.schedules = [:]
    result.schedulesByRows = nil
    return result
  }

  /// The same protocol with the schedule that each dataset has by its rows as that dataset's own.
  func scheduled(for datasets: [Dataset]) -> ProtocolFile {
    var result = self
    result.schedulesByRows = nil
    for dataset in datasets where schedules[dataset.name] == nil {
      result.schedules[dataset.name] =
        schedulesByRows?.last { $0.rows <= dataset.rows }?.schedule
    }
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

  /// Whether every level of a method is refitted.
  package var refitsEveryLevel: Bool { choice.density == .test || choice.refits == .every }

  /// The epochs of every training, dense or pruned, of a dataset without a schedule of its own.
  public var epochs: Int { schedule.epochs }

  /// Whether no test row takes part in any choice or in the scaling.
  public var isLeakFree: Bool {
    choice.epoch != .test && choice.density == .validation && scaling == .training
  }

  var annealing: AnnealingSchedule {
    AnnealingSchedule(epochs: schedule.pruningEpochs, rate: pruning.annealingRate)
  }

  /// The connections that `level` keeps in each layer: all of them if it is nil.
  package func targets(_ level: Level?, for architecture: Architecture) -> [Int] {
    guard let level else { return architecture.connectionsByLayer }
    let largest = grid.hidden.map {
      Architecture(inputs: architecture.inputs, hidden: $0, classes: architecture.classes)
        .connections
    }.max()
    return level.targets(for: architecture, largest: largest ?? architecture.connections)
  }
}

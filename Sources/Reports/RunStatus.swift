import Experiments
import Foundation
public import Inputs
public import Runs

/// How far a run is.
public struct RunStatus: Sendable {
  private let name: String
  private let expected: Int
  private let done: Int
  private let tables: [AlignedTable]
  /// Seconds of computing that are left; nil where that cannot be told.
  private let left: Double?
  private let workers: Int
  /// How fast the last fits came; nil if there are too few.
  private let rate: String?
  /// What is to be known of the folder's files, a sentence each.
  public let notes: [String]

  /// Reads the run in `folder`; it may still go on.
  /// - Throws: ``InputError`` if it is not the folder of a run, or damaged.
  public init(of folder: RunFolder) throws(InputError) {
    if try folder.holds(StudyDescription.self) {
      try self.init(ofStudy: folder)
    } else {
      try self.init(ofComparison: folder)
    }
  }

  private init(ofComparison folder: RunFolder) throws(InputError) {
    let run = try StoredRun<RunDescription>(folder)
    let (description, records) = (run.description, run.records)
    name = try description.name
    expected = description.expectedFits
    done = records.count
    workers = max(1, run.environment?.workers ?? 1)
    notes = run.notes
    left = description.secondsLeft(after: records)
    rate = Self.rate(records.map(\.finished))
    let byDataset = Dictionary(grouping: records, by: \.key.dataset)
    let stages = AlignedTable(
      header: ["stage", "fits", "of", "failed"],
      rows: description.stageCounts(of: records).filter { $0.expected > 0 }.map {
        [$0.stage, "\($0.finished)", "\($0.expected)", "\($0.failed)"]
      })
    let sets = AlignedTable(
      header: ["dataset", "fits", "of", "failed", "computing time"],
      rows: description.datasets.map { dataset in
        let own = byDataset[dataset.name] ?? []
        return [
          dataset.name, "\(own.count)", "\(description.expectedFits(of: dataset))",
          "\(own.count { $0.failure != nil })",
          spelledDuration(own.map(\.seconds).reduce(0, +)),
        ]
      })
    tables = [stages, sets]
  }

  private init(ofStudy folder: RunFolder) throws(InputError) {
    let run = try StoredRun<StudyDescription>(folder)
    let (description, records) = (run.description, run.records)
    name = try description.name
    expected = description.study.expectedFits
    done = records.count
    workers = max(1, run.environment?.workers ?? 1)
    notes = run.notes
    left = description.secondsLeft(after: records)
    // The fits of studies do not keep when they ended.
    rate = nil
    let byProblem = Dictionary(grouping: records, by: \.key.problem)
    let problems = AlignedTable(
      header: ["problem", "fits", "of", "failed", "computing time"],
      rows: description.study.cases.map { one in
        let own = byProblem[one.problem.name] ?? []
        return [
          one.problem.name, "\(own.count)", "\(description.study.expectedFits(of: one))",
          "\(own.count { $0.failure != nil })",
          spelledDuration(own.map(\.seconds).reduce(0, +)),
        ]
      })
    tables = [problems]
  }

  /// `lately 46 fits a minute, the last at 2026-05-01T12:00:00Z`: of the last hundred.
  static func rate(_ finished: [Date]) -> String? {
    let last = finished.sorted().suffix(100)
    guard let newest = last.last, let oldest = last.first, newest > oldest else { return nil }
    let perMinute = Double(last.count - 1) / newest.timeIntervalSince(oldest) * 60
    return "lately \(fixed(perMinute, perMinute < 10 ? 1 : 0)) fits a minute, the last at "
      + newest.formatted(.iso8601)
  }

  /// A few lines for a terminal: fits done and failed by stage and dataset or by problem, the total,
  /// and how long the rest takes.
  public var text: String {
    var state = "finished"
    if done < expected {
      let onWorkers = workers == 1 ? "one worker" : "\(workers) workers"
      state =
        left.map { "about \(spelledDuration($0 / Double(workers))) left on \(onWorkers)" }
        ?? "unfinished"
      state += ": the same 'prunebench run' command carries on"
      if let rate { state += "\n\(rate)" }
    }
    return "\(name): \(done) of \(expected) fits, \(state)\n\n"
      + tables.map(\.text).joined(separator: "\n")
  }
}

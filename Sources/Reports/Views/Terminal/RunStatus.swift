import Experiments
import Foundation
package import Inputs
package import Runs

/// The progress of a run.
package struct RunStatus: Sendable {
  private let name: String
  private let expected: Int
  private let done: Int
  private let tables: [Table]
  /// Seconds of CPU time that are left; nil where that is unknown.
  private let left: Double?
  private let workers: Int
  /// How fast the last fits came; nil if there are too few.
  private let rate: String?
  /// What is to be known of the folder's files, a sentence each.
  package let notes: [String]
  /// How far each shard is; none if they were not asked for.
  package let shards: [ShardCount]
  /// The stages with fits that are missing, as far as their number was foreseen.
  package let stagesLeft: Int

  /// Reads the run in `folder`; it may still go on.
  /// - Parameter shards: how many it is done in, for ``shards``.
  /// - Throws: ``InputError`` if it is not the folder of a run, or damaged.
  package init(of folder: RunFolder, shards: Int = 0) throws(InputError) {
    if try folder.holds(StudyDescription.self) {
      try self.init(ofStudy: folder, shards)
    } else {
      try self.init(ofComparison: folder, shards)
    }
  }

  private init(ofComparison folder: RunFolder, _ shards: Int) throws(InputError) {
    let run = try StoredRun<RunDescription>(folder)
    let (description, records) = (run.description, run.records)
    name = try description.name
    expected = description.expectedFits
    done = records.count
    workers = max(1, run.environment?.workers ?? 1)
    notes = run.notes
    left = description.secondsLeft(after: records)
    self.shards = shards > 0 ? description.shardCounts(shards, after: records) : []
    stagesLeft = description.stageCounts(of: records).count { $0.finished < $0.expected }
    rate = Self.rate(records.map(\.finished))
    let byDataset = Dictionary(grouping: records, by: \.key.dataset)
    let stages = Table(
      "stages", columns: [Table.Column("stage", "stage")] + Self.counts,
      rows: description.stageCounts(of: records).filter { $0.expected > 0 }.map {
        ["\(words: $0.stage)", .count($0.finished), .count($0.expected), .count($0.failed)]
      })
    let datasets = Table(
      "datasets", columns: [Table.Column("dataset", "dataset")] + Self.counts + [Self.duration],
      rows: description.datasets.map { dataset in
        let own = byDataset[dataset.name] ?? []
        return [
          .name(dataset.name), .count(own.count), .count(description.expectedFits(of: dataset)),
          .count(own.count { $0.failure != nil }),
          .quantity(.duration(seconds: own.map(\.seconds).reduce(0, +))),
        ]
      })
    tables = [stages, datasets]
  }

  private init(ofStudy folder: RunFolder, _ shards: Int) throws(InputError) {
    let run = try StoredRun<StudyDescription>(folder)
    let (description, records) = (run.description, run.records)
    name = try description.name
    expected = description.study.expectedFits
    done = records.count
    workers = max(1, run.environment?.workers ?? 1)
    notes = run.notes
    left = description.secondsLeft(after: records)
    self.shards = shards > 0 ? description.shardCounts(shards, after: records) : []
    stagesLeft = description.stageCounts(of: records).count { $0.finished < $0.expected }
    // The fits of studies do not keep when they ended.
    rate = nil
    let byProblem = Dictionary(grouping: records, by: \.key.problem)
    let problems = Table(
      "problems", columns: [Table.Column("problem", "problem")] + Self.counts + [Self.duration],
      rows: description.study.cases.map { one in
        let own = byProblem[one.problem.name] ?? []
        return [
          .name(one.problem.name), .count(own.count),
          .count(description.study.expectedFits(of: one)),
          .count(own.count { $0.failure != nil }),
          .quantity(.duration(seconds: own.map(\.seconds).reduce(0, +))),
        ]
      })
    tables = [problems]
  }

  /// `lately 46 fits a minute, the last at 2026-05-01T12:00:00Z`: of the last hundred.
  static func rate(_ finished: [Date]) -> String? {
    let last = finished.sorted().suffix(100)
    guard let newest = last.last, let oldest = last.first, newest > oldest else { return nil }
    let perMinute = Double(last.count - 1) / newest.timeIntervalSince(oldest) * 60
    return
      "lately \(Formatting.fixed(perMinute, perMinute < 10 ? 1 : 0)) fits a minute, the last at "
      + newest.formatted(.iso8601)
  }

  private static let counts = [
    Table.Column("fits", "fits", alignment: .trailing),
    Table.Column("expected", "of", alignment: .trailing),
    Table.Column("failed", "failed", alignment: .trailing),
  ]

  private static let duration = Table.Column("duration", "CPU time")

  /// Whether no fit is missing.
  package var isFinished: Bool {
    done >= expected || (!shards.isEmpty && shards.allSatisfy { $0.missing == 0 })
  }

  /// Fits done and failed by stage and dataset or by problem, the total, and how long the rest takes.
  package var document: Document {
    var lines: [InlineText] = []
    var state: InlineText = "finished"
    if done < expected {
      let onWorkers = Formatting.counted(workers, "worker")
      state =
        left.map { "about \(duration: $0 / Double(workers)) left on \(words: onWorkers)" }
        ?? "unfinished"
      state += ": the same 'prunebench run' command carries on"
      if let rate { lines.append("\(words: rate)") }
    }
    let total: InlineText = "\(name: name): \(done) of \(words: counted(expected, "fit")), \(state)"
    return Document(blocks: [.paragraph(.lines([total] + lines))] + tables.map { .table($0) })
  }

  /// The document for a terminal.
  package var text: String { TerminalWriter().write(document) }
}

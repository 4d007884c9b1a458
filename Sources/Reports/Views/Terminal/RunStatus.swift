import Experiments
import Foundation
package import Inputs
package import Runs

/// The progress of a run.
package struct RunStatus: Codable, Sendable {
  /// The fits of a dataset, or of a problem.
  private struct Count: Codable {
    let name: String
    let expected: Int
    var finished = 0
    var failed = 0
    /// Of CPU time.
    var seconds = 0.0
  }

  private let name: String
  private let expected: Int
  private let done: Int
  /// None of a study.
  private let stages: [StageCount]
  private let counts: [Count]
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

  /// What was found for so many shards when the files were as they are.
  private struct Kept: Codable {
    let version: String
    let state: FolderState
    let shardCount: Int
    let status: RunStatus
  }

  /// Reads the run in `folder`; it may still go on. What it finds it keeps there, if the folder can be written, and takes
  /// that as long as no file has another place, length or time: a change that leaves all of these is not noticed.
  /// - Parameter shards: how many it is done in, for ``shards``.
  /// - Throws: ``InputError`` if it is not the folder of a run, or damaged.
  package init(of folder: RunFolder, shards: Int = 0) throws(InputError) {
    let start = Date()
    let state = try? FolderState(of: folder)
    if let kept = try? folder.sealed(Kept.self, in: folder.statusFile),
      kept.version == Version.current, kept.state == state, kept.shardCount == shards
    {
      self = kept.status
      return
    }
    let read = try Self.read(folder, shards)
    self = read.status
    if read.state?.isSettled(at: start) == true { keep(in: folder, read.state, shards) }
  }

  /// What there is now, and the files before they were read.
  private static func read(
    _ folder: RunFolder, _ shards: Int
  ) throws(InputError) -> (status: RunStatus, state: FolderState?) {
    if try folder.holds(StudyDescription.self) {
      let run = try StoredRun<StudyDescription>(folder)
      return (try RunStatus(run, shards), run.state)
    }
    let run = try StoredRun<RunDescription>(folder)
    return (try RunStatus(run, shards), run.state)
  }

  private func keep(in folder: RunFolder, _ state: FolderState?, _ shards: Int) {
    guard let state else { return }
    let kept = Kept(
      version: Version.current, state: state, shardCount: shards, status: self)
    try? folder.writeSealed(kept, to: folder.statusFile)
  }

  /// Keeps the status of a run that the process has just written, for the next that is asked for. The files may be young:
  /// whatever another process writes after them adds a line or a file, and so changes a length or a name.
  package static func leave(in folder: RunFolder, shards: Int) {
    guard let (status, state) = try? read(folder, shards) else { return }
    status.keep(in: folder, state, shards)
  }

  /// The same, of what was read already.
  static func leave(_ run: StoredRun<RunDescription>, in folder: RunFolder, shards: Int) {
    (try? RunStatus(run, shards))?.keep(in: folder, run.state, shards)
  }

  /// The same of a study.
  static func leave(_ run: StoredRun<StudyDescription>, in folder: RunFolder, shards: Int) {
    (try? RunStatus(run, shards))?.keep(in: folder, run.state, shards)
  }

  private init(_ run: StoredRun<RunDescription>, _ shards: Int) throws(InputError) {
    let description = run.description
    try self.init(
      run, shards, isStudy: false,
      counts: description.datasets.map {
        Count(name: $0.name, expected: description.expectedFits(of: $0))
      },
      rate: Self.rate(run.records.map(\.finished)), count: \.dataset)
  }

  private init(_ run: StoredRun<StudyDescription>, _ shards: Int) throws(InputError) {
    let study = run.description.study
    try self.init(
      run, shards, isStudy: true,
      counts: study.cases.map {
        Count(name: $0.problem.name, expected: study.expectedFits(of: $0))
      },
      // The fits of studies do not keep when they ended.
      rate: nil, count: \.problem)
  }

  /// - Parameter count: the name of what a fit counts for.
  private init<Run: Plan>(
    _ run: StoredRun<Run>, _ shards: Int, isStudy: Bool, counts: [Count], rate: String?,
    count: (Run.Record.Key) -> String
  ) throws(InputError) {
    let (description, records) = (run.description, run.records)
    name = try description.name
    expected = description.expectedFits
    done = records.count
    workers = max(1, run.environment?.workers ?? 1)
    notes = run.notes
    let standing = description.standing(after: records, shards: shards)
    left = standing.secondsLeft
    self.shards = standing.shards
    let stages = description.stageCounts(of: records)
    stagesLeft = stages.count { $0.finished < $0.expected }
    self.rate = rate
    self.stages = isStudy ? [] : stages.filter { $0.expected > 0 }
    var counts = counts
    let places = Dictionary(zip(counts.map(\.name), counts.indices)) { first, _ in first }
    for record in records {
      guard let place = places[count(record.key)] else { continue }
      counts[place].finished += 1
      counts[place].failed += record.failure == nil ? 0 : 1
      counts[place].seconds += record.seconds
    }
    self.counts = counts
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

  private var tables: [Table] {
    let numbers = [
      Table.Column("fits", "fits", alignment: .trailing),
      Table.Column("expected", "of", alignment: .trailing),
      Table.Column("failed", "failed", alignment: .trailing),
    ]
    let stages = Table(
      "stages", columns: [Table.Column("stage", "stage")] + numbers,
      rows: stages.map {
        ["\(words: $0.stage)", .count($0.finished), .count($0.expected), .count($0.failed)]
      })
    let isStudy = self.stages.isEmpty
    let named =
      isStudy ? Table.Column("problem", "problem") : Table.Column("dataset", "dataset")
    let counts = Table(
      isStudy ? "problems" : "datasets",
      columns: [named] + numbers + [Table.Column("duration", "CPU time")],
      rows: counts.map {
        [
          .name($0.name), .count($0.finished), .count($0.expected), .count($0.failed),
          .quantity(.duration(seconds: $0.seconds)),
        ]
      })
    return isStudy ? [counts] : [stages, counts]
  }

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

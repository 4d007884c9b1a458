import Cluster
import Foundation
import Inputs
import Reports
import Runs

/// How far each shard of a run is.
struct ShardedRun {
  let folder: RunFolder
  /// How it was submitted to a cluster, if it was.
  let job: ClusterJob?
  /// The number of shards; nil if it is not done in shards.
  let count: Int?

  init(_ folder: RunFolder) throws(InputError) {
    self.folder = folder
    job = try folder.clusterJob()
    guard let job else {
      try folder.requireRun()
      count = try folder.shardsOfFiles
      return
    }
    count = job.shards
  }

  /// What the result files say; nil of a run that was submitted and no task of which has begun.
  /// - Throws: ``InputError`` if it is not the folder of a run, or damaged.
  func status() throws(InputError) -> RunStatus? {
    guard job == nil || FileManager.default.fileExists(atPath: folder.descriptionFile.path) else {
      return nil
    }
    return try RunStatus(of: folder, shards: count ?? 0)
  }

  /// The number of shards that a status of `folder` asks for.
  static func count(of folder: RunFolder) -> Int { (try? ShardedRun(folder))?.count ?? 0 }

  /// A shard: where it stands, and its fits where the result files say something.
  typealias Standing = (state: ShardState, count: ShardCount?)

  /// Where each shard stands.
  /// - Parameter tasks: what Slurm says; nil where every fit is done.
  func standings(of status: RunStatus?, _ tasks: ShardTasks?) throws(InputError) -> [Standing] {
    guard let count else { return [] }
    let atWork: Set<Int> = job == nil ? try folder.shardsAtWork(of: count) : []
    return (1...count).map { number in
      let own = status?.shards[number - 1]
      guard let tasks else { return (.done, own) }
      if atWork.contains(number) { return (.running, own) }
      let hasFits = own.map { $0.known > $0.missing } ?? false
      return (tasks.state(of: number, isDone: own?.missing == 0, hasFits: hasFits), own)
    }
  }

  /// What Slurm says of the run's tasks; nil where every fit is done, and of a run that is not done in shards.
  func tasks(of status: RunStatus?) async throws -> ShardTasks? {
    guard count != nil, status?.isFinished != true else { return nil }
    return try await ShardTasks(of: folder)
  }

  /// The shards by their states, for a terminal; nil of a run that is not done in shards.
  /// - Parameter tasks: what Slurm says; nil where every fit is done.
  func table(of status: RunStatus?, _ tasks: ShardTasks?) throws(InputError) -> String? {
    guard count != nil else { return nil }
    let shards = try standings(of: status, tasks)
    let numbers = { (isOne: (ShardState, ShardCount?) -> Bool) in
      shards.indices.filter { isOne(shards[$0].state, shards[$0].count) }
    }
    func row(_ title: String, _ own: [Int], _ fits: (ShardCount) -> Int, _ advice: String?)
      -> [Cell]?
    {
      guard !own.isEmpty else { return nil }
      let all = own.compactMap { shards[$0].count }.map(fits).reduce(0, +)
      return [
        "\(words: title)", .count(own.count), .count(all), "\(words: advice ?? "")",
        "\(words: TaskNumbers(own.map { $0 + 1 }).description)",
      ]
    }
    let rows =
      ShardState.allCases.map { state in
        row(
          state.rawValue, numbers { one, _ in one == state }, \.missing,
          job == nil && state.advice != nil ? "the same command again" : state.advice)
      } + [
        row(
          "with failed fits", numbers { ($1?.failed ?? 0) > 0 }, \.failed, "the report names them")
      ]
    let table = Table(
      "shards",
      columns: [
        Table.Column("state", "state"), Table.Column("shards", "shards", alignment: .trailing),
        Table.Column("fits", "fits missing", alignment: .trailing),
        Table.Column("advice", "what to do"),
        Table.Column("which", "which"),
      ], rows: rows.compactMap { $0 })
    return TerminalWriter().write(table)
  }
}

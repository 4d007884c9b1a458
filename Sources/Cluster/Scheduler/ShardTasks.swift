import Foundation
import Inputs
package import Runs

/// What became of the tasks of each shard: from Slurm where it knows, otherwise from the ends of their logs.
package struct ShardTasks: Sendable {
  /// The states of the tasks of each shard, the last submitted first.
  private let states: [Int: [TaskState]]
  /// The numbers of the jobs that still have tasks in the queue or at work.
  package let liveJobs: [String]
  /// The last stage that an array at work or in the queue is of; nil without one.
  package let liveStage: Int?
  /// Whether the job that merges is in the queue.
  package let isEndLive: Bool
  /// That Slurm does not answer; nil if it does.
  package let note: String?

  /// - Throws: ``InputError`` if the list of what was submitted cannot be read; `CancellationError`.
  package init(of folder: RunFolder) async throws {
    let log = try SubmissionLog(of: folder)
    let (tasks, note) = try await Scheduler.tasks(of: log)
    self.init(log.lines, tasks, note: note) { name in
      Self.end(of: folder.logFolder.appendingPathComponent("\(name).log"))
    }
  }

  /// - Parameter text: the end of the log of a task such as `1234_5`; nil without a log.
  init(
    _ lines: [SubmissionLog.Line], _ tasks: [SchedulerTask], note: String?,
    log text: (String) -> String?
  ) {
    let known = Dictionary(tasks.map { ($0.id, $0.state) }) { first, _ in first }
    var states: [Int: [TaskState]] = [:]
    for line in lines.reversed() {
      guard let id = line.id, let offset = line.offset else { continue }
      for number in TaskNumbers(parsing: line.tasks ?? "").ranges.joined() {
        let task = "\(id)_\(number)"
        if let state = known[task] ?? text(task).flatMap({ TaskState(log: $0) }) {
          states[offset + number, default: []].append(state)
        }
      }
    }
    self.states = states
    self.note = note
    var live: [String] = []
    for task in tasks where task.state.isLive && !live.contains(String(task.job)) {
      live.append(String(task.job))
    }
    liveJobs = live
    let liveLines = lines.filter { line in line.id.map(live.contains) ?? false }
    liveStage = liveLines.compactMap(\.stage).max()
    isEndLive = liveLines.contains { $0.stage == nil }
  }

  /// Where a shard stands.
  package func state(of shard: Int, isDone: Bool, hasFits: Bool) -> ShardState {
    ShardState(isDone: isDone, hasFits: hasFits, tasks: states[shard] ?? [])
  }

  /// The last bytes of a file; nil if there is none.
  private static func end(of file: URL) -> String? {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return nil }
    defer { try? handle.close() }
    let length = (try? handle.seekToEnd()) ?? 0
    try? handle.seek(toOffset: length > 4096 ? length - 4096 : 0)
    return (try? handle.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
  }
}

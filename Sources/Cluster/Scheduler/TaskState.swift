/// What became of a task.
package enum TaskState: Hashable, Sendable {
  case running
  case waiting
  /// It ended in order.
  case ended
  case timedOut
  case outOfMemory
  case nodeFailed
  case failed
  case cancelled

  /// Slurm's word for it, such as `NODE_FAIL` or `CANCELLED by 1000`; nil for words that say nothing.
  init?(slurm word: Substring) {
    switch word.prefix(while: { $0.isLetter || $0 == "_" }) {
    case "RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "SIGNALING", "STAGE_OUT", "RESIZING":
      self = .running
    case "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT",
      "RESV_DEL_HOLD":
      self = .waiting
    case "COMPLETED": self = .ended
    case "TIMEOUT", "DEADLINE": self = .timedOut
    case "OUT_OF_MEMORY": self = .outOfMemory
    case "NODE_FAIL", "BOOT_FAIL": self = .nodeFailed
    case "FAILED": self = .failed
    case "CANCELLED", "PREEMPTED", "REVOKED": self = .cancelled
    default: return nil
    }
  }

  /// What the end of a task's log says of its last start: Slurm's own lines, or the script's last one; nil if they say
  /// nothing.
  init?(log: String) {
    let lines = log.split(whereSeparator: \.isNewline)
    let start = lines.lastIndex { $0.contains(/shard [0-9]+ of [0-9]+ on/) } ?? lines.startIndex
    let text = lines[start...].joined(separator: "\n").lowercased()
    // A cause comes before what follows from it.
    let signs: [(words: [String], state: TaskState)] = [
      (["oom-kill", "oom_kill", "ended with code 71", "ended with code 137"], .outOfMemory),
      (["due to node failure"], .nodeFailed),
      (["due to time limit", "time limit: not begun again"], .timedOut),
      (["cancelled at", "ended with code 143"], .cancelled),
      (["ended with code"], .failed),
      (["can be done now are done", "the run is complete"], .ended),
    ]
    guard let sign = signs.first(where: { $0.words.contains(where: text.contains) }) else {
      return nil
    }
    self = sign.state
  }

  /// Whether it will still do something.
  var isLive: Bool { self == .running || self == .waiting }
}

/// A task of an array, as Slurm knows it.
package struct SchedulerTask: Hashable, Sendable {
  /// The number of the job, and of the task in its array: `1234_5`.
  let id: String
  let state: TaskState
  /// Where it runs or ran.
  let node: String

  /// The number of the job.
  var job: Substring { id.prefix { $0 != "_" } }
  /// The number of the task in its array; nil for a job that is none.
  var number: Int? { id.split(separator: "_").dropFirst().first.flatMap { Int($0) } }

  /// The lines `ID|STATE|NODE|…` of squeue and sacct; what is none is left out.
  static func tasks(in text: String) -> [SchedulerTask] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
      guard fields.count >= 3, let state = TaskState(slurm: fields[1]) else { return nil }
      return SchedulerTask(id: String(fields[0]), state: state, node: String(fields[2]))
    }
  }
}

/// Where a shard stands: by the result files first, then by what became of its tasks.
package enum ShardState: String, CaseIterable, Sendable {
  case running = "running"
  case waiting = "in the queue"
  case done = "done"
  case ready = "can go on"
  case neverStarted = "never started"
  case timedOut = "timed out"
  case outOfMemory = "out of memory"
  case nodeFailed = "node failed"
  case failed = "failed"
  case cancelled = "cancelled"
  case stopped = "stopped"

  /// - Parameters:
  ///   - isDone: whether none of the shard's fits that can be done now is missing.
  ///   - hasFits: whether it has finished any.
  ///   - tasks: the states of its tasks, the last submitted first.
  init(isDone: Bool, hasFits: Bool, tasks: [TaskState]) {
    if tasks.contains(.running) {
      self = .running
    } else if tasks.contains(.waiting) {
      self = .waiting
    } else if isDone {
      self = .done
    } else {
      switch tasks.first {
      // Other shards' fits made more possible after it had ended.
      case .ended: self = .ready
      case .timedOut: self = .timedOut
      case .outOfMemory: self = .outOfMemory
      case .nodeFailed: self = .nodeFailed
      case .failed: self = .failed
      case .cancelled: self = .cancelled
      default: self = hasFits ? .stopped : .neverStarted
      }
    }
  }

  /// Whether a task of it is to come or at work.
  package var isLive: Bool { self == .running || self == .waiting }
}

extension ShardState {
  /// What a user does about it; nil where there is nothing to do.
  package var advice: String? {
    switch self {
    case .running, .waiting, .done: nil
    case .timedOut: "submit --missing with more --time"
    case .outOfMemory: "submit --missing with more --mem"
    case .failed: "its log says why"
    case .ready, .neverStarted, .nodeFailed, .cancelled, .stopped: "submit --missing"
    }
  }
}

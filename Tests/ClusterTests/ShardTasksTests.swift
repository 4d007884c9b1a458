import Foundation
import TestSupport
import Testing

@testable import Cluster

struct ShardTasksTests {
  static let words: [(String, TaskState?)] = [
    ("RUNNING", .running), ("PENDING", .waiting), ("COMPLETED", .ended), ("TIMEOUT", .timedOut),
    ("OUT_OF_MEMORY", .outOfMemory), ("OUT_OF_ME+", nil), ("NODE_FAIL", .nodeFailed),
    ("FAILED", .failed), ("CANCELLED by 1000", .cancelled), ("SOMETHING", nil),
  ]

  @Test(arguments: words)
  func statesAreSlurms(word: String, state: TaskState?) {
    #expect(TaskState(slurm: word[...]) == state)
  }

  @Test(
    arguments: [
      (
        "slurmstepd-n1: error: *** JOB 8 ON n1 CANCELLED AT 2026-05-01T10:00:00 DUE TO TIME LIMIT ***",
        .timedOut
      ),
      ("slurmstepd: error: Detected 1 oom-kill event(s) in StepId=8.batch.\nx", .outOfMemory),
      (
        "*** JOB 8 ON n2 CANCELLED AT 2026-05-01T10:00:00 DUE TO NODE FAILURE, SEE SLURMCTLD LOG ***",
        .nodeFailed
      ),
      ("*** JOB 17 ON n1 CANCELLED AT 2026-05-01T10:00:00 ***\nTerminated", .cancelled),
      ("Z shard 3 of 8 on n1\nx DUE TO TIME LIMIT ***\nTerminated\nended with code 143", .timedOut),
      ("all its fits that can be done now are done", .ended), ("ended with code 65", .failed),
      ("x DUE TO TIME LIMIT ***\nZ shard 3 of 8 on n1\nended with code 74", .failed),
      ("shard 3 of 8", nil), ("", nil),
    ] as [(String, TaskState?)])
  func logsSayWhatSlurmHasForgotten(log: String, state: TaskState?) {
    #expect(TaskState(log: log) == state)
  }

  @Test func tasksOfAllArraysCountForTheirShards() throws {
    let job = try ClusterJob.sample(in: "/run", shards: 5)
    let submission = try Submission(
      job, shards: Array(1...5), maxArraySize: 4, identifier: "a")
    let lines = submission.orders.enumerated().map { SubmissionLog.Line($1, id: "\($0 + 10)") }
    // Arrays of the first stage: shards 1 to 3 and 4 to 5; then of the second.
    let tasks = SchedulerTask.tasks(
      in: """
        10_1|COMPLETED|n1|None
        10_2|TIMEOUT|n1|TimeLimit
        10_3|NODE_FAIL|n2|None
        11_1|RUNNING|n2|None
        12_1|PENDING||Dependency
        14|PENDING||Dependency
        rubbish
        """)
    let shards = ShardTasks(lines, tasks, note: nil) { $0 == "11_2" ? "oom-kill" : nil }
    func state(_ shard: Int, isDone: Bool = false) -> ShardState {
      shards.state(of: shard, isDone: isDone, hasFits: false)
    }
    #expect(state(1) == .waiting)
    #expect(state(2) == .timedOut)
    #expect(state(2, isDone: true) == .done)
    #expect(state(3) == .nodeFailed)
    #expect(state(4) == .running)
    #expect(state(5) == .outOfMemory)
    #expect(state(6) == .neverStarted)
    #expect(shards.state(of: 6, isDone: false, hasFits: true) == .stopped)
    #expect(shards.liveJobs == ["11", "12", "14"])
    #expect(shards.liveStage == 1)
    #expect(shards.isEndLive)
  }

  @Test func aSchedulerThatDoesNotAnswerIsLeft() async throws {
    try await withTemporaryFolder { folder in
      let programs = Programs(folder: folder)
      try programs.add("squeue", "sleep 60 & wait")
      let began = ContinuousClock.now
      await Program.$searchPath.withValue(programs.searchPath) {
        await #expect(throws: Program.Failure.self) {
          try await Program.run("squeue", [], within: .milliseconds(200))
        }
        await #expect(throws: Program.Failure.self) {
          try await Program.run("no-such-program", [], within: .seconds(10))
        }
      }
      #expect(ContinuousClock.now - began < .seconds(5))
    }
  }
}

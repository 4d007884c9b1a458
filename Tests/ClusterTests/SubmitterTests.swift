import Foundation
import Inputs
import Runs
import TestSupport
import Testing

@testable import Cluster

struct SubmitterTests {
  /// A Slurm that keeps its jobs in a file, `number name dependency`. `failure` is what sbatch does at every third
  /// call.
  private func slurm(in folder: URL, failure: String, squeue: String = "") throws -> Programs {
    let programs = Programs(folder: folder.appendingPathComponent("bin"))
    let state = folder.path
    try programs.add(
      "sbatch",
      """
      echo call >>\(state)/calls
      calls=$(wc -l <\(state)/calls)
      fail() { echo 'sbatch: error: Batch job submission failed: Socket timed out' >&2; exit 1; }
      if ((calls % 3 == 0)); then \(failure); fi
      name= after=none
      for word; do
        case $word in
          --job-name=*) name=${word#*=} ;;
          --dependency=*) after=${word#*=} ;;
        esac
      done
      echo "$calls $name $after" >>\(state)/jobs
      if ((calls % 3 == 0)); then fail; fi
      echo "$calls"
      """)
    try programs.add(
      "squeue",
      """
      \(squeue)
      for word; do case $word in --name=*) name=${word#*=} ;; esac; done
      awk -v name="$name" '$2 == name { print $1 }' \(state)/jobs
      """)
    return programs
  }

  /// Submits a run of two stages with small arrays.
  private func submit(in folder: URL, _ programs: Programs, _ identifier: String = "a") async throws
    -> [String]
  {
    let run = RunFolder(folder.appendingPathComponent("run"))
    let submission = try Submission(
      try .sample(in: run.url.path), shards: Array(1...8), maxArraySize: 4, identifier: identifier)
    return try await Program.$searchPath.withValue(programs.searchPath) {
      try await Submitter(run, pause: .milliseconds(1), note: { _ in }).submit(submission)
    }
  }

  private func jobs(in folder: URL) throws -> [[Substring]] {
    try String(contentsOf: folder.appendingPathComponent("jobs"), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ") }
  }

  @Test(arguments: ["fail", "true"])
  func nothingIsSubmittedTwiceAndNothingIsLost(failure: String) async throws {
    try await withTemporaryFolder { folder in
      let programs = try slurm(in: folder, failure: failure)
      let ids = try await submit(in: folder, programs)
      let jobs = try jobs(in: folder)
      #expect(
        jobs.map { $0[1] } == [
          "pb-a-1", "pb-a-2", "pb-a-3", "pb-a-4", "pb-a-5", "pb-a-6", "pb-a-end",
        ])
      #expect(ids == jobs.map { String($0[0]) })
      // Three arrays a stage; each stage and the end wait for all arrays of the stage before.
      let waits = jobs.map { String($0[2]) }
      #expect(waits[..<3].allSatisfy { $0 == "none" })
      #expect(waits[3..<6].allSatisfy { $0 == "afterany:" + ids[..<3].joined(separator: ":") })
      #expect(waits[6] == "afterany:" + ids[3..<6].joined(separator: ":"))
      let log = try SubmissionLog(of: RunFolder(folder.appendingPathComponent("run")))
      #expect(log.lines.compactMap(\.id) == ids)
      #expect(log.uncertain.isEmpty)
    }
  }

  @Test func withoutAnAnswerNothingIsSubmittedAgain() async throws {
    try await withTemporaryFolder { folder in
      let programs = try slurm(in: folder, failure: "true", squeue: "exit 1")
      await #expect(throws: (any Error).self) { try await submit(in: folder, programs) }
      // The third was submitted, and sbatch did not say so.
      #expect(try jobs(in: folder).count == 3)
      let run = RunFolder(folder.appendingPathComponent("run"))
      #expect(try SubmissionLog(of: run).uncertain.map(\.name) == ["pb-a-3"])
      let working = try slurm(in: folder, failure: "true")
      try await Program.$searchPath.withValue(working.searchPath) {
        try await Submitter(run, note: { _ in }).resolveUncertain()
      }
      #expect(try SubmissionLog(of: run).lines.last?.id == "3")
    }
  }

  @Test func aRefusalIsNotRepeated() async throws {
    try await withTemporaryFolder { folder in
      let programs = try slurm(in: folder, failure: "fail")
      try programs.add(
        "sbatch",
        "echo call >>\(folder.path)/calls; echo 'sbatch: error: invalid partition specified: x' >&2; exit 1"
      )
      await #expect(throws: (any Error).self) { try await submit(in: folder, programs) }
      #expect(
        try String(contentsOf: folder.appendingPathComponent("calls"), encoding: .utf8) == "call\n")
    }
  }

  @Test func aTornLineOfTheListDoesNotCount() async throws {
    try await withTemporaryFolder { folder in
      let programs = try slurm(in: folder, failure: "fail")
      _ = try await submit(in: folder, programs)
      let run = RunFolder(folder.appendingPathComponent("run"))
      let before = try SubmissionLog(of: run).lines
      let bytes = try Data(contentsOf: run.submissionsFile)
      try bytes.dropLast(20).write(to: run.submissionsFile)
      var log = try SubmissionLog(of: run)
      #expect(log.uncertain.map(\.name) == ["pb-a-end"])
      try log.append(try #require(before.last))
      #expect(try SubmissionLog(of: run).lines == before)
    }
  }

  /// As after a submission that was cut off behind its first stage.
  @Test func stagesAfterThoseInTheQueueWaitForThem() throws {
    func waits(shards: [Int], firstStage: Int) throws -> [[String]] {
      let submission = try Submission(
        try .sample(in: "/run"), shards: shards, firstStage: firstStage, liveJobs: ["7"],
        maxArraySize: 1001, identifier: "a")
      return submission.orders.map { order in [order.title, "\(order.after)"] + order.earlier }
    }
    #expect(
      try waits(shards: [], firstStage: 0) == [
        ["refits", "[]", "7"], ["merge and report", "[0]", "7"],
      ])
    #expect(try waits(shards: [], firstStage: 1) == [["merge and report", "[]", "7"]])
    #expect(
      try waits(shards: [2], firstStage: 0) == [
        ["search", "[]"], ["refits", "[0]", "7"], ["merge and report", "[1]", "7"],
      ])
  }

  @Test func theLimitOfTasksIsSharedByTheArrays() throws {
    let submission = try Submission(
      try .sample(in: "/run", maxRunning: 5), shards: Array(1...8), maxArraySize: 4,
      identifier: "a")
    #expect(submission.orders.prefix(3).map(\.maxRunning) == [2, 2, 1])
    #expect(throws: (any Error).self) {
      try Submission(
        try .sample(in: "/run", maxRunning: 2), shards: Array(1...8), maxArraySize: 4,
        identifier: "a")
    }
  }

  /// The list may come from elsewhere: what no submission says is no number to count with.
  @Test(arguments: [
    (0, 0, "1-9000000000"), (0, Int.max, "1"), (0, 5, "4"), (0, -3, "4"), (0, 0, "0-2"),
    (2, 0, "1"), (-1, 0, "1"), (Int.min, 0, "1"),
  ])
  func linesOfAnotherRunAreRefused(stage: Int, offset: Int, tasks: String) async throws {
    try await withTemporaryFolder { folder in
      _ = try await submit(in: folder, try slurm(in: folder, failure: "true"))
      let run = RunFolder(folder.appendingPathComponent("run"))
      let handle = try FileHandle(forUpdating: run.submissionsFile)
      try handle.seekToEnd()
      try handle.write(
        contentsOf: Data(
          """
          {"name":"pb-b-1","id":"9","time":"2026-01-01T00:00:00Z","stage":\(stage),\
          "offset":\(offset),"tasks":"\(tasks)"}

          """.utf8))
      try handle.close()
      let lines = try String(contentsOf: run.submissionsFile, encoding: .utf8).count { $0 == "\n" }
      let error = #expect(throws: InputError.self) { try SubmissionLog(of: run) }
      #expect(error?.file == run.submissionsFile.path && error?.line == lines)
      #expect(error?.expected == "tasks of the run's shards and stages")
    }
  }

  @Test func aJobOfNoShardsIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let run = RunFolder(folder)
      for (shards, isPossible) in [(1, true), (0, false), (-1, false), (Int.max, false)] {
        try OutputFolder.create(run.clusterFolder)
        try run.writeSealed(
          try ClusterJob.sample(in: folder.path, shards: shards), to: run.clusterJobFile)
        let job = try? run.clusterJob()
        #expect((job != nil) == isPossible)
      }
    }
  }

  /// Whoever ends the program while sacct is asked does not wait for what follows.
  @Test func cancellationIsNoAnswer() async throws {
    try await withTemporaryFolder { folder in
      let programs = try slurm(in: folder, failure: "true")
      _ = try await submit(in: folder, programs)
      try programs.add("squeue", "exit 0")
      try programs.add("sacct", "touch \(folder.path)/asked; sleep 60 & wait")
      let log = try SubmissionLog(of: RunFolder(folder.appendingPathComponent("run")))
      let asked = folder.appendingPathComponent("asked").path
      let task = Program.$searchPath.withValue(programs.searchPath) {
        Task { try await Scheduler.tasks(of: log) }
      }
      while !FileManager.default.fileExists(atPath: asked) {
        try await Task.sleep(for: .milliseconds(5))
      }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      // A sacct that fails says nothing; squeue did.
      try programs.add("sacct", "exit 1")
      let answer = try await Program.$searchPath.withValue(programs.searchPath) {
        try await Scheduler.tasks(of: log)
      }
      #expect(answer.tasks.isEmpty && answer.note == nil)
    }
  }
}

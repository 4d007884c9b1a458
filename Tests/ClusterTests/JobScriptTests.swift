import Foundation
import TestSupport
import Testing

@testable import Cluster

struct JobScriptTests {
  static let hostile = [
    "it's", "a \"b\" `id` $HOME", "line\nbreak", "-x", "", "ü \\ *", "$(touch x)",
  ]

  /// Runs the script as a task of an array; `program` stands for prunebench.
  private func task(
    in folder: URL, program: String, arguments: [String] = ["--", "car"],
    environment: [String: String] = [:], setUp: [String] = []
  ) throws -> (code: Int32, output: String) {
    let programs = Programs(folder: folder.appendingPathComponent("bin"))
    let executable = try programs.add(
      "prunebench", "if [[ $1 == --version ]]; then echo 0.1.0; exit; fi\n\(program)")
    try programs.add("scontrol", "printf '%s\\n' \"scontrol $*\"")
    let job = try ClusterJob.sample(
      in: folder.path, executable: executable, arguments: arguments, directory: folder.path,
      setUp: setUp)
    let script = folder.appendingPathComponent("job.sh")
    try Data(JobScript(job).text.utf8).write(to: script)
    let slurm = ["SLURM_ARRAY_JOB_ID": "17", "SLURM_ARRAY_TASK_ID": "3"]
    return try programs.bash(
      [script.path, "1000"], environment: slurm.merging(environment) { $1 })
  }

  @Test func scriptsPassTheCheckersWithAnyNames() async throws {
    try await withTemporaryFolder { folder in
      let programs = Programs(folder: folder)
      let hostile = Self.hostile.joined(separator: "/")
      let job = try ClusterJob.sample(
        in: hostile.replacing("\\", with: ""), executable: hostile, arguments: Self.hostile,
        directory: hostile,
        directives: [try .init("account", "a \"b\" #c"), try .init("qos", "x")],
        setUp: ["module load gcc"])
      let submission = try Submission(
        job, shards: Array(1...job.shards), maxArraySize: 1001, identifier: "0")
      let script = folder.appendingPathComponent("job.sh")
      try Data(submission.preview.utf8).write(to: script)
      #expect(
        submission.preview.contains("#SBATCH --account=\"a \\\"b\\\" #c\"\n#SBATCH --qos=x\n"))
      #expect(try programs.bash(["-n", script.path]) == (0, ""))
      let lint = try programs.bash([
        "-c", "if command -v shellcheck >/dev/null; then shellcheck \"$0\"; fi", script.path,
      ])
      #expect(lint == (0, ""))
    }
  }

  @Test func theProgramGetsItsArgumentsAsTheyWere() async throws {
    try await withTemporaryFolder { folder in
      let result = try task(
        in: folder, program: "printf '<%s>' \"$@\" >\"$PWD/words\"; exit 75",
        arguments: Self.hostile)
      #expect(result.code == 0, "\(result.output)")
      let words = try String(contentsOf: folder.appendingPathComponent("words"), encoding: .utf8)
      let expected = ["run", "--out", folder.path, "--shard", "1003/8", "--jobs", "1", "--quiet"]
      #expect(words == (expected + Self.hostile).map { "<\($0)>" }.joined())
    }
  }

  @Test(arguments: [(0, 0), (75, 0), (65, 65), (143, 143)])
  func onlyAFailureFailsTheTask(code: Int, expected: Int32) async throws {
    try await withTemporaryFolder { folder in
      let result = try task(in: folder, program: "exit \(code)")
      #expect(result.code == expected)
      #expect(!result.output.contains("scontrol"))
    }
  }

  /// The program sends the script what Slurm sends before the time limit, and ends in order when it is told.
  private static let slow = """
    trap 'echo ended in order; exit 143' TERM
    kill -USR1 $PPID
    for _ in {1..500}; do sleep 0.02; done
    """

  @Test func aTaskAtItsTimeLimitEndsInOrderAndGoesBackIntoTheQueue() async throws {
    try await withTemporaryFolder { folder in
      let result = try task(in: folder, program: Self.slow)
      #expect(result.code == 0)
      #expect(result.output.contains("ended in order"))
      #expect(result.output.contains("scontrol requeue 17_3\n"))
    }
  }

  @Test func afterFiveRestartsItDoesNot() async throws {
    try await withTemporaryFolder { folder in
      let result = try task(
        in: folder, program: Self.slow, environment: ["SLURM_RESTART_COUNT": "5"])
      #expect(result.code == 124)
      #expect(!result.output.contains("scontrol"))
      #expect(TaskState(log: result.output) == .timedOut)
    }
  }

  @Test func anotherVersionOnTheNodeIsSaid() async throws {
    try await withTemporaryFolder { folder in
      let result = try task(
        in: folder, program: "touch \"$PWD/ran\"", setUp: ["version=0.0.9"])
      #expect(result.code == 69)
      #expect(result.output.contains("says '0.1.0', not version 0.0.9"))
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("ran").path))
    }
  }

  @Test func pathsThatSlurmWouldExpandAreRefused() {
    for folder in ["/a%j", "/a\\b"] {
      #expect(throws: (any Error).self) { try ClusterJob.sample(in: folder) }
    }
    #expect(throws: (any Error).self) { try ClusterJob.Directive("account", "a\n#SBATCH --x") }
  }
}

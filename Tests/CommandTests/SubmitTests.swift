import Foundation
import TestSupport
import Testing

/// `submit` with programs that stand for Slurm's; `scripts/check-cluster` has the real ones.
struct SubmitTests {
  @Test(arguments: [["--time", "10"], []])
  func aDryRunPrintsTheScriptAndWritesNothing(time: [String]) async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let result = try await command.run(
        ["submit", "car", "-p", "tiny.yaml", "--shards", "4", "--out", "out", "--dry-run"] + time
          + ["--account", "a b", "--setup", "module load x", "--", "--nice=5"])
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("#!/bin/bash\n"))
      for part in [
        "#SBATCH --account=\"a b\"\n", "\nmodule load x\n", "shards=4\n", "--nice=5 ",
        "arguments=(--protocol=tiny.yaml --offline -- car)", "--array=1-4 ",
        "--dependency=afterany:JOB1 ", time.isEmpty ? "#SBATCH --time=00:" : "#SBATCH --time=10\n",
      ] { #expect(result.output.contains(part), "\(part)") }
      let files = try FileManager.default.contentsOfDirectory(atPath: command.folder.path)
      #expect(files.filter { $0 != "cache" } == ["tiny.yaml"])
    }
  }

  @Test func tasksDoTheRunAndMissingOnesAreSubmittedAgain() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let programs = Programs(folder: command.folder.appendingPathComponent("bin"))
      let calls = command.folder.appendingPathComponent("calls")
      try programs.add("sbatch", "echo \"$*\" >>'\(calls.path)'; wc -l <'\(calls.path)'")
      try programs.add("squeue", "exit 0")
      try programs.add("sacct", "exit 1")
      func prunebench(_ arguments: String...) async throws -> Command.Result {
        try await command.run(arguments, environment: ["PATH": programs.searchPath])
      }
      func task(_ arguments: String..., number: Int = 1) throws -> Int32 {
        try programs.bash(
          [command.folder.appendingPathComponent("out/slurm/job.sh").path] + arguments,
          environment: [
            "SLURM_ARRAY_JOB_ID": "1", "SLURM_ARRAY_TASK_ID": "\(number)",
            "HOME": command.folder.path,
          ]
        ).code
      }
      let submitted = try await prunebench(
        "submit", "car", "-p", "tiny.yaml", "--shards", "3", "--out", "out", "--time", "10")
      #expect(
        submitted.output == "3 shards of out submitted, as jobs 1, 2, 3, 4, 5.\n", "\(submitted)")
      let before = try await prunebench("status", "out")
      #expect(before.output.contains("No task of the run has begun."))
      #expect(before.output.contains("never started       3"))

      #expect(try task("0", number: 2) == 0)
      let after = try await prunebench("status", "out")
      #expect(after.output.contains("1,3\n"), "\(after.output)")
      try FileManager.default.removeItem(at: calls)
      let missing = try await prunebench("submit", "out", "--missing")
      #expect(missing.output.hasPrefix("2 shards of out submitted"))
      let arrays = try String(contentsOf: calls, encoding: .utf8).split(separator: "\n")
      #expect(arrays.first?.contains("--array=1,3 ") == true)
      #expect(arrays.dropFirst().first?.contains("--array=1-3 ") == true)

      for _ in 1...5 { for number in 1...3 { _ = try task("0", number: number) } }
      #expect(
        try await prunebench("submit", "out", "--missing").output.hasPrefix("Nothing is missing"))
      #expect(try task("finish") == 0)
      #expect(try await prunebench("status", "out").output.contains("done        3"))
      _ = try await prunebench("run", "car", "-p", "tiny.yaml", "--out", "single", "--quiet")
      #expect(try RunTests().results(command, "out") == RunTests().results(command, "single"))
    }
  }

  @Test(arguments: [
    ["submit", "car"], ["submit", "car", "--missing"], ["submit", "car", "--shards", "0"],
    ["submit", "car", "--shards", "100001", "--time", "5", "--dry-run"],
    ["submit", "car", "--shards", "4", "--out", "a%j", "--time", "5"],
    ["submit", "car", "--shards", "4", "--time", "soon"],
  ])
  func whatCannotBeSubmittedIsSaid(arguments: [String]) async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run(arguments)
      #expect(result.exitCode == 64, "\(result)")
      #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/a%j"))
    }
  }

  @Test func optionsThatAreNotGivenAreThoseOfTheLastTime() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let programs = Programs(folder: command.folder.appendingPathComponent("bin"))
      try programs.add("sbatch", "echo 1")
      try programs.add("squeue", "exit 0")
      try programs.add("sacct", "exit 1")
      func submit(_ arguments: String...) async throws -> Command.Result {
        try await command.run(
          ["submit"] + arguments, environment: ["PATH": programs.searchPath])
      }
      _ = try await submit(
        "car", "-p", "tiny.yaml", "--shards", "2", "--out", "out", "--time", "10", "--cpus", "2",
        "--account", "a", "--partition", "short", "--qos", "q")
      func lines(_ arguments: String...) async throws -> Set<Substring> {
        let result = try await command.run(
          ["submit", "out", "--missing", "--dry-run"] + arguments,
          environment: ["PATH": programs.searchPath])
        #expect(result.exitCode == 0, "\(result.errors)")
        return Set(result.output.split(separator: "\n").filter { $0.hasPrefix("#SBATCH --") })
      }
      let before = try await lines()
      #expect(
        before.isSuperset(of: [
          "#SBATCH --account=a", "#SBATCH --partition=short", "#SBATCH --qos=q",
          "#SBATCH --cpus-per-task=2", "#SBATCH --time=10",
        ]))
      let after = try await lines("--partition", "long", "--cpus", "3", "--constraint", "x")
      #expect(
        after.subtracting(before) == [
          "#SBATCH --partition=long", "#SBATCH --cpus-per-task=3", "#SBATCH --constraint=x",
        ])
      #expect(
        before.subtracting(after) == ["#SBATCH --partition=short", "#SBATCH --cpus-per-task=2"])
      for option in ["--seed=2", "--data=."] {
        let result = try await submit("out", "--missing", option)
        #expect(result.exitCode == 64 && result.errors.contains("seed and data stay"), "\(result)")
      }
    }
  }
}

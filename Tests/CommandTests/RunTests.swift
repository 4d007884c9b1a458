import Datasets
import Foundation
import Tabular
import Testing
import TestSupport

struct RunTests {
  /// `results.csv` without the columns that tell of time.
  func timeless(_ csv: String) -> [[Substring]] {
    let rows = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let columns = rows[0].indices.filter { !["duration", "utc"].contains(rows[0][$0]) }
    return rows.map { row in columns.map { row[$0] } }
  }

  func results(_ command: Command, _ run: String) throws -> [[Substring]] {
    let file = command.folder.appendingPathComponent("\(run)/results.csv")
    return timeless(try String(contentsOf: file, encoding: .utf8))
  }

  @Test func runPrintsTheComparisonAndTheReportsPath() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let result = try await command.run("run", "--protocol", "tiny.yaml", "--out", "out")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("Car Evaluation\n\n- NN(best), the best dense "))
      #expect(result.output.contains("NN(equivalent)"))
      #expect(result.output.hasSuffix("out/report.md\n"))
      #expect(result.errors.contains("fits under 'tiny'"))
      let files = try FileManager.default.contentsOfDirectory(
        atPath: command.folder.appendingPathComponent("out").path)
      #expect(
        Set(files).isSuperset(of: [
          "run.yaml", "environment.json", "journal", "results.csv", "grid.csv", "report.md",
        ]))
      let quiet = try await command.run(
        "run", "--protocol", "tiny.yaml", "--out", "out", "--quiet")
      #expect(quiet.errors.isEmpty)
      #expect(quiet.output.hasSuffix("out/report.md\n"))
    }
  }

  @Test func reportIsMadeAgainByteForByte() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      _ = try await command.run("run", "--protocol", "tiny.yaml", "--out", "out")
      let files = ["report.md", "results.csv", "grid.csv", "summary.csv", "differences.csv"].map {
        command.folder.appendingPathComponent("out/\($0)")
      }
      let before = try files.map { try Data(contentsOf: $0) }
      for file in files { try FileManager.default.removeItem(at: file) }
      let result = try await command.run("report", "out")
      #expect(result.exitCode == 0)
      #expect(try files.map { try Data(contentsOf: $0) } == before)
      let status = try await command.run("status", "out")
      #expect(status.output.contains("30 of 30 fits, finished"))
    }
  }

  @Test func resultsDoNotDependOnTheJobs() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      for jobs in ["1", "2"] {
        _ = try await command.run("run", "-p", "tiny.yaml", "--out", "out\(jobs)", "--jobs", jobs)
      }
      #expect(try results(command, "out1") == results(command, "out2"))
    }
  }

  @Test func instructionSetsGiveTheSameResults() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      _ = try await command.run("run", "-p", "tiny.yaml", "--out", "fastest")
      let portable = try await command.run(
        "run", "-p", "tiny.yaml", "--out", "portable",
        environment: ["PRUNEBENCH_ISA": "portable"])
      #expect(portable.exitCode == 0, "\(portable.errors)")
      #expect(try results(command, "fastest") == results(command, "portable"))
    }
  }

  @Test func aKilledRunEndsWithTheSameResults() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      _ = try await command.run("run", "-p", "tiny.yaml", "--out", "whole")
      let journal = command.folder.appendingPathComponent("killed/journal/fits.jsonl")
      var kills = 0
      for bytes in [1, 2500, 5000, 9000] {
        let wasRunning = try await command.kill(
          "run", "-p", "tiny.yaml", "--out", "killed", when: journal, has: bytes)
        kills += wasRunning ? 1 : 0
      }
      #expect(kills >= 2, "the run ended before it could be killed")
      let result = try await command.run("run", "-p", "tiny.yaml", "--out", "killed")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(try results(command, "killed") == results(command, "whole"))
    }
  }

  /// SIGINT and SIGTERM end a run in order: the exit code of a shell, and how to carry on.
  @Test(arguments: [(SIGINT, 130, "SIGINT"), (SIGTERM, 143, "SIGTERM")])
  func aStoppedRunSaysHowToCarryOn(signal: Int32, exitCode: Int32, name: String) async throws {
    try await Command.inTemporaryFolder { command in
      let long = tinyProtocol.replacing("repeats: 1", with: "repeats: 300")
      try command.write(long, to: "my protocol.yaml")
      let journal = command.folder.appendingPathComponent("out/journal/fits.jsonl")
      let result = try await command.stop(
        ["run", "-p", "my protocol.yaml", "--out", "out"], by: signal
      ) { Command.size(of: journal) > 0 }
      #expect(result.exitCode == exitCode, "\(result.errors)")
      #expect(result.errors.contains("Stopped by \(name). Finished fits are kept"))
      #expect(result.errors.hasSuffix("prunebench run -p 'my protocol.yaml' --out out\n"))
      #expect(try Data(contentsOf: journal).last == UInt8(ascii: "\n"))
      let status = try await command.run("status", "out")
      #expect(status.output.contains(": the same 'prunebench run'"))
    }
  }

  /// The forecast is kept in the run's folder, and its report says how far off it was.
  @Test func planForecastsWhatRunThenDoes() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let plan = try await command.run("plan", "-p", "tiny.yaml", "--out", "out", "--jobs", "1")
      #expect(plan.exitCode == 0, "\(plan.errors)")
      #expect(plan.output.contains(/\n30 fits, [\d.]+ s of CPU time: about [\d.]+ s/))
      #expect(plan.output.contains(" on one worker\nmemory up to "))
      let run = try await command.run("run", "-p", "tiny.yaml", "--out", "out", "--jobs", "1")
      #expect(run.exitCode == 0, "\(run.errors)")
      let report = try String(
        contentsOf: command.folder.appendingPathComponent("out/report.md"), encoding: .utf8)
      #expect(report.contains("The forecast was "))
      #expect(report.contains("\nProtocol `tiny`, seed 1, "), "no empty brackets without a summary")
      // The last line is of the whole run, and nobody holds it any more.
      #expect(run.errors.contains(/\n30 of 30 fits, done in [\d.]+ s\n/), "\(run.errors)")
      let lock = command.folder.appendingPathComponent("out/lock")
      #expect(!FileManager.default.fileExists(atPath: lock.path))
      // A run that has begun keeps its forecast, and another run's is not this one's.
      let late = try await command.run("plan", "-p", "tiny.yaml", "--out", "out")
      #expect(late.errors.contains("not kept: the run in out has already begun"))
      let again = try await command.run("report", "out")
      #expect(again.exitCode == 0)
      #expect(
        try String(
          contentsOf: command.folder.appendingPathComponent("out/report.md"), encoding: .utf8)
          == report)
      let study = try await command.run(
        "plan", StudyCommandTests.studies.appendingPathComponent("table1.yaml").path)
      #expect(study.exitCode == 64)
      #expect(study.errors.contains("'plan' forecasts comparisons only"))
    }
  }

  @Test func aStoppedPlanKeepsNothing() async throws {
    try await Command.inTemporaryFolder { command in
      // Each width is timed for a fifth of a second: far longer than the signal takes to come.
      let widths = (1...200).map { "\(10 * $0)" }.joined(separator: ", ")
      let long = tinyProtocol.replacing("[8, 16]", with: "[\(widths)]")
        .replacing("pruning-epochs: 20", with: "pruning-epochs: 20000")
      try command.write(long, to: "long.yaml")
      let start = ContinuousClock.now
      let result = try await command.stop(
        ["plan", "-p", "long.yaml", "--out", "out"], by: SIGINT
      ) { .now - start > .milliseconds(500) }
      #expect(result.exitCode == 130, "\(result.errors)")
      #expect(result.errors.contains("Nothing was kept; this begins again:"))
      #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/out"))
    }
  }

  /// Killed at 50 moments of its journal, whichever they are, a run ends with the same results.
  @Test func torture() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let arguments = ["run", "-p", "tiny.yaml", "--out"]
      _ = try await command.run(arguments + ["whole"])
      let expected = try results(command, "whole")
      var moments = RandomStream(seed: 1, name: "torture")
      var kills = 0
      var killsInJournal = 0
      var run = 0
      while kills < 50 {
        let journal = command.folder.appendingPathComponent("killed-\(run)/journal/fits.jsonl")
        let before = Command.size(of: journal)
        // A line has some 500 bytes: the moment falls before, within or after the next few.
        let more = Int(moments.next() % 2000)
        let result = try await command.stop(arguments + ["killed-\(run)"], by: SIGKILL) {
          Command.size(of: journal) >= before + more
        }
        if result.exitCode == -SIGKILL {
          kills += 1
          killsInJournal += Command.size(of: journal) > before ? 1 : 0
          continue
        }
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(try results(command, "killed-\(run)") == expected)
        run += 1
      }
      #expect(killsInJournal >= 10, "the run was hardly ever killed while it wrote")
      let result = try await command.run(arguments + ["killed-\(run)"])
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(try results(command, "killed-\(run)") == expected)
    }
  }

  /// Where there is no room for the journal, the run stops and says so; with room, it carries on.
  @Test func aFullDiskLosesOnlyFitsInFlight() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let arguments = ["run", "-p", "tiny.yaml", "--quiet", "--out"]
      _ = try await command.run(arguments + ["whole"])
      let full = try await command.run(arguments + ["full"], fileBlocks: 16)
      #expect(full.exitCode != 0)
      #expect(full.errors.contains("found \"File too large\"; make room on"), "\(full.errors)")
      #expect(full.errors.contains("the same command carries on"))
      let journal = command.folder.appendingPathComponent("full/journal/fits.jsonl")
      let kept = try String(contentsOf: journal, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(kept.count >= 5)
      let carriedOn = try await command.run(arguments + ["full"])
      #expect(carriedOn.exitCode == 0, "\(carriedOn.errors)")
      #expect(try results(command, "full") == results(command, "whole"))
      let all = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
      #expect(zip(kept, all).allSatisfy { $0 == $1 }, "a kept fit was made again")
    }
  }

  /// Two protocols on the same set, beside each other; what is published is a run folder itself.
  @Test func runsAreReportedSideBySide() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let leaky = tinyProtocol.replacing("name: tiny", with: "name: leaky")
        .replacing("epoch: validation, density: validation", with: "epoch: test, density: test")
        .replacing("hidden: [8, 16]", with: "hidden: [4, 8, 12, 16]")
      try command.write(leaky, to: "leaky.yaml")
      for name in ["tiny", "leaky"] {
        _ = try await command.run("run", "-p", "\(name).yaml", "--out", name, "--quiet")
      }
      let result = try await command.run("report", "leaky", "tiny", "--side-by-side", "both")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output.hasSuffix("both/README.md\n"))
      func text(_ path: String) throws -> String {
        try String(contentsOf: command.folder.appendingPathComponent(path), encoding: .utf8)
      }
      let readme = try text("both/README.md")
      for part in [
        "| Car Evaluation | `leaky`, epoch and density chosen on the test set",
        "`tiny`, leak-free",
        "the paper", "How long it took", "[Car Evaluation](car.md)",
        "What halving would have found",
      ] {
        #expect(readme.contains(part), "\(part)")
      }
      let car = try text("both/car.md")
      for part in [
        "`tiny`: points that the best epoch adds", "`tiny`: balanced accuracy %, leak-free",
        "`leaky`: macro-F1 %, epoch and density", "](tiny/figures/car-grid.svg)",
      ] {
        #expect(car.contains(part), "\(part)")
      }
      let claims = try text("both/claims.md")
      #expect(claims.contains("Table 3, `tiny`, NN(equivalent)") && claims.contains("one split"))
      #expect(try text("both/table3.csv").split(separator: "\n").count == 1 + 3 * (4 + 5))
      let again = try await command.run("report", "both/tiny")
      #expect(again.exitCode == 0, "\(again.errors)")
      #expect(try results(command, "both/tiny") == results(command, "tiny"))
      #expect(try text("both/tiny/report.md") == text("tiny/report.md"))
      // What a folder holds already does not matter.
      let elsewhere = try await command.run(
        "report", "tiny", "leaky", "--side-by-side", "both/tiny")
      #expect(elsewhere.exitCode == 0, "\(elsewhere.errors)")
      let own = try await command.run("report", "tiny", "leaky", "--side-by-side", "leaky")
      #expect(own.exitCode == 64 && own.errors.contains("another folder than those of the runs"))
    }
  }

  @Test func datasetsListsTable2AndOthers() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run("datasets", "--format", "csv")
      #expect(result.exitCode == 0)
      for row in [
        "name,title,rows,features,classes,available,source",
        "car,Car Evaluation,1728,21,4,computed,",
        "segmentation,Image Segmentation,2310,19,7,not here,",
        "optdigits,Optical Recognition of Handwritten Digits,5620,64,10,not here,",
        "multiple-features,Multiple Features,2000,216,10,not here,",
        "isolet,ISOLET,7797,617,26,not here,", "zoo,Zoo,101,16,7,not here,",
      ] {
        #expect(result.output.contains(row), "\(row)")
      }
      let json = try await command.run("datasets", "--format", "json")
      let decoded = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
      #expect((decoded as? [Any])?.count == (try DatasetRegistry.builtIn().names.count))
      let table = try await command.run("datasets")
      #expect(table.output.hasPrefix("name "))
    }
  }
}

import Foundation
import TestSupport
import Testing

/// Whatever writes the files of a run leaves the counts that `prunebench status` shows.
struct LeftStatusTests {
  @Test func whatEndsLeavesTheStatus() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let journal = command.folder.appendingPathComponent("out/journal")
      // The search of both shards, the refits that follow from it, and the networks that follow from these.
      for shard in ["1/2", "2/2", "1/2", "2/2", "1/2", "2/2"] {
        _ = try await command.run(
          "run", "-p", "tiny.yaml", "--out", "out", "--shard", shard, "--quiet")
      }
      func expectKept() async throws {
        let files = try FileManager.default.contentsOfDirectory(
          at: journal, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension != "json" }
        let contents = try files.map { try Data(contentsOf: $0) }
        for file in files { try changeUnnoticed(file) }
        let status = try await command.run("status", "out")
        #expect(status.output.contains("30 of 30 fits, finished"), "\(status.errors)")
        for (file, content) in zip(files, contents) { try content.write(to: file) }
      }
      try await expectKept()
      _ = try await command.run("merge", "out", "--quiet")
      try await expectKept()
      _ = try await command.run("run", "-p", "tiny.yaml", "--out", "out", "--quiet")
      try await expectKept()
    }
  }

  @Test func aMergeSaysWhatIsMissing() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      let words = ["run", "-p", "tiny.yaml", "--out", "out", "--quiet"]
      _ = try await command.run(words + ["--shard", "1/2"])
      let part = try await command.run("merge", "out", "--quiet")
      #expect(
        part.errors.contains(/(\d+) of 30 fits, \1 of them new; \d+ are missing\n/),
        "\(part.errors)")
      _ = try await command.run(words)
      let whole = try await command.run("merge", "out", "--quiet")
      #expect(whole.errors.contains("30 of 30 fits, 0 of them new\n"), "\(whole.errors)")
    }
  }
}

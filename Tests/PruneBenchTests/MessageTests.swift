import Foundation
import Testing

/// What the library says, whoever calls it.
struct MessageTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  /// Only the command knows its options: the library's errors have remedies, which it names.
  @Test func noTextOfTheLibraryNamesAnOption() throws {
    let sources = Self.root.appendingPathComponent("Sources")
    let option = try Regex(#""[^"]*[ "'(]--[a-z]"#)
    // Reports show commands that make a network or a run again, and a style sheet has names of its own.
    let exempt = ["FitCommands.swift", "Doubts.swift", "GridEdges.swift", "HTMLStyle.swift"]
    let paths = try #require(FileManager.default.enumerator(atPath: sources.path))
    var count = 0
    for case let path as String in paths
    where path.hasSuffix(".swift") && !path.hasPrefix("Command/")
      // What Slurm runs is a command line.
      && !path.hasPrefix("Cluster/")
      && !exempt.contains(where: path.hasSuffix)
    {
      count += 1
      let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
      for line in text.split(separator: "\n") {
        // A report says by which command it was made.
        guard !line.contains("prunebench report RUN"), line.contains(option) else { continue }
        Issue.record("\(path): \(line)")
      }
    }
    #expect(count > 200)
  }
}

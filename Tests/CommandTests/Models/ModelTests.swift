import Foundation
import TestSupport
import Testing

/// From a run to models: `run --save-models`, and the commands that its report prints.
struct ModelTests {
  /// A run on `trees.csv` whose last epoch counts.
  private func withRun(
    _ options: [String] = [], _ body: (Command) async throws -> Void
  ) async throws {
    try await Command.inTemporaryFolder { command in
      try PruneCountTests.writeTable(command)
      try command.write(tinyProtocol, to: "tiny.yaml")
      let result = try await command.run(Self.arguments + options)
      #expect(result.exitCode == 0, "\(result.errors)")
      try await body(command)
    }
  }

  private static let arguments = [
    "run", "trees.csv", "--target", "kind", "-p", "tiny.yaml", "--splits", "2", "--set",
    "choose.epoch=last", "--set", "retrains=2", "--out", "out",
  ]

  private func names(_ command: Command) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: command.folder.appendingPathComponent("out/models").path
    ).sorted()
  }

  /// Each model classifies as many test rows correctly as `results.csv` says.
  @Test func savedModelsHaveTheAccuracyOfTheReport() async throws {
    try await withRun(["--save-models"]) { command in
      let names = try names(command)
      #expect(names.count == 12 && names.contains("trees-cpna-split-1-refit-0.onnx"), "\(names)")
      _ = try await command.run(
        "export", "trees.csv", "--target", "kind", "-p", "tiny.yaml", "--splits", "2", "--out",
        "parts")
      let splits = try rows(command, "parts/splits.csv")
      let labels = try rows(command, "parts/table.csv").map { $0["class"] ?? "" }
      let fits = try rows(command, "out/results.csv").filter { $0["phase"] == "final" }
      for name in names {
        let parts = name.dropLast(".onnx".count).split(separator: "-").map(String.init)
        let result = try await command.run("predict", "out/models/\(name)", "trees.csv")
        #expect(result.exitCode == 0, "\(result.errors)")
        let predicted = table(result.output).map { $0["class"] ?? "" }
        let test = splits.filter { $0["split"] == parts[3] && $0["part"] == "test" }
          .compactMap { $0["row"].flatMap(Int.init) }
        let correct = test.count { predicted[$0] == labels[$0] }
        let accuracy = Double(correct) / Double(test.count)
        #expect(
          result.errors.hasSuffix(" %: \(correct) of \(test.count) rows\n"), "\(result.errors)")
        // The chosen setting and level are the one whose accuracy it has; others were refitted, too.
        let own = fits.filter {
          $0["method"] == parts[1] && $0["split"] == parts[3] && $0["repeat"] == parts[5]
        }
        #expect(own.count == 1, "\(name)")
        #expect(own.first?["last_accuracy"].flatMap(Double.init) == accuracy, "\(name)")
      }
    }
  }

  /// Only what is missing is trained again, to the same bytes; without the option nothing is.
  @Test func onlyMissingModelsAreTrained() async throws {
    try await withRun { command in
      let folder = command.folder.appendingPathComponent("out/models")
      #expect(!FileManager.default.fileExists(atPath: folder.path))
      let first = try await command.run(Self.arguments + ["--save-models"])
      #expect(first.errors.contains("models: 12 networks to train once more, which took "))
      let file = folder.appendingPathComponent("trees-dense-split-0-refit-1.onnx")
      let bytes = try Data(contentsOf: file)
      try FileManager.default.removeItem(at: file)
      let second = try await command.run(Self.arguments + ["--save-models"])
      #expect(second.errors.contains("models: 1 network to train once more, which took "))
      #expect(second.errors.contains("; 11 there already, in out/models"))
      #expect(try Data(contentsOf: file) == bytes)
    }
  }

  /// A reader copies them as they stand.
  @Test func theCommandsOfAReportMakeNetworksOfTheChosenSize() async throws {
    try await withRun { command in
      let report = try String(
        contentsOf: command.folder.appendingPathComponent("out/report.md"), encoding: .utf8)
      let lines = report.split(separator: "\n").filter { $0.hasPrefix("prunebench fit ") }
      #expect(lines.count == 6)
      for line in lines {
        #expect(line.hasPrefix("prunebench fit trees.csv --target kind --hidden "), "\(line)")
        let words = line.split(separator: " ").dropFirst().map(String.init)
        let result = try await command.run(words)
        #expect(result.exitCode == 0, "\(line): \(result.errors)")
        let fit = try JSONDecoder().decode(Fit.self, from: Data(result.output.utf8))
        let isWhole = line.contains(" --test-share 0 ")
        #expect(fit.trainingRows == (isWhole ? 60 : 48) && (fit.test == nil) == isWhole)
        #expect(fit.epochs == 30)
        if let place = words.firstIndex(of: "--keep") {
          let kept = words[place + 1].split(separator: "+").compactMap { Int($0) }
          #expect(zip(fit.connections, kept).allSatisfy { $0 <= $1 }, "\(line)")
        }
        if let place = words.firstIndex(of: "--save") {
          let model = command.folder.appendingPathComponent(words[place + 1])
          #expect(FileManager.default.fileExists(atPath: model.path))
        }
      }
    }
  }

  @Test(arguments: [
    (["--keep", "10%"], "'--keep' goes with '--method'"),
    (
      ["--method", "cpna", "--keep", "10%", "--prune", "all=10%"], "Either '--method' or '--prune'"
    ),
    (["--method", "cpna"], "--keep with a method that prunes"),
    (["--method", "dense", "--keep", "10%"], "no --keep with a method that does not prune"),
    (["--method", "cpna", "--keep", "10"], "at most 40+24 connections, or one share"),
    (["--method", "cpna", "--keep", "41+24"], "at most 40+24 connections, or one share"),
    (["--method", "nonesuch", "--keep", "10%"], "equivalent, found \"nonesuch\""),
    (["--method", "{method: magnitude, x: 1}", "--keep", "10%"], "x"),
    (["--test-share", "1"], "'--test-share' must be at least 0 and below 1"),
  ])
  func whatCannotBeFittedIsSaid(options: [String], message: String) async throws {
    try await Command.inTemporaryFolder { command in
      try PruneCountTests.writeTable(command)
      let result = try await PruneCountTests.fit(command, "8", options)
      #expect(result.exitCode == 64 && result.errors.contains(message), "\(result.errors)")
    }
  }

  @Test(arguments: [
    ("magnitude-layer", "11+7", [11, 7]), ("magnitude-layer", "50%", [20, 12]),
    ("snip", "50%+25%", [20, 6]),
  ])
  func methodsKeepWhatIsAskedFor(method: String, keep: String, count: [Int]) async throws {
    try await Command.inTemporaryFolder { command in
      try PruneCountTests.writeTable(command)
      let result = try await PruneCountTests.fit(
        command, "8", ["--method", method, "--keep", keep])
      #expect(result.exitCode == 0, "\(result.errors)")
      let fit = try JSONDecoder().decode(Fit.self, from: Data(result.output.utf8))
      #expect(fit.connections.reduce(0, +) <= count.reduce(0, +), "\(fit.connections)")
      if method == "magnitude-layer" { #expect(fit.connections == count) }
    }
  }

  /// A node that loses its last connection to the classes takes its others with it, which is said.
  @Test(arguments: [
    ("6+2", [5, 2], "note: asked for 6+2 connections, kept 5+2: a node that loses its last "),
    ("6+4", [6, 4], ""),
  ])
  func whatIsMissingIsSaid(keep: String, kept: [Int], note: String) async throws {
    try await Command.inTemporaryFolder { command in
      try PruneCountTests.writeTable(command)
      let result = try await PruneCountTests.fit(
        command, "8", ["--method", "cpna", "--keep", keep])
      let fit = try JSONDecoder().decode(Fit.self, from: Data(result.output.utf8))
      #expect(fit.connections == kept && result.errors.hasPrefix(note), "\(result.errors)")
      #expect(result.errors.contains("asked for") == !note.isEmpty)
    }
  }

  private struct Fit: Decodable {
    struct Scores: Decodable {}
    let connections: [Int]
    let trainingRows: Int
    let epochs: Int
    let test: Scores?
  }

  private func rows(_ command: Command, _ path: String) throws -> [[String: String]] {
    table(
      try String(contentsOf: command.folder.appendingPathComponent(path), encoding: .utf8))
  }

  private func table(_ csv: String) -> [[String: String]] {
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { line in
      Dictionary(zip(lines[0], line)) { first, _ in first }
    }
  }
}

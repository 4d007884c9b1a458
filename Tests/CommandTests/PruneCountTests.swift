import Foundation
import Testing
import TestSupport

/// What `fit --prune` keeps: exactly what is asked for, or nothing.
struct PruneCountTests {
  struct Result: Decodable {
    let connections: [Int]
    let hiddenNodes: [Int]
    let features: [String]
  }

  /// 60 rows of five features and three classes.
  static func writeTable(_ command: Command) throws {
    let rows = (0..<60).map { row in
      let kind = ["oak", "elm", "ash"][row % 3]
      let colour = ["red", "blue", "green"][row * row % 7 % 3]
      return "\(Double(row % 3) + Double(row * 37 % 11) / 10),\(row * 53 % 17),\(colour),\(kind)\n"
    }
    try command.write("length,width,colour,kind\n" + rows.joined(), to: "trees.csv")
  }

  static func fit(_ command: Command, _ hidden: String, _ prune: [String]) async throws
    -> Command.Result
  {
    try await command.run(
      [
        "fit", "trees.csv", "--target", "kind", "--hidden", hidden, "--pretraining-epochs", "5",
        "--pruning-epochs", "12",
      ] + prune)
  }

  @Test(arguments: [
    ("7+5", ["total=36"], 36), ("7+5", ["total=3"], 3), ("7+5", ["total=4"], 4),
    ("7+5", ["total=84"], 84), ("7+5", ["total=100%"], 85), ("7+5", ["total=50%"], 43),
    ("64", ["total=36"], 36), ("64", ["total=12.5%"], 64), ("64", ["total=2"], 2),
    ("64", ["all=50%", "total=100"], 100), ("8", ["nodes=3", "total=20"], 20),
    ("64", ["total=36", "--output-share", "0.01"], 36),
    ("64", ["total=36", "--output-share", "0.99"], 36),
  ])
  func totalsAreExact(hidden: String, prune: [String], count: Int) async throws {
    try await Command.inTemporaryFolder { command in
      try Self.writeTable(command)
      let options = prune.flatMap { $0.contains("=") ? ["--prune", $0] : [$0] }
      let result = try await Self.fit(command, hidden, options)
      #expect(result.exitCode == 0, "\(result.errors)")
      let fit = try JSONDecoder().decode(Result.self, from: Data(result.output.utf8))
      #expect(fit.connections.reduce(0, +) == count, "\(prune): \(fit.connections)")
    }
  }

  @Test(arguments: [
    ("64", ["hidden=9,input=27"], [27, 9]), ("64", ["hidden=9", "input=27"], [27, 9]),
    ("64", ["input=27", "hidden=9"], [27, 9]), ("64", ["all=10%"], [32, 19]),
    ("64", ["all=50%", "all=5%"], [16, 10]), ("7+5", ["2=12,1=9,3=4"], [9, 12, 4]),
    ("7+5", ["hidden=9,input=35"], [35, 9, 9]), ("7+5", ["all=100%"], [35, 35, 15]),
    ("7+5", ["all=1"], [1, 1, 1]),
  ])
  func layersAreExact(hidden: String, prune: [String], connections: [Int]) async throws {
    try await Command.inTemporaryFolder { command in
      try Self.writeTable(command)
      let result = try await Self.fit(command, hidden, prune.flatMap { ["--prune", $0] })
      #expect(result.exitCode == 0, "\(result.errors)")
      let fit = try JSONDecoder().decode(Result.self, from: Data(result.output.utf8))
      #expect(fit.connections == connections, "\(prune)")
    }
  }

  @Test func nodesAndFeaturesAreExact() async throws {
    try await Command.inTemporaryFolder { command in
      try Self.writeTable(command)
      let result = try await Self.fit(command, "7+5", ["--prune", "nodes=3,features=2"])
      #expect(result.exitCode == 0, "\(result.errors)")
      let fit = try JSONDecoder().decode(Result.self, from: Data(result.output.utf8))
      #expect(fit.hiddenNodes == [3, 3] && fit.features.count == 2)
      #expect(fit.connections == [6, 9, 9])
    }
  }

  @Test(arguments: [
    (
      ["total=1"],
      "expected 3 to 85 connections for --prune, found \"total=1\"; the nearest is total=3"
    ),
    (["total=86"], "the nearest is total=85"),
    (
      ["total=1%"],
      "and that share of 85 is 1 for --prune, found \"total=1%\"; the nearest is total=3"
    ),
    (["total=0"], "the nearest is total=3"), (["total=101%"], "above 0 % and up to 100 %"),
    (["all=101%"], "a share above 0 % and up to 100 %"), (["all=100.0001%"], "up to 100 %"),
    (["all=0%"], "above 0 %"), (["all=-5%"], "above 0 %"), (["all=nan%"], "above 0 %"),
    (["all=1e1%"], "above 0 %"), (["all=0.001%"], "and that share of 35 is 0 for --prune"),
    (["input=36"], "1 to 35 connections of layer 1"), (["input=0"], "the nearest is input=1"),
    (["input=-1"], "a whole number"), (["input=2.5"], "a whole number"),
    (["input=1e1"], "a whole number"), (["input=0x10"], "a whole number"),
    (["input=nan"], "a whole number"), (["input=inf"], "a whole number"),
    (["input=+5"], "a whole number"), (["input= 5"], "a whole number"),
    (["input=99999999999999999999"], "the nearest is input=35"),
    (["hidden=5,hidden=9"], "expected each layer once in a phase of --prune"),
    (["all=5,input=9"], "it says twice what layer 1 keeps"),
    (["2=5,hidden=9"], "it says twice what layer 2 keeps"), (["total=5,input=3"], "total= alone"),
    (["input=3,total=5"], "total= alone"), (["total=9,total=12"], "total= alone"),
    (["4=5"], "a layer's number from 1 to 3"), (["0=5"], "a layer's number from 1 to 3"),
    (["input"], "write hidden=12"), (["input="], "write hidden=12"), (["=5"], "write hidden=12"),
    (["input=3,"], "write hidden=12"),
    (["nodes=8"], "1 to 7 nodes of hidden layer 1"), (["features=6"], "1 to 5 features"),
    (["nodes=2,input=5"], "give each its own --prune"),
    (
      ["input=9", "input=12"],
      "1 to 9 connections of layer 1, which is what the phases before leave"
    ),
    (["total=20", "total=50%"], "3 to 20 connections, which is what the phases before leave"),
    (["3=2,2=15"], "expected at most 14 connections of layer 2, not 15"),
    (["input=30", "3=1,2=5"], "expected at most 25 connections of layer 1, not 30"),
    (["nodes=3", "2=10"], "1 to 9 connections of layer 2, which is what the phases before leave"),
  ])
  func whatCannotBeHadIsRefused(prune: [String], says: String) async throws {
    try await Command.inTemporaryFolder { command in
      try Self.writeTable(command)
      let result = try await Self.fit(command, "7+5", prune.map { "--prune=\($0)" })
      #expect(result.exitCode == 64 && result.output.isEmpty, "\(prune): \(result.errors)")
      #expect(result.errors.contains(says), "\(prune): \(result.errors)")
    }
  }
}

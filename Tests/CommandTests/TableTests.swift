import Foundation
import Testing
import TestSupport

/// Files without a card, from `inspect` to a report: Tables/make_tables.py.
struct TableTests {
  /// A table of the folder, how its target is named, what becomes of missing values, and what the
  /// inspection must see.
  struct Table: Sendable, CustomTestStringConvertible {
    let file: String
    /// What it is called in the folder, where that matters.
    var source: String?
    var target = "kind"
    var missing: String?
    let seen: [String]

    var testDescription: String { file }
  }

  static let tables = [
    Table(
      file: "quoted.csv",
      seen: [
        "delimiter: comma, header: names", "categories: [\"north, left\", \"south \\\"hill\\\"\"]",
        "{name: \"seen \\\"where\\\"\"",
      ]),
    Table(
      file: "missing.csv", missing: "median",
      seen: [
        "missing: {marks: [\"\", \"?\", NA], policy: error}",
        "# Note: values are missing: 6 in 'length', 5 in 'width', 4 in 'colour'.",
      ]),
    Table(
      file: "indexed.csv",
      seen: ["header: skip", "{name: column1, role: ignore}  # 0 to 59, rising by one"]),
    Table(
      file: "codes.tsv",
      seen: ["delimiter: tab", "if these are codes: categories: [\"1\", \"2\", \"3\"]"]),
    Table(
      file: "headless.data", source: "headless.txt", target: "4",
      seen: ["header: none", "{name: column4, role: target, categories: [ash, elm, oak]}"]),
    Table(file: "blanks.txt", target: "1", seen: ["delimiter: whitespace", "column4, categories"]),
    Table(file: "classfirst.csv", seen: ["a byte-order mark", "{name: kind, role: target"]),
    Table(file: "units.csv", seen: ["header-rows: 2"]),
    Table(
      file: "german.csv", target: "Art",
      seen: ["delimiter: semicolon", "decimal: comma", "{name: \"Länge\"}"]),
    Table(
      file: "trees.arff",
      seen: [
        "format: {layout: arff}", "{name: leaf width}",
        "{name: colour, categories: [red, light blue, green, grey]}",
        "{name: note, role: ignore}  # declared as a text or a date",
        "{name: kind, role: target, categories: [oak, elm, ash]}",
      ]),
    Table(file: "comments.csv.gz", seen: ["delimiter: \"|\"", "comment: \"#\""]),
  ]

  static func copy(_ file: String, from name: String? = nil, into command: Command) throws {
    let source = try #require(
      Bundle.module.url(forResource: "Tables", withExtension: nil)?
        .appendingPathComponent(name ?? file))
    try FileManager.default.copyItem(
      at: source, to: command.folder.appendingPathComponent(file))
  }

  @Test(arguments: tables)
  func aTableWithoutACardIsComparedAndItsCardDoesTheSame(table: Table) async throws {
    try await Command.inTemporaryFolder { command in
      try Self.copy(table.file, from: table.source, into: command)
      try command.write(tinyProtocol, to: "tiny.yaml")
      let inspected = try await command.run("inspect", table.file, "--target", table.target)
      #expect(inspected.exitCode == 0, "\(inspected.errors)")
      for part in table.seen { #expect(inspected.output.contains(part), "\(inspected.output)") }

      let choice = table.missing.map { ["--missing", $0] } ?? []
      let run = try await command.run(
        ["run", table.file, "--target", table.target, "-p", "tiny.yaml", "--out", "direct"] + choice
      )
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.output.hasPrefix("\(table.file)\n\n- "))

      // The card that was printed, saved, is a set too, and the same one.
      let card = inspected.output.replacing(
        "policy: error", with: "policy: \(table.missing ?? "error")")
      try command.write(card, to: "card.yaml")
      let byCard = try await command.run(
        "run", "card.yaml", "--data", ".", "-p", "tiny.yaml", "--out", "by-card", "--quiet")
      #expect(byCard.exitCode == 0, "\(byCard.errors)")
      func results(_ run: String) throws -> [[Substring]] {
        try RunTests().results(command, run)
      }
      #expect(try results("by-card") == results("direct"))
    }
  }

  @Test func whatStopsARunSaysHowToGoOn() async throws {
    try await Command.inTemporaryFolder { command in
      for file in ["missing.csv", "quoted.csv"] { try Self.copy(file, into: command) }
      try command.write("a,b\n1,2\n3,4\n5,6,7\n", to: "ragged.csv")
      try command.write("a,b\n1,2.5\n3,4.5\n5,6.25\n", to: "quantity.csv")
      try command.write("a,b\n1,x\n3,x\n", to: "single.csv")
      try Data([0xFF, 0xFE, 0x61, 0x00]).write(
        to: command.folder.appendingPathComponent("wide.csv"))
      try command.write("", to: "empty.csv")
      try command.write("just one column\nof text\n", to: "prose.csv")
      for (arguments, exitCode, message) in [
        (["missing.csv", "--target", "kind"], 65, "or drop-rows (--missing POLICY)"),
        (["quoted.csv"], 64, "is it the last, 'kind'? (--target kind)"),
        (["quoted.csv", "--target", "kinds"], 64, "did you mean 'kind'?"),
        (
          ["ragged.csv", "--target", "b"], 65,
          "ragged.csv:4:3: expected 2 fields, found \"3\"; quote a field that contains the delimiter"
        ),
        (["quantity.csv", "--target", "b"], 65, "it is a quantity"),
        (["single.csv", "--target", "b"], 65, "at least two classes"),
        (["wide.csv", "--target", "b"], 65, "two columns or more"),
        (["empty.csv", "--target", "b"], 65, "the file is empty"),
        (["none.csv", "--target", "b"], 65, "there is no such file"),
      ] as [([String], Int32, String)] {
        let result = try await command.run(["run"] + arguments + ["--quiet"])
        #expect(result.exitCode == exitCode, "\(arguments): \(result.errors)")
        #expect(result.errors.contains(message), "\(arguments): \(result.errors)")
        #expect(result.output.isEmpty)
      }
    }
  }

  @Test func aTableMayComeOnStandardInput() async throws {
    try await Command.inTemporaryFolder { command in
      try Self.copy("codes.tsv", into: command)
      let input = command.folder.appendingPathComponent("codes.tsv")
      let inspected = try await command.run(["inspect", "-", "--target", "kind"], input: input)
      #expect(inspected.exitCode == 0, "\(inspected.errors)")
      #expect(inspected.output.contains("name: stdin\n") && inspected.output.contains("tab"))
      try command.write(tinyProtocol, to: "tiny.yaml")
      let run = try await command.run(
        ["run", "-", "--target", "kind", "-p", "tiny.yaml", "--out", "out"], input: input)
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.output.hasPrefix("stdin.csv\n"))
    }
  }

  @Test func checkTellsWhatCameOfATable() async throws {
    try await Command.inTemporaryFolder { command in
      try Self.copy("missing.csv", into: command)
      let result = try await command.run(
        "check", "missing.csv", "--target", "kind", "--missing", "mode")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(
        result.output == """
          missing.csv: 60 rows, 5 features of 3 columns, 3 classes; missing.csv
          the commonest class, ash, has 33.33 % of the rows
          Missing values, filled by the median or the mode of the rows trained on: 4 in `colour`, 6 in `length`, \
          5 in `width`.

          class  rows
            ash    20
            elm    20
            oak    20

          """)
    }
  }

  @Test func theReportTellsWhatBecameOfTheTable() async throws {
    try await Command.inTemporaryFolder { command in
      for file in ["missing.csv", "indexed.csv"] { try Self.copy(file, into: command) }
      try command.write(tinyProtocol, to: "tiny.yaml")
      func report(_ arguments: String...) async throws -> String {
        let result = try await command.run(
          ["run"] + arguments + ["--target", "kind", "-p", "tiny.yaml", "--out", "out"])
        #expect(result.exitCode == 0, "\(result.errors)")
        defer {
          try? FileManager.default.removeItem(at: command.folder.appendingPathComponent("out"))
        }
        return try String(
          contentsOf: command.folder.appendingPathComponent("out/report.md"), encoding: .utf8)
      }
      #expect(
        try await report("missing.csv", "--missing", "median").contains(
          "filled by the median or the mode of the rows trained on: 4 in `colour`, 6 in `length`, 5 in `width`."
        ))
      #expect(
        try await report("missing.csv", "--missing", "drop-rows").contains("13 rows left out"))
      #expect(
        try await report("missing.csv", "--missing", "category").contains(
          "as a category of their own: 4 in `colour`."))
      #expect(try await report("indexed.csv").contains("one column left out: `column1`."))
    }
  }
}

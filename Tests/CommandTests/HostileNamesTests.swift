import Foundation
import Inputs
import TestSupport
import Tabular
import Testing

/// Names that are commands, markup and control characters, through every command and into every file.
struct HostileNamesTests {
  /// What a set's card, its protocol and its files are called.
  struct Names: Sendable, CustomTestStringConvertible {
    let title: String
    let file: String
    let columns: [String]
    let levels: [String]
    let classes: [String]

    var testDescription: String { TerminalText.line(title) }
  }

  static let names = [
    Names(
      title: "Trees\n!touch PWNED\n", file: "t'; touch PWNED; '.csv",
      columns: ["'\n!touch PWNED\n'", "=1+1", "`touch PWNED`"],
      levels: ["-x", "@a"], classes: ["=cmd|' /C calc'!A0", "+1+1"]),
    Names(
      title: "'; system('touch PWNED'); '", file: "$(touch PWNED) `touch PWNED`.csv",
      columns: ["\u{1B}[31mred\u{1B}[0m", "\u{202E}gnp", "a\u{2028}b"], levels: ["<b>", "a|b"],
      classes: ["\u{9B}31m", "\u{85}x"]),
    Names(
      title: "<script>alert(1)</script>]]>", file: "\u{202E}vsc.<b>.csv",
      columns: ["a,\"b\"", "a: b", "- a"],
      levels: ["[a](b)", "`c`"], classes: ["<b>x</b>", "| y |"]),
    Names(
      title: "\u{FEFF}\u{1B}]0;owned\u{7}\u{7F}", file: "%s %n \".csv",
      columns: ["\\", "null", "#"],
      levels: ["'", "''"], classes: ["\\n", "{a: b}"]),
    Names(
      title: "\"; system(\"touch PWNED\"); \"\r\nsystem 'touch PWNED'",
      file: "a\u{9D}b\u{2066}.csv",
      columns: ["key: value", "&a *b", "%TAG"], levels: ["1\u{200B}", "2"], classes: ["no", "'yes"]),
  ]

  /// A card, rows and a protocol with such names, and the same rows as a file without a card.
  func write(_ names: Names, in command: Command) throws {
    func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
    let rows = (0..<60).map { row in
      [
        "\(row % 2).\(row % 7)", quoted(names.levels[row / 2 % 2]), row == 7 ? "" : "1.\(row % 5)",
        quoted(names.classes[row % 2]),
      ].joined(separator: ",") + "\n"
    }
    try command.write(rows.joined(), to: "data/\(names.file)")
    let header = (names.columns + ["kind"]).map(quoted).joined(separator: ",") + "\n"
    // Apart from the card, which takes a file beside it first.
    try command.write(header + rows.joined(), to: "headed/\(names.file)")
    let yaml = YAMLText.scalar
    try command.write(
      """
      name: hostile
      title: \(yaml(names.title))
      files: [{name: \(yaml(names.file))}]
      missing: {marks: [""]}
      columns:
        - {name: \(yaml(names.columns[0]))}
        - {name: \(yaml(names.columns[1])), categories: [\(yaml(names.levels[0])), \(yaml(names.levels[1]))]}
        - {name: \(yaml(names.columns[2])), missing: median}
        - {name: kind, role: target, categories: [\(yaml(names.classes[0])), \(yaml(names.classes[1]))]}
      """, to: "card.yaml")
    try command.write(tinyProtocol + "\nsummary: \(yaml(names.title))\n", to: "tiny.yaml")
    try command.write(
      """
      study: small
      title: \(yaml(names.title))
      summary: \(yaml(names.title))
      figure: width
      methods: [dense]
      batch: 16
      draws: 1
      initialisations: 2
      hidden: [4, 8]
      pretraining-epochs: [2]
      n: 50
      test: 50
      problems: [{k: 2, p: 3}]
      """, to: "study.yaml")
  }

  /// Lines without a character that acts on a terminal.
  func expectHarmless(_ text: String, _ what: String) {
    for line in text.split(separator: "\n") {
      #expect(String(line).isHarmless, "\(what): \(line.debugDescription)")
    }
  }

  @Test(arguments: names)
  func nothingOfThemActs(names: Names) async throws {
    try await Command.inTemporaryFolder { command in
      try write(names, in: command)
      let card = ["card.yaml", "--data", "data"]
      for arguments in [
        ["check"] + card, ["plan"] + card + ["-p", "tiny.yaml"],
        ["run"] + card + ["-p", "tiny.yaml", "--out", "run"], ["status", "run"], ["report", "run"],
        ["report", "run", "--side-by-side", "both"], ["report", "run", "--recipe", "recipe"],
        ["export"] + card + ["--out", "export"],
        ["fit"] + card + [
          "--pretraining-epochs", "2", "--save", "model.onnx", "--curve", "curve.csv",
        ],
        ["predict", "model.onnx", "data/\(names.file)", "--out", "predictions.csv"],
        ["predict", "model.onnx"] + card, ["run", "study.yaml", "--out", "study"],
        ["report", "study", "--claims", "claims.md"],
      ] {
        let result = try await command.run(arguments)
        #expect(result.exitCode == 0, "\(arguments): \(result.errors)")
        expectHarmless(result.output, "\(arguments)")
        expectHarmless(result.errors, "\(arguments)")
      }
      let headed = "headed/\(names.file)"
      // What a file without a card is taken for is not asked here, but that it is told in harmless words.
      for arguments in [
        ["inspect", headed], ["inspect", headed, "--target", "kind"],
        ["check", headed, "--target", "kind"],
        ["check", headed, "--target", names.columns[1]],
        ["run", headed, "--target", names.title], ["datasets", "--format", names.title],
        ["run", names.title], ["status", names.title], ["report", names.file], [names.title],
        ["--\(names.title)"],
        ["fit", "car", "--hidden", names.title], ["fit", "car", "--prune", names.title],
        ["fit", "car", "--save", "\(names.title)/x"], ["predict", names.title, names.title],
        ["fetch", names.title],
        ["run", "-p", names.title], ["run", "-p", names.file],
      ] {
        let result = try await command.run(arguments.map { $0.replacing("\u{0}", with: "") })
        expectHarmless(result.output, "\(arguments)")
        expectHarmless(result.errors, "\(arguments)")
      }
      let own = Set(["card.yaml", "tiny.yaml", "study.yaml", headed, "data/\(names.file)"])
      for path in try FileManager.default.subpathsOfDirectory(atPath: command.folder.path) {
        #expect(!path.contains("PWNED") || own.contains(path), "\(path)")
        let ending = path.split(separator: ".").last.map(String.init) ?? ""
        guard !own.contains(path), ["md", "html", "csv", "svg"].contains(ending) else { continue }
        let text = try String(
          contentsOf: command.folder.appendingPathComponent(path), encoding: .utf8)
        expectHarmless(text, path)
      }
    }
  }

  /// A table is read back from what `export` writes, name by name.
  @Test(arguments: names)
  func exportedNamesCanBeReadBack(names: Names) async throws {
    try await Command.inTemporaryFolder { command in
      try write(names, in: command)
      let result = try await command.run("export", "card.yaml", "--data", "data", "--out", "export")
      #expect(result.exitCode == 0, "\(result.errors)")
      let table = try String(
        contentsOf: command.folder.appendingPathComponent("export/table.csv"), encoding: .utf8)
      let records = table.split(separator: "\n")
      #expect(records.count == 61)
      for (row, record) in records.dropFirst().enumerated() {
        #expect(record.hasPrefix(CSVField.escaped(names.classes[row % 2]) + ","))
      }
      #expect(
        records[0] + "\n"
          == CSVField.record(
            ["class"]
              + FeatureNames.readable(
                [OneHotEncoder.escaped(names.columns[0])]
                  + OneHotEncoder(categories: names.levels).featureNames(for: names.columns[1])
                  + [OneHotEncoder.escaped(names.columns[2])])))
    }
  }

  /// A card that `inspect` drafts is YAML that reads the file.
  @Test(arguments: names)
  func draftedCardsAreCards(names: Names) async throws {
    try await Command.inTemporaryFolder { command in
      try write(names, in: command)
      let draft = try await command.run(["inspect", "headed/\(names.file)", "--target", "kind"])
      #expect(draft.exitCode == 0, "\(draft.errors)")
      try command.write(draft.output, to: "draft.yaml")
      let check = try await command.run("check", "draft.yaml", "--data", "headed")
      #expect(
        check.exitCode == 0 || check.errors.contains("missing"), "\(check.errors)\n\(draft.output)")
    }
  }
}

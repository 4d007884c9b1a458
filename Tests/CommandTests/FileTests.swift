import Foundation
import Testing
import TestSupport

/// Files as they lie about: whatever their names, endings and encodings, the command reads them, or says what
/// they are.
struct FileTests {
  private static let kinds = ["oak", "elm", "ash"]

  private static func row(_ row: Int) -> String {
    "\(Double((row * 131 + 7) % 650) / 100 + 0.07),\(["red", "blue"][row % 2]),\(kinds[row % 3])"
  }

  private static let table = "length,colour,kind\n" + (0..<60).map { row($0) + "\n" }.joined()

  @Test(arguments: ["DATA.CSV", "trees.dat", "trees", "trees.tra"])
  func aTableNeedsNoEnding(name: String) async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(Self.table, to: name)
      let result = try await command.run("check", name, "--target", "kind")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("\(name): 60 rows, 3 features of 2 columns, 3 classes"))
    }
  }

  /// A pipe is read once, whatever reads it more often.
  @Test(arguments: ["inspect", "check", "run"])
  func aPipeIsRead(subcommand: String) async throws {
    try await Command.inTemporaryFolder { command in
      let pipe = command.folder.appendingPathComponent("pipe.csv")
      #expect(mkfifo(pipe.path, 0o600) == 0)
      try command.write(tinyProtocol, to: "tiny.yaml")
      let writer = Thread {
        // Opens once somebody reads.
        guard let file = FileHandle(forWritingAtPath: pipe.path) else { return }
        try? file.write(contentsOf: Data(Self.table.utf8))
        try? file.close()
      }
      writer.start()
      let options = subcommand == "run" ? ["-p", "tiny.yaml", "--out", "out"] : []
      let result = try await command.run([subcommand, "pipe.csv", "--target", "kind"] + options)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.output.contains("pipe.csv"))
    }
  }

  @Test func filesOfOneStemAreToldApart() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      for path in ["v1.2.csv", "v1.3.csv", "a/trees.csv", "b/trees.csv", "größe 1.csv"] {
        try command.write(Self.table, to: path)
      }
      let result = try await command.run(
        "plan", "v1.2.csv", "v1.3.csv", "a/trees.csv", "b/trees.csv", "größe 1.csv", "--target",
        "kind",
        "-p", "tiny.yaml", "--out", "out")
      #expect(result.exitCode == 0, "\(result.errors)")
      for name in ["v1.2", "v1.3", "a-trees", "b-trees", "größe-1"] {
        #expect(result.output.contains(name), "\(result.output)")
      }
    }
  }

  @Test func anEncodingMayBeSaid() async throws {
    try await Command.inTemporaryFolder { command in
      let text = Self.table.replacing("length", with: "länge").replacing("oak", with: "eiché")
      let bytes = try #require(text.data(using: .isoLatin1))
      try bytes.write(to: command.folder.appendingPathComponent("trees.csv"))
      let refused = try await command.run("check", "trees.csv", "--target", "kind")
      #expect(refused.exitCode == 65)
      #expect(refused.errors.contains("trees.csv:1:1: expected UTF-8, found \"a byte of 0xE4\""))
      let read = try await command.run(
        "check", "trees.csv", "--target", "kind", "--encoding", "latin1")
      #expect(read.exitCode == 0 && read.output.contains("eiché"), "\(read.errors)")
      let unknown = try await command.run(
        "check", "trees.csv", "--target", "kind", "--encoding", "klingon")
      #expect(unknown.exitCode == 64)
    }
  }

  /// A name of several lines stays one name, and no key of a card.
  @Test(arguments: [
    "a\ntitle: Another", "Länge\r\n(cm)", "x\u{2028}y", "\u{1B}[31mred", "#", "- a", "a: {b}",
  ])
  func aNameIsNoPartOfTheCard(name: String) async throws {
    try await Command.inTemporaryFolder { command in
      let table = Self.table.replacing("length", with: "\"\(name)\"")
      try command.write(table, to: "trees.csv")
      let inspected = try await command.run("inspect", "trees.csv", "--target", "kind")
      #expect(inspected.exitCode == 0, "\(inspected.errors)")
      #expect(!inspected.output.contains("\u{1B}") && !inspected.output.contains("\u{2028}"))
      try command.write(inspected.output, to: "card.yaml")
      let checked = try await command.run("check", "card.yaml", "--data", ".")
      #expect(checked.exitCode == 0, "\(checked.errors)")
      #expect(checked.output.hasPrefix("trees.csv: 60 rows, 3 features of 2 columns"))
    }
  }

  @Test func aTableIsNoCard() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(Self.table, to: "trees.yaml")
      let result = try await command.run("check", "trees.yaml")
      #expect(result.exitCode == 65)
      #expect(
        result.errors.contains(
          #"trees.yaml: expected a card, which is YAML, found "a table"; let the file's name end in .csv"#
        ),
        "\(result.errors)")
    }
  }

  @Test func marksThatContradictAreAMistakeOfUse() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(Self.table, to: "trees.csv")
      let result = try await command.run(
        "check", "trees.csv", "--decimal", "comma", "--thousands", "comma")
      #expect(result.exitCode == 64)
      #expect(result.errors.contains("'--decimal' and '--thousands' must name different marks."))
    }
  }

  /// A model of one file scores it in another encoding, and through a pipe.
  @Test func predictReadsWhatFitReads() async throws {
    try await Command.inTemporaryFolder { command in
      let text = Self.table.replacing("length", with: "länge").replacing("red", with: "röt")
      try command.write(text, to: "trees.csv")
      let latin = try #require(text.data(using: .isoLatin1))
      try latin.write(to: command.folder.appendingPathComponent("latin.csv"))
      let utf16 = try #require(text.data(using: .utf16))
      try utf16.write(to: command.folder.appendingPathComponent("wide.csv"))
      let fit = try await command.run(
        "fit", "trees.csv", "--target", "kind", "--hidden", "4", "--pretraining-epochs", "2",
        "--save", "trees.onnx")
      #expect(fit.exitCode == 0, "\(fit.errors)")
      let expected = try await command.run("predict", "trees.onnx", "trees.csv")
      #expect(expected.exitCode == 0, "\(expected.errors)")
      for arguments in [["latin.csv", "--encoding", "latin-1"], ["wide.csv"]] {
        let found = try await command.run(["predict", "trees.onnx"] + arguments)
        #expect(found.output == expected.output, "\(arguments): \(found.errors)")
      }
      let refused = try await command.run("predict", "trees.onnx", "latin.csv")
      #expect(refused.exitCode == 65 && refused.errors.contains("expected UTF-8"))
    }
  }

  /// Words of letters, a one-hot class, labels in a file of their own, groups and the source's own split.
  @Test func fieldsNeedNotBeColumns() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(
        """
        name: words
        title: Words
        files:
          - {name: words.trn, part: training}
          - {name: words.labels, beside: words.trn}
          - {name: words.tst, part: test}
        format: {delimiter: whitespace}
        columns:
          - {name: writer, role: group}
          - {name: base, letters: 2, categories: [A, C]}
          - {name: kind, role: target, categories: [u, v], one-hot: true}
        """, to: "words.yaml")
      let words = (0..<24).map { "w\($0 % 8) \($0 % 2 == 0 ? "AC" : "CC")" }
      let labels = (0..<24).map { $0 % 2 == 0 ? "1 0" : "0 1" }
      let test = "x AC 1 0\ny CC 0 1\nx CA 1 0\n"
      try command.write(words.joined(separator: "\n"), to: "words.trn")
      try command.write(labels.joined(separator: "\n"), to: "words.labels")
      try command.write(test, to: "words.tst")
      let check = try await command.run("check", "words.yaml", "--data", ".")
      #expect(
        check.output.contains("27 rows, 4 features of 2 columns, 2 classes"), "\(check.errors)")
      #expect(check.output.contains("10 groups of rows that belong together\n"))
      #expect(check.output.contains("3 rows are the source's own test set\n"))
      let fit = try await command.run(
        "fit", "words.yaml", "--data", ".", "--hidden", "4", "--pretraining-epochs", "60", "--save",
        "words.onnx")
      #expect(fit.exitCode == 0, "\(fit.errors)")
      let predicted = try await command.run("predict", "words.onnx", "words.tst")
      #expect(predicted.exitCode == 0, "\(predicted.errors)")
      #expect(predicted.output.split(separator: "\n").count == 4)
      let plain = try await command.run("predict", "words.onnx", "words.trn")
      #expect(plain.exitCode == 0, "\(plain.errors)")
      try command.write("x ACC 1 0\n", to: "words.new")
      let refused = try await command.run("predict", "words.onnx", "words.new")
      #expect(
        refused.exitCode == 65 && refused.errors.contains("words.new:1:"), "\(refused.errors)")
    }
  }
}

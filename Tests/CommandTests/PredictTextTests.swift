import Foundation
import Testing
import TestSupport

/// What `predict` makes of texts that are not written as those that the model was fitted on.
struct PredictTextTests {
  /// 60 rows of a number, a code, an accented colour and a class.
  private static func table(
    _ header: String = "length,colour,kind", _ text: (String) -> String = { $0 },
    label: (String) -> String = { $0 }
  ) -> String {
    header + "\n"
      + (0..<60).map { row in
        let kind = ["chêne", "orme", "frêne"][row % 3]
        let colour = ["rosé", "bleu", "naïf"][row * row % 7 % 3]
        return "\(Double(row % 3) + Double(row * 37 % 11) / 10),\(text(colour)),"
          + "\(label(text(kind)))\n"
      }.joined()
  }

  private func fit(_ command: Command, _ text: String, target: String = "3") async throws {
    try command.write(text, to: "train.csv")
    _ = try await PredictTests.fit("train.csv", ["--target", target], in: command)
  }

  @Test func accentsAndBlanksDoNotCount() async throws {
    try await Command.inTemporaryFolder { command in
      try await fit(command, Self.table { $0.precomposedStringWithCanonicalMapping })
      let expected = try await command.run("predict", "model.onnx", "train.csv")
      #expect(expected.exitCode == 0 && expected.errors.contains(" of 60 rows\n"))
      let forms: [(String) -> String] = [
        { $0.decomposedStringWithCanonicalMapping }, { "  \($0)\t" }, { "\" \($0) \"" },
        { "\t\"\($0.decomposedStringWithCanonicalMapping) \" " },
      ]
      for form in forms {
        try command.write(Self.table("\"length \", colour ,kind", form), to: "test.csv")
        let result = try await command.run("predict", "model.onnx", "test.csv")
        #expect(result.exitCode == 0 && result.output == expected.output)
        #expect(result.errors == expected.errors)
      }
    }
  }

  /// A file in the other encoding of two is one mistake, whatever of it does not fit the model.
  @Test(arguments: [
    table("länge,farbe,art"), table(),
    table("x,y,z") { $0 == "bleu" ? "blé" : String($0.prefix(2)) },
  ])
  func aFileInAnotherEncodingIsOneMessage(text: String) async throws {
    try await Command.inTemporaryFolder { command in
      let latin = try #require(text.data(using: .isoLatin1))
      try latin.write(to: command.folder.appendingPathComponent("train.csv"))
      let options = ["--target", "3", "--encoding", "latin-1"]
      _ = try await PredictTests.fit("train.csv", options, in: command)
      let expected = try await command.run("predict", "model.onnx", "train.csv")
      #expect(expected.exitCode == 0)
      try command.write(text, to: "utf8.csv")
      let wrong = try await command.run("predict", "model.onnx", "utf8.csv")
      #expect(wrong.exitCode == 65 && wrong.output.isEmpty)
      #expect(
        wrong.errors
          == "prunebench: utf8.csv: expected text in latin-1, as in the files of the model's dataset, "
          + "found \"UTF-8\"; name the file's encoding (--encoding utf-8)\n")
      let right = try await command.run("predict", "model.onnx", "utf8.csv", "--encoding", "utf-8")
      #expect(right.exitCode == 0 && right.output == expected.output, "\(right.errors)")
    }
  }

  /// Names of columns and classes follow the same rule.
  @Test func namesOfColumnsHaveForms() async throws {
    try await Command.inTemporaryFolder { command in
      try await fit(command, Self.table("l\u{E4}nge,farbe,art"))
      try command.write(Self.table("la\u{308}nge,farbe,art"), to: "test.csv")
      let expected = try await command.run("predict", "model.onnx", "train.csv")
      let result = try await command.run("predict", "model.onnx", "test.csv")
      #expect(result.exitCode == 0 && result.output == expected.output, "\(result.errors)")
    }
  }

  @Test func aFileOfUnknownLabelsIsWrongThoughItIsScored() async throws {
    try await Command.inTemporaryFolder { command in
      try await fit(command, Self.table())
      let expected = try await command.run("predict", "model.onnx", "train.csv")
      try command.write(Self.table(label: { "\($0)." }), to: "dots.csv")
      for target in [[], ["--out", "out.csv"]] {
        let result = try await command.run(["predict", "model.onnx", "dots.csv"] + target)
        #expect(result.exitCode == 65)
        for part in [
          "expected a class that the model knows in some row: chêne, frêne, orme, found \"chêne.\"",
          "is it 'chêne'? 60 of 60 rows have others: 'chêne.' (20 rows), 'frêne.' (20 rows), 'orme.'",
        ] { #expect(result.errors.contains(part), "\(result.errors)") }
        #expect(!result.errors.contains("accuracy"))
        let output =
          target.isEmpty
          ? result.output
          : try String(
            contentsOf: command.folder.appendingPathComponent("out.csv"), encoding: .utf8)
        #expect(output == expected.output)
      }
      // One known label is enough; the others are counted.
      var lines = Self.table(label: { "\($0)?" }).split(separator: "\n").map(String.init)
      lines[1].removeLast()
      lines[2] = "1,bleu,"
      try command.write(lines.map { $0 + "\n" }.joined(), to: "some.csv")
      let some = try await command.run("predict", "model.onnx", "some.csv")
      #expect(some.exitCode == 0, "\(some.errors)")
      #expect(some.errors.contains("of 1 row\n"), "\(some.errors)")
      #expect(some.errors.contains("note: 58 rows have a class that the model does not know"))
      #expect(some.errors.contains("note: the class of 1 row is missing"))
      // Rows whose classes are not known yet are no mistake.
      try command.write(Self.table(label: { _ in "?" }), to: "none.csv")
      let none = try await command.run("predict", "model.onnx", "none.csv")
      #expect(none.exitCode == 0 && none.errors.contains("the class of 60 rows is missing"))
    }
  }

  @Test func columnsOfOneNameAreToldApartByTheirOrderAlone() async throws {
    try await Command.inTemporaryFolder { command in
      func rows(_ order: [Int]) -> String {
        (0..<60).map { row in
          let values = [
            "\(row % 3).\(row * 37 % 11)", "\(row * 53 % 17)", "\(["a", "b"][row % 2])",
          ]
          return order.map { values[$0] }.joined(separator: ",") + "\n"
        }.joined()
      }
      try await fit(command, "x,x,kind\n" + rows([0, 1, 2]))
      try command.write("x,x\n" + rows([0, 1]), to: "short.csv")
      let expected = try await command.run("predict", "model.onnx", "train.csv")
      let short = try await command.run("predict", "model.onnx", "short.csv")
      #expect(expected.exitCode == 0 && short.output == expected.output, "\(short.errors)")
      try command.write("kind,x,x\n" + rows([2, 0, 1]), to: "swapped.csv")
      try command.write(rows([0, 1, 2]), to: "headless.csv")
      for file in ["swapped.csv", "headless.csv"] {
        let result = try await command.run("predict", "model.onnx", file)
        #expect(result.exitCode == 65 && result.output.isEmpty)
        #expect(
          result.errors.contains(
            "\(file):1: expected the header that the model's own file has: x, x"),
          "\(result.errors)")
      }
    }
  }

  /// The set's card says that files have a header; one without would lose its first row.
  @Test func aHeaderThatReadsLikeDataIsTold() async throws {
    try await Command.inTemporaryFolder { command in
      let rows = (0..<60).map { "\($0 % 2 * 9 + $0 % 5).5,\(["a", "b"][$0 % 2])\n" }
      try command.write("length,\n" + rows.joined(), to: "train.csv")
      try command.write(
        """
        name: train
        title: Train
        files: [{name: train.csv}]
        format: {header: skip}
        columns: [{name: size}, {name: kind, role: target, categories: [a, b]}]

        """, to: "train.yaml")
      _ = try await PredictTests.fit("train.yaml", ["--data", "."], in: command)
      try command.write(rows.joined(), to: "headless.csv")
      let usual = try await command.run("predict", "model.onnx", "train.csv")
      #expect(usual.exitCode == 0 && !usual.errors.contains("line 1"), "\(usual.errors)")
      let headless = try await command.run("predict", "model.onnx", "headless.csv")
      #expect(headless.output.split(separator: "\n").count == 60)
      #expect(
        headless.errors.hasPrefix("note: line 1 is passed over as the header"),
        "\(headless.errors)")
    }
  }

  /// What an ARFF file declares is a level, and an unquoted question mark is missing, in new rows, too.
  @Test func anARFFFileIsScoredAsItWasFitted() async throws {
    try await Command.inTemporaryFolder { command in
      let header = """
        @relation trees
        @attribute length numeric
        @attribute code {NA, '?', -}
        @attribute kind {NA, oak}
        @data

        """
      let rows = (0..<60).map { row in
        "\(row % 2 * 3 + row * 37 % 11),\(["NA", "'?'", "-", "?"][row % 4]),\(["NA", "oak"][row % 2]),\n"
      }
      try command.write(header + rows.joined(), to: "trees.arff")
      let fit = try await PredictTests.fit(
        "trees.arff", ["--target", "kind", "--missing", "category"], in: command)
      let whole = try await command.run("predict", "model.onnx", "trees.arff")
      #expect(whole.exitCode == 0, "\(whole.errors)")
      #expect(
        whole.errors.hasPrefix("accuracy \(percent(fit)) %: \(fit.correct) of 60 rows\nnote: "))
      let lines = whole.output.split(separator: "\n")
      #expect(Set([1, 2, 3, 4].map { lines[$0].split(separator: ",").suffix(2) }).count == 4)
      // An order of columns of its own, and levels that the model does not have.
      let other = """
        @relation other
        @attribute kind {oak, NA}
        @attribute code {-, new, NA, '?'}
        @attribute length numeric
        @data
        NA,NA,0
        {1 ?, 2 15}
        oak,new,3

        """
      try command.write(other, to: "other.arff")
      let scored = try await command.run("predict", "model.onnx", "other.arff")
      #expect(scored.exitCode == 0, "\(scored.errors)")
      #expect(scored.errors.contains("note: 1 value of 'code' is of no category"))
      #expect(scored.output.split(separator: "\n")[1] == lines[1])
    }
  }

  private func percent(_ fit: PredictTests.FitResult) -> Double {
    (Double(fit.correct) / 60 * 10_000).rounded() / 100
  }
}

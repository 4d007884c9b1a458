import Foundation
import Testing
import TestSupport

@testable import Datasets

/// From `fit --save` to `predict`.
struct PredictTests {
  /// What of the printed JSON says how many rows were classified correctly.
  struct FitResult: Decodable {
    struct Scores: Decodable { let accuracy: Double }
    let trainingRows: Int
    let testRows: Int
    let training: Scores
    let test: Scores

    init(_ output: String) throws {
      self = try JSONDecoder().decode(FitResult.self, from: Data(output.utf8))
    }

    var rows: Int { trainingRows + testRows }
    var correct: Int {
      Int(
        (training.accuracy * Double(trainingRows) + test.accuracy * Double(testRows)).rounded())
    }
  }

  static func fit(_ set: String, _ more: [String] = [], in command: Command) async throws
    -> FitResult
  {
    let result = try await command.run(
      ["fit", set, "--hidden", "8", "--pretraining-epochs", "5", "--save", "model.onnx"] + more)
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.errors.contains("saved model.onnx: "))
    return try FitResult(result.output)
  }

  /// The raw rows of a file are classified as the fit classified them.
  @Test(arguments: TableTests.tables)
  func aTableIsScoredAsItWasFitted(table: TableTests.Table) async throws {
    try await Command.inTemporaryFolder { command in
      try TableTests.copy(table.file, from: table.source, into: command)
      let choice = table.missing.map { ["--missing", $0] } ?? []
      let fit = try await Self.fit(
        table.file, ["--target", table.target] + choice, in: command)
      let result = try await command.run("predict", "model.onnx", table.file)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(
        result.errors.contains(": \(fit.correct) of \(fit.rows) rows\n"), "\(result.errors)")
      // Rows that are equal are trained on together.
      let correct = Int((fit.test.accuracy * Double(fit.testRows)).rounded())
      #expect(
        result.errors.contains(
          "note: \(fit.trainingRows) of \(fit.rows) rows have the features of one in the training set: the "
            + "accuracy on them says nothing about new rows; on the other rows it is "),
        "\(result.errors)")
      #expect(result.errors.hasSuffix(" %: \(correct) of \(fit.testRows) rows\n"))
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == fit.rows + 1 && lines[0].hasPrefix("row,class,P("))
    }
  }

  @Test func aPrunedNetworkScoresTheSetAndItsFileAlike() async throws {
    try await Command.inTemporaryFolder { command in
      let fit = try await Self.fit(
        "car", ["--prune", "all=10%", "--pruning-epochs", "4"], in: command)
      let bySet = try await command.run("predict", "model.onnx", "car")
      #expect(bySet.exitCode == 0, "\(bySet.errors)")
      #expect(bySet.errors.contains(": \(fit.correct) of 1728 rows\n"), "\(bySet.errors)")
      #expect(
        bySet.errors.contains("note: \(fit.trainingRows) of 1728 rows have the features of one in"))
      #expect(bySet.output.hasPrefix("row,class,P(unacc),P(acc),P(good),P(vgood)\n1,"))

      let rows = CarDecisionModel.rows()
      let name = "cars.csv"
      try command.write(rows.map { $0.joined(separator: ",") + "\n" }.joined(), to: name)
      // By names, in the order of the alphabet, without the class.
      let order = [0, 2, 4, 1, 3, 5]
      let names = ["buying", "maint", "doors", "persons", "lug_boot", "safety"]
      let named = ([names] + rows).map { row in order.map { row[$0] }.joined(separator: ",") }
      try command.write(named.map { $0 + "\n" }.joined(), to: "named.csv")
      for file in [name, "named.csv"] {
        let byFile = try await command.run("predict", "model.onnx", file)
        #expect(byFile.exitCode == 0, "\(byFile.errors)")
        #expect(byFile.output == bySet.output, "\(file)")
        #expect(byFile.errors.contains("accuracy") == (file == name))
      }
      let input = command.folder.appendingPathComponent(name)
      let piped = try await command.run(
        ["predict", "model.onnx", "-", "--out", "out.csv"], input: input)
      #expect(piped.exitCode == 0 && piped.output.isEmpty, "\(piped.errors)")
      let written = try String(
        contentsOf: command.folder.appendingPathComponent("out.csv"), encoding: .utf8)
      #expect(written == bySet.output)
    }
  }

  @Test func whatCannotBeScoredIsSaidAndNothingIsWritten() async throws {
    try await Command.inTemporaryFolder { command in
      _ = try await Self.fit("xor:k=2,p=3,n=60", in: command)
      let model = command.folder.appendingPathComponent("model.onnx")
      try command.write("0.5,0.25,-1\n0.5,oops,-1\n", to: "bad.csv")
      try command.write("x1,x2,y\n0.5,0.5,0.5\n", to: "other.csv")
      try command.write("not a model\n", to: "text.onnx")
      let bytes = try Data(contentsOf: model)
      try bytes.prefix(bytes.count / 2).write(
        to: command.folder.appendingPathComponent("half.onnx"))
      let before = try BadInputTests().contents(of: command.folder)
      for (arguments, exitCode, message) in [
        (["model.onnx", "bad.csv"], 65, "bad.csv:2:2: expected a number in column 'x2'"),
        (["model.onnx", "other.csv"], 65, "expected a number in column 'x1'"),
        (["model.onnx", "none.csv"], 65, "there is no such file"),
        (["model.onnx", "car"], 64, "features and classes of the model's, xor:k=2,p=3,n=60"),
        (["model.onnx", "isolt"], 64, "did you mean 'isolet'?"),
        (["none.onnx", "bad.csv"], 65, "there is no such file"),
        (["text.onnx", "bad.csv"], 65, "expected "),
        (["half.onnx", "bad.csv"], 65, "is the file complete?"),
        (["bad.csv", "bad.csv"], 65, "expected "),
        (["model.onnx", "xor:k=2,p=3,n=9", "--out", "nowhere/out.csv"], 64, "can be written"),
      ] as [([String], Int32, String)] {
        let result = try await command.run(["predict"] + arguments)
        #expect(result.exitCode == exitCode, "\(arguments): \(result.errors)")
        #expect(result.errors.contains(message), "\(arguments): \(result.errors)")
        #expect(result.output.isEmpty)
      }
      let failed = try await command.run("predict", "model.onnx", "bad.csv", "--out", "bad-out.csv")
      #expect(failed.exitCode == 65)
      let save = try await command.run("fit", "xor:k=2,p=3,n=60", "--save", "nowhere/model.onnx")
      #expect(save.exitCode == 64 && save.output.isEmpty)
      #expect(save.errors.contains("can be written"))
      #expect(try BadInputTests().contents(of: command.folder) == before)
    }
  }
}

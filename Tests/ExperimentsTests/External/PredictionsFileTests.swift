import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Experiments

/// Files of predictions from elsewhere, right and wrong.
struct PredictionsFileTests {
  static let datasets = [
    clusters(name: "one"),
    Dataset(
      name: "two", title: "Two", features: clusters().features, labels: clusters().labels,
      featureNames: clusters().featureNames, classNames: ["b", "=1", "say \"no\", twice"],
      provenance: "made up"),
  ]

  static func run() throws -> RunDescription {
    RunDescription(try tinyProtocol(splits: 2), datasets: datasets)
  }

  static func tests() throws -> [TestSets] {
    try datasets.map { try run().testSets(of: $0, file: "run.yaml") }
  }

  /// A line for each test row of dataset "one", whose class is predicted to be that of the row before; by a header with
  /// probabilities.
  static func lines() throws -> [String] {
    ["split,dataset,row,class,p:c,p:a,p:b"]
      + (try tests()[0].rows).enumerated().flatMap { split, rows in
        rows.map { "\(split),one,\($0),\(["a", "b", "c"][($0 + 2) % 3]),0.25,0.5,0.25" }
      }
  }

  /// What `lines` predict for dataset "one".
  func predictions(_ lines: [String]) throws -> [TestPredictions] {
    let folder = try TemporaryFolder()
    let file = try PredictionsFile(
      folder.write(lines.joined(separator: "\n") + "\n", to: "forest.csv"))
    let names = try file.datasets(of: Self.run()).map(\.name)
    let tests = try Self.tests().filter { names.contains($0.name) }
    let method = try ExternalMethod("forest", file, on: tests)
    return (method.records["one"] ?? []).compactMap { $0.result?.predictions }
  }

  func error(_ lines: [String]) throws -> InputError {
    try #require(#expect(throws: InputError.self) { try predictions(lines) })
  }

  @Test func predictionsAreInTheOrderOfTheTestRows() throws {
    let lines = try Self.lines()
    let tests = try Self.tests()[0]
    for order in [lines, [lines[0]] + lines.dropFirst().reversed()] {
      let predictions = try predictions(order)
      #expect(predictions.count == 2)
      for (split, rows) in tests.rows.enumerated() {
        #expect(rows.count == 15)
        #expect(predictions[split].labels == rows.map { $0 % 3 })
        #expect(predictions[split].classes == rows.map { ($0 + 2) % 3 })
        // Of a, a half, of the others a quarter each.
        let expected = rows.map { $0 % 3 == 0 ? log(2.0) : log(4.0) }.reduce(0, +) / 15
        #expect(((predictions[split].logLoss ?? 0) - expected).magnitude < 1e-12)
      }
    }
  }

  @Test func theLogLossTakesProbabilitiesOfEveryRowAndIsFinite() throws {
    var lines = try Self.lines()
    let row = try Self.tests()[0].rows[0][0]
    let other = ["a", "b", "c"][(row + 1) % 3]
    lines[0] = "split,dataset,row,class,p:\(["a", "b", "c"][row % 3]),p:\(other),p:"
    lines[0] += ["a", "b", "c"][(row + 2) % 3]
    lines[1] = "0,one,\(row),a,0,0,1"
    let loss = try #require(try predictions(lines)[0].logLoss)
    #expect(loss > 2.2 && loss.isFinite)
    lines[1] = "0,one,\(row),a,,,"
    #expect(try predictions(lines).map { $0.logLoss == nil } == [true, false])
  }

  @Test func classesAreCalledAsInTheDatasetOrAsTablesSpellThem() throws {
    let rows = try Self.tests()[1].rows
    var lines = [#"dataset,split,row,class,"p:say ""no"", twice",p:'=1,p:b"#]
    for (split, rows) in rows.enumerated() {
      for (index, row) in rows.enumerated() {
        let name = ["=1", "'=1", #""say ""no"", twice""#][index % 3]
        lines.append("two,\(split),\(row),\(name),0.5,0.25,0.25")
      }
    }
    let folder = try TemporaryFolder()
    let file = try PredictionsFile(folder.write(lines.joined(separator: "\n"), to: "two.csv"))
    let method = try ExternalMethod("forest", file, on: [try Self.tests()[1]])
    let predicted = method.records["two"]?.first?.result?.predictions?.classes
    #expect(predicted == rows[0].indices.map { [1, 1, 2][$0 % 3] })
    #expect(method.records["one"] == nil)
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let what: String
    let code: InputError.Code
    /// Where the error is; the line behind the last where it is nil.
    let line: Int?
    let column: Int?
    let message: String
    let change: @Sendable (inout [String], _ test: Int, _ training: Int) -> Void
    var testDescription: String { what }
  }

  static let wrong: [Wrong] = [
    Wrong(
      what: "a row that is trained on", code: .mismatch, line: 2, column: 3,
      message: "a test row of split 0 of 'one'"
    ) { lines, _, training in lines[1] = "0,one,\(training),a,0.2,0.3,0.5" },
    Wrong(
      what: "a row that is not there", code: .mismatch, line: 2, column: 3,
      message: "the dataset has 60 rows"
    ) { lines, _, _ in lines[1] = "0,one,60,a,0.2,0.3,0.5" },
    Wrong(
      what: "a row twice", code: .duplicate, line: 4, column: 3, message: "line 2 has it, too"
    ) { lines, test, _ in lines.insert("0,one,\(test),a,0.2,0.3,0.5", at: 3) },
    Wrong(
      what: "a missing row", code: .missing, line: nil, column: nil,
      message: "14 of 15 test rows have one"
    ) { lines, _, _ in lines.remove(at: 1) },
    Wrong(
      what: "a missing split", code: .missing, line: nil, column: nil,
      message: "0 of 15 test rows have one"
    ) { lines, _, _ in lines.removeAll { $0.hasPrefix("1,") } },
    Wrong(
      what: "an unknown dataset", code: .unknownName, line: 3, column: 2,
      message: "a dataset of the run: one, two, found \"onne\"; did you mean 'one'?"
    ) { lines, _, _ in lines[2] = "0,onne,1,a,,," },
    Wrong(
      what: "an unknown split", code: .outOfRange, line: 3, column: 1,
      message: "a split of 'one', from 0 to 1"
    ) { lines, _, _ in lines[2] = "2,one,1,a,,," },
    Wrong(
      what: "an unknown class", code: .unknownName, line: 2, column: 4,
      message: "a class of 'one': a, b, c"
    ) { lines, test, _ in lines[1] = "0,one,\(test),A!,,," },
    Wrong(
      what: "a row that is no number", code: .invalidValue, line: 2, column: 3,
      message: "the number of a row, from 0"
    ) { lines, _, _ in lines[1] = "0,one,-1,a,,," },
    Wrong(
      what: "a probability above 1", code: .outOfRange, line: 2, column: 6,
      message: "a probability from 0 to 1"
    ) { lines, test, _ in lines[1] = "0,one,\(test),a,0,1.5,0" },
    Wrong(
      what: "a probability that is no number", code: .outOfRange, line: 2, column: 5,
      message: "a probability from 0 to 1"
    ) { lines, test, _ in lines[1] = "0,one,\(test),a,nan,1,0" },
    Wrong(
      what: "probabilities that do not add up", code: .invalidValue, line: 2, column: 5,
      message: "probabilities that add up to 1"
    ) { lines, test, _ in lines[1] = "0,one,\(test),a,0.3,0.3,0.3" },
    Wrong(
      what: "a part of the probabilities", code: .missing, line: 2, column: 5,
      message: "a probability of the class 'c'"
    ) { lines, test, _ in lines[1] = "0,one,\(test),a,,0.5,0.5" },
    Wrong(
      what: "a class without a column", code: .missing, line: 2, column: 4,
      message: "the file has no such column"
    ) { lines, _, _ in
      lines = lines.map { $0.split(separator: ",").prefix(4).joined(separator: ",") + ",0.5,0.5" }
      lines[0] = "split,dataset,row,class,p:a,p:b"
    },
    Wrong(
      what: "another dataset's class", code: .invalidValue, line: 2, column: 8,
      message: "an empty field, since 'd' is no class of 'one'"
    ) { lines, _, _ in
      lines[0] += ",p:d"
      for index in lines.indices.dropFirst() { lines[index] += index == 1 ? ",0.1" : "," }
    },
    Wrong(
      what: "a field too few", code: .syntax, line: 2, column: nil, message: "expected 7 fields"
    ) { lines, _, _ in lines[1] = "0,one,1,a,0.5,0.5" },
    Wrong(
      what: "an unknown column", code: .unknownName, line: 1, column: 7,
      message: "p:CLASS for a class's probability"
    ) { lines, _, _ in lines[0] = lines[0].replacing("p:b", with: "b") },
    Wrong(
      what: "a column twice", code: .duplicate, line: 1, column: 7, message: "each column once"
    ) { lines, _, _ in lines[0] = lines[0].replacing("p:b", with: "p:a") },
    Wrong(
      what: "no column of rows", code: .missing, line: 1, column: nil,
      message: "a header with the columns dataset, split, row and class"
    ) { lines, _, _ in lines[0] = lines[0].replacing("row", with: "p:row") },
    Wrong(
      what: "a header alone", code: .missing, line: nil, column: nil,
      message: "a prediction for each test row"
    ) { lines, _, _ in lines = [lines[0]] },
    Wrong(
      what: "nothing", code: .missing, line: 1, column: nil, message: "the file is empty"
    ) { lines, _, _ in lines = [] },
  ]

  @Test(arguments: wrong)
  func whatIsWrongIsAnErrorWithItsPlace(_ wrong: Wrong) throws {
    var lines = try Self.lines()
    let test = try Self.tests()[0].rows[0]
    let training = try #require((0..<60).first { !test.contains($0) })
    wrong.change(&lines, test[0], training)
    let error = try error(lines)
    #expect(error.code == wrong.code, "\(error)")
    #expect(error.file?.hasSuffix("forest.csv") == true && error.kind == .data)
    #expect(error.line == wrong.line ?? lines.count, "\(error)")
    #expect(error.column == wrong.column, "\(error)")
    #expect(error.description.contains(wrong.message), "\(error)")
  }

  @Test func aDatasetThatHasChangedIsAnError() throws {
    let error = try #require(
      #expect(throws: InputError.self) {
        try Self.run().testSets(of: clusters(name: "one", rows: 63), file: "run.yaml")
      })
    #expect(error.code == .mismatch && error.file == "run.yaml")
    #expect(error.description.contains("the dataset 'one' as the run had it"), "\(error)")
    let stranger = #expect(throws: InputError.self) {
      try Self.run().testSets(of: clusters(), file: "run.yaml")
    }
    #expect(stranger?.code == .unknownName && stranger?.kind == .usage)
  }
}

import Foundation
import Inputs
import Experiments
import Tabular
import Testing

@testable import Reports

struct DataExportTests {
  /// Two columns with missing values, names that need quotes, and numbers that need many digits.
  static let dataset = Dataset(
    name: "odd", title: "Odd", features: Matrix(rows: 12, columns: 3, values: odd),
    labels: (0..<12).map { $0 % 2 },
    featureNames: ["length, \"outer\"", "colour=red", "colour=blue\nor so"],
    classNames: ["a,b", "plain"], provenance: "made up",
    columns: [
      FeatureColumn(name: "length, \"outer\"", features: 0..<1, isOneHot: false, fill: .median),
      FeatureColumn(name: "colour", features: 1..<3, isOneHot: true, fill: .mode),
    ])

  static let odd: [Float] = (0..<12).flatMap { row -> [Float] in
    let length: Float =
      [0.1, -1e-40, 16_777_216, 3.4028235e38, .nan, -2, 0, 1 / 3, -0.0, 2.5, 1e20, 7][row]
    if row == 3 { return [length, .nan, .nan] }
    return [length, row < 6 ? 1 : 0, row < 6 ? 0 : 1]
  }

  static func export(splits: Int = 2) throws -> DataExport {
    try DataExport(dataset, under: ReportTests.protocolFile(splits: splits))
  }

  @Test func textsAreQuotedAndMissingValuesEmpty() throws {
    let table = try Self.export().table
    #expect(
      table.hasPrefix(
        #"""
        class,"length, ""outer""",colour=red,'colour=blue\nor so
        "a,b",0.1,1,0
        plain,-1e-40,1,0
        "a,b",16777216,1,0
        plain,3.4028235e+38,,
        "a,b",,1,0
        plain,-2,1,0
        "a,b",0,0,1

        """#), "\(table)")
    #expect(
      try Self.export().columns == #"""
        feature,column,kind,fill
        "length, ""outer""","length, ""outer""",number,median
        colour=red,colour,level,mode
        'colour=blue\nor so,colour,level,mode

        """#)
  }

  @Test func numbersAreTheSameWhenReadAgain() throws {
    let lines = try Self.export().table.split(separator: "\n").dropFirst()
    let lengths = lines.map { line in
      line.replacing("\"a,b\"", with: "").split(separator: ",", omittingEmptySubsequences: false)[1]
    }
    #expect(lengths.count == 12)
    for (row, text) in lengths.enumerated() {
      let value = Self.odd[3 * row]
      #expect(text.isEmpty == value.isNaN)
      if !value.isNaN { #expect(Float(text)?.bitPattern == value.bitPattern, "\(text)") }
    }
  }

  @Test func everySplitHasEveryRowOnceAsTheExperimentHasIt() throws {
    let protocolFile = try ReportTests.protocolFile(splits: 3)
    let dataset = ReportTests.dataset(named: "two")
    let experiment = try Experiment(protocolFile, on: [dataset], workers: 1)
    let lines = try DataExport(dataset, under: protocolFile).splits.split(separator: "\n")
    #expect(lines[0] == "split,row,part,repeat-0")
    let expected = (0..<3).flatMap { split in
      let parts = experiment.parts(split: split)
      return (0..<60).map { row in
        parts.isTest[row]
          ? "\(split),\(row),test," : "\(split),\(row),training,\(parts.folds[0][row] ?? -1)"
      }
    }
    #expect(lines.dropFirst().map(String.init) == expected)
    // Another seed is another split.
    let other = try DataExport(dataset, under: protocolFile.seeded(2)).splits
    #expect(other.split(separator: "\n") != lines)
  }

  @Test func aDatasetThatDoesNotFitTheProtocolIsRefused() throws {
    let single = Dataset(
      name: "one", title: "One", features: Matrix(rows: 1, columns: 1, values: [1]), labels: [0],
      featureNames: ["x"], classNames: ["a"], provenance: "made up")
    #expect(throws: InputError.self) {
      try DataExport(single, under: ReportTests.protocolFile())
    }
  }
}

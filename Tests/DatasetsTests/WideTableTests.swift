import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// Rows with many missing values among many columns of numbers.
struct WideTableTests {
  /// What a field may say, and its value.
  private static let fields: [(text: String, value: Float)] = [
    ("1.5", 1.5), ("?", .nan), ("", .nan), ("\u{2212}3", -3), ("1e3", 1000), ("-0.25", -0.25),
  ]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ rows: [[String]], missing: String) throws -> Dataset {
    let columns = rows[0].indices.map { "  - {name: x\($0), missing: \(missing)}\n" }.joined()
    let card = """
      name: wide
      title: Wide
      files: [{name: wide.data}]
      format: {delimiter: comma}
      columns:
      \(columns)  - {name: kind, role: target, categories: [a, b]}
      expected: {rows: \(rows.count), features: \(rows[0].count), classes: 2}

      """
    let lines = rows.enumerated().map { row, fields in
      fields.joined(separator: ",") + ",\(row % 2 == 0 ? "a" : "b")\n"
    }
    let file = try folder.write(lines.joined(), to: "wide.data")
    return try DelimitedLoader(card: DatasetCard(parsing: card, file: "wide.yaml"))
      .load(from: [file])
  }

  @Test(arguments: [1, 2, 15, 16, 17, 200])
  func eachFieldIsReadAsAlone(columns: Int) throws {
    var stream = RandomStream(seed: 3, name: "wide-\(columns)")
    let drawn = (0..<20).map { row in
      // A column without any value has no median.
      (0..<columns).map { _ in row == 0 ? 0 : stream.integer(below: Self.fields.count) }
    }
    let dataset = try load(drawn.map { $0.map { Self.fields[$0].text } }, missing: "median")
    let expected = drawn.flatMap { $0.map { Self.fields[$0].value } }
    #expect(dataset.features.values.map(\.bitPattern) == expected.map(\.bitPattern))
    let filled = dataset.preparation.filledValues.values.reduce(0, +)
    #expect(filled == expected.count(where: \.isNaN))
  }

  /// The first field that is wrong is told, wherever others are missing.
  @Test(arguments: [0, 1, 40, 99])
  func theFirstMistakeIsTold(place: Int) throws {
    var fields = (0..<100).map { $0 % 3 == 0 ? "?" : "\($0)" }
    fields[place] = "abc"
    fields[99] = "abc"
    let error = #expect(throws: InputError.self) {
      try load([(0..<100).map { "\($0)" }, fields], missing: "median")
    }
    #expect(error?.line == 2 && error?.column == place + 1 && error?.found == "abc")
  }
}

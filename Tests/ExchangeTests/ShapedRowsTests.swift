import Foundation
import Inputs
import Tabular
import Testing

@testable import Datasets
@testable import Exchange
@testable import Training

/// Models of datasets whose fields and columns do not match one to one score the same kind of rows.
struct ShapedRowsTests {
  static let card = """
    name: words
    title: Words
    files: [{name: a, part: training}, {name: b, part: test, lacks: [id]}]
    format: {delimiter: whitespace}
    columns:
      - {name: id, role: ignore}
      - {name: x}
      - {name: base, letters: 3, categories: [A, C, G]}
      - {name: writer, role: group}
      - {name: kind, role: target, categories: [u, v, w], one-hot: true}
    """

  /// Rows as in the second file.
  static let rows = {
    var stream = RandomStream(seed: 3, name: "rows")
    return (0..<100).map { row in
      let word = (0..<3).map { _ in ["A", "C", "G"][stream.integer(below: 3)] }.joined()
      let kind = ["1 0 0", "0 1 0", "0 0 1"][stream.integer(below: 3)]
      return "\(stream.integer(below: 90)) \(word) w\(row % 7) \(kind)"
    }
  }()

  private func withModel(_ body: (Fixture, Scoring) throws -> Void) throws {
    try Fixture.withFolder { folder in
      let a = Self.rows[..<80].map { "7 \($0)" }.joined(separator: "\n")
      let fixture = try Fixture(
        folder, card: Self.card, files: [a, Self.rows[80...].joined(separator: "\n")])
      // As read back from a saved model.
      let saved = try SavedNetwork(
        decoding: try fixture.saved(isPruned: false).encoded(), file: "words.onnx")
      try body(fixture, Scoring(by: saved))
    }
  }

  @Test func rowsAreScoredLikeTheLoadedDataset() throws {
    try withModel { fixture, scoring in
      let loaded = try Scored { try scoring.score(fixture.dataset, deliver: $0) }
      let lines = Self.rows
      let short = lines.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
      let named =
        ["base1 base3 base2 x"]
        + lines.map { line in
          let fields = line.split(separator: " ")
          let letters = fields[1].map(String.init)
          return "\(letters[0]) \(letters[2]) \(letters[1]) \(fields[0])"
        }
      let other = lines.map { "7 \($0)" }
      for (name, text, labelled) in [
        ("all", lines, 100), ("short", short, 0), ("named", named, 0), ("other", other, 100),
      ] {
        let file = try fixture.write(text.joined(separator: "\n"), to: name)
        let scored = try Scored { try scoring.score(file, deliver: $0) }
        #expect(scored.probabilities == loaded.probabilities, "\(name)")
        #expect(scored.summary.labelledRows == labelled, "\(name)")
        if labelled > 0 { #expect(scored.summary == loaded.summary) }
      }
    }
  }

  @Test(arguments: [
    (
      "7 7 1 ACG w1 1 0 0",
      "1: expected 6, or 3 without the class, or 7 with 'id', fields, found \"8\""
    ),
    ("1 ACG w1 1 0 0\n1 ACGG w1 1 0 0", "2:2: expected a word of 3 ASCII letters, found \"ACGG\""),
    ("1 ACG w1\n1 ACG", "2:3: expected 3 fields, found \"2\""),
    ("1 ACG w1 1 0 0\n1 ACG w1 1 1 0", "2:5: expected one 1 in the fields 4 to 6"),
  ])
  func otherRowsAreErrors(text: String, expected: String) throws {
    try withModel { fixture, scoring in
      let file = try fixture.write(text, to: "new")
      let error = #expect(throws: InputError.self) {
        _ = try Scored { try scoring.score(file, deliver: $0) }
      }
      #expect(
        "\(error.map { "\($0)" } ?? "")".contains("new:\(expected)"), "\(String(describing: error))"
      )
    }
  }
}

import DatasetTesting
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// However a table is written, each row of the file is in the dataset or mentioned in a note, and the drafted
/// card gives the same dataset, in one pass or in two.
struct AccountTests {
  /// Pieces of tables, usual and unusual ones.
  private static let fields = [
    "1.14", "2", "-", "NA", "", "?", "oak", "elm", "1,376", "\"1,5\"", "45%", "$3", "2026-01-01",
    "#x", "\"a\nb\"",
    "ye\u{1B}[31mw", "a: b", "\u{2028}", "=1+1", "null", "0", "1", "1.0", "\"\"", "'", "{", "@data",
    "é", "sep=;",
  ]

  private func table(_ stream: inout RandomStream) -> String {
    let columns = 2 + stream.integer(below: 4)
    let delimiter = [",", ";", "\t", " ", "|"][stream.integer(below: 5)]
    let end = ["\n", "\r\n", "\r", "\u{1A}\n"][stream.integer(below: 3)]
    let kinds = (0..<columns).map { _ in stream.integer(below: 4) }
    let rows = 1 + stream.integer(below: 40)
    var lines: [String] = []
    for row in 0..<rows {
      var fields = (0..<columns).map { column -> String in
        switch kinds[column] {
        case 0: "\(Double(stream.integer(below: 900)) / 100)"
        case 1: "\(stream.integer(below: 5))"
        case 2: Trees.kinds[stream.integer(below: 3)]
        default: row == 0 ? "name\(column)" : "\(row * 31 % 17)"
        }
      }
      if stream.integer(below: 6) == 0 {
        fields[stream.integer(below: columns)] =
          Self.fields[stream.integer(below: Self.fields.count)]
      }
      if stream.integer(below: 60) == 0 { fields.removeLast() }
      if stream.integer(below: 60) == 0 { fields.append("") }
      lines.append(fields.joined(separator: delimiter))
      if stream.integer(below: 80) == 0 { lines.append("# a word") }
      if stream.integer(below: 80) == 0 { lines.append("") }
    }
    return lines.joined(separator: end) + (stream.integer(below: 2) == 0 ? end : "")
  }

  @Test func eachRowIsReadOrNamed() throws {
    var stream = RandomStream(seed: 11, name: "tables")
    var read = 0
    var built = 0
    for _ in 0..<4000 {
      let text = table(&stream)
      do {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "t.csv")
        let target = "\(1 + stream.integer(below: 3))"
        let missing = DatasetCard.MissingPolicy.allCases[stream.integer(below: 5)]
        let passes = PassComparison(file, target: target, missing: missing, samples: [1, 3, 8, 20])
        #expect(passes.difference == nil, "\(text.debugDescription)")
        built += passes.built
        let table = try InspectedTable(file, target: target, missing: missing)
        let account = RowAccount(of: table, in: Array(text.utf8))
        #expect(account.isComplete, "\(account): \(text.debugDescription)")
        let dataset = try table.dataset()
        #expect(dataset.rows + dataset.preparation.droppedRows == table.profile.rows)
        read += 1
      } catch is InputError {
        // The error has a place.
      }
    }
    // Most tables can be read; otherwise the test would be meaningless.
    #expect(read > 400)
    #expect(built > 200)
  }
}

import Datasets
import Inputs

extension SplitsTable {
  /// Which field of a row is what.
  struct Columns: Sendable {
    static let required = ["split", "row", "part"]
    static let expected = "a header with the columns split, row and part"
    private static let mark = "repeat-"
    private static let most = 1_000_000_000

    /// Nil if the file is of one dataset.
    let dataset: Int?
    let split, row, part: Int
    /// The columns of folds, by repeat.
    let repeats: [Int]
    private let count: Int

    init(_ header: RawRow) throws(InputError) {
      let names = header.texts
      let repeats = names.count { $0.hasPrefix(Self.mark) }
      let known = ["dataset"] + Self.required + (0..<repeats).map { "\(Self.mark)\($0)" }
      let columns = try NamedColumns(
        header, expected: Self.expected,
        known: "a column dataset, split, row or part, or repeat-0, repeat-1 and so on for folds"
      ) { known.contains($0) }
      dataset = names.firstIndex(of: "dataset")
      split = try columns.field("split")
      row = try columns.field("row")
      part = try columns.field("part")
      var folds: [Int] = []
      for number in 0..<repeats { folds.append(try columns.field("\(Self.mark)\(number)")) }
      self.repeats = folds
      count = names.count
    }

    /// What a row says, and of which split.
    func read(_ row: RawRow) throws(InputError) -> (split: Int, row: Row) {
      guard row.count == count else { throw row.error(fields: "\(count)") }
      func number(_ field: Int, of noun: String) throws(InputError) -> Int {
        guard let number = Int(row.text(field)), (0...Self.most).contains(number) else {
          throw row.error(field: field, expected: "the number of a \(noun), from 0")
        }
        return number
      }
      let isTest = row.text(part) == "test"
      guard isTest || row.text(part) == "training" else {
        throw row.error(field: part, expected: "training or test")
      }
      var folds: [Int] = []
      for field in repeats {
        if !isTest {
          folds.append(try number(field, of: "fold"))
        } else if !row.text(field).isEmpty {
          throw row.error(
            field: field, expected: "an empty field, since rows of the test set are in no fold")
        }
      }
      return (
        try number(split, of: "split"),
        Row(row: try number(self.row, of: "row"), line: row.line, isTest: isTest, folds: folds)
      )
    }
  }
}

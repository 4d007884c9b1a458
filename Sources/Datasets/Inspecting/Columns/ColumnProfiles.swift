/// Statistics of all columns of a file, row by row.
///
/// In a large file nearly every field is a number within the range of those above it, in a column with more distinct
/// numbers than are stored. It changes only counts. So the numbers of a row are read together and compared with these
/// ranges, and only the other fields are looked at one by one.
struct ColumnProfiles {
  /// The number of rows so far.
  private(set) var rows = 0

  private var profiles: [ColumnProfile]
  /// For each column the range of numbers that change only counts (``ColumnProfile/settledRange``).
  private var lower: [Float]
  private var upper: [Float]
  /// The decimal mark of the plain numbers; nil if there is no column of them.
  private let decimalMark: DelimitedFormat.DecimalMark?

  /// - Parameter profiles: the columns without any row. Their numbers have one decimal mark.
  init(_ profiles: [ColumnProfile]) {
    self.profiles = profiles
    lower = profiles.map(\.settledRange.lower)
    upper = profiles.map(\.settledRange.upper)
    decimalMark = profiles.first { $0.format.isPlain }?.format.notation.decimal
  }

  /// The statistics of each column.
  var columns: [ColumnProfile] { profiles.map { $0.counting(settled: rows - $0.count) } }

  /// Adds a row, which has a field for each column, and leaves its numbers in it.
  mutating func add(_ row: inout DelimitedRow) {
    rows += 1
    guard let decimalMark else {
      for field in profiles.indices { profiles[field].add(row, field) }
      return
    }
    let numbers = row.readNumbers(decimalMark)
    for (field, number) in numbers.enumerated()
    where !(number > lower[field] && number < upper[field]) {
      profiles[field].add(row, field)
      (lower[field], upper[field]) = profiles[field].settledRange
    }
  }
}

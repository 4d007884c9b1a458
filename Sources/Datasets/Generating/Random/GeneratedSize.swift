import Inputs

/// Limits the size of synthetic datasets.
enum GeneratedSize {
  /// The most numbers in a table (4 GiB).
  private static let valueLimit = 1 << 30

  /// - Throws: ``InputError`` (usage) if the table of the generator `name` would be empty, or would not
  ///   fit into memory.
  static func check(rows: Int, columns: Int, of name: String) throws(InputError) {
    guard rows >= 1 else {
      throw InputError(
        .usage, code: .outOfRange, expected: "at least one row for \(name)", found: "\(rows)")
    }
    guard columns <= 1_000_000 else {
      throw InputError(
        .usage, code: .outOfRange, expected: "at most 1000000 dimensions for \(name)",
        found: "\(columns)")
    }
    let (values, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, values <= valueLimit else {
      throw InputError(
        .usage, code: .outOfRange,
        expected: "rows times dimensions of at most \(valueLimit) for \(name)",
        found: "\(rows) x \(columns)")
    }
  }
}

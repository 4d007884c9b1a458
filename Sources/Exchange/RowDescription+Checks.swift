import Datasets
import Inputs

extension RowDescription {
  /// The most fields, levels and features: far above any real table.
  private static let limit = 1_000_000

  /// Why rows cannot be so; nil if they can. What was read from a file may say anything.
  func flaw(classes: Int) -> String? {
    guard (1...Self.limit).contains(columns.count) else { return "no columns, or too many" }
    let names = Set(columns.map(\.name))
    guard names.count == columns.count else { return "columns of the same name" }
    let features = columns.filter { $0.role == .feature }
    guard !features.isEmpty else { return "no features" }
    guard features.map(\.width).reduce(0, +) <= Self.limit else { return "too many features" }
    guard columns.count(where: { $0.role == .target }) <= 1 else { return "two targets" }
    for column in columns {
      if let levels = column.levels {
        guard !levels.isEmpty, Set(levels).count == levels.count else {
          return "levels of '\(column.name)' that are none or the same"
        }
      } else if column.ordinal, column.role == .feature {
        return "an order of '\(column.name)', which has no levels"
      }
      if column.missing == .category, !column.isOneHot {
        return "a level for missing values of '\(column.name)', which has no levels"
      }
      guard column.role == .target else { continue }
      guard let levels = column.levels, let own = column.classes, own.count == levels.count,
        own.allSatisfy((0..<classes).contains)
      else { return "classes of '\(column.name)' that are not those of its levels" }
    }
    guard (1...Self.limit).contains(headerRows), (0...Self.limit).contains(skippedLines) else {
      return "a header of no rows, or too many"
    }
    guard (0...Self.limit).contains(trailingDelimiters ?? 0) else {
      return "delimiters at the ends of rows that are too many"
    }
    guard thousandsMark?.rawValue != decimalMark.rawValue else {
      return "one mark for decimals and thousands"
    }
    guard columns.allSatisfy({ $0.offset?.isFinite ?? true && $0.unit != "" }) else {
      return "an offset that is no number, or a unit without a character"
    }
    // libcsv needs a character that is no quote and ends no line.
    guard
      delimiter == DelimitedFormat.Delimiter.whitespace.text
        || (delimiter.utf8.count == 1 && !["\"", "\n", "\r"].contains(delimiter))
    else { return "a delimiter that is no character" }
    return nil
  }
}

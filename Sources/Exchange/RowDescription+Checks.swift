import Datasets
import Inputs

extension RowDescription {
  /// The most fields, levels and features: far above any real table.
  private static let limit = 1_000_000

  /// What is inconsistent in the description; nil if nothing is. A description read from a file may say
  /// anything.
  func flaw(classes: Int) -> String? {
    guard (1...Self.limit).contains(columns.count) else { return "no columns, or too many" }
    let names = Set(columns.map(\.name))
    guard names.count == columns.count else { return "columns with the same name" }
    let features = columns.filter { $0.role == .feature }
    guard !features.isEmpty else { return "no features" }
    guard features.map(\.width).reduce(0, +) <= Self.limit else { return "too many features" }
    guard columns.count(where: { $0.role == .target }) <= 1 else { return "two targets" }
    for column in columns {
      if let levels = column.levels {
        guard !levels.isEmpty, Set(levels).count == levels.count else {
          return "no levels of '\(column.name)', or repeated ones"
        }
      } else if column.ordinal, column.role == .feature {
        return "an order of '\(column.name)', which has no levels"
      }
      if column.missing == .category, !column.isOneHot {
        return "a level for missing values of '\(column.name)', which has no levels"
      }
      if column.oneHotFields == true, column.levels == nil || column.letter != nil {
        return "fields for the levels of '\(column.name)', which has none"
      }
      guard column.role == .target else { continue }
      guard let levels = column.levels, let own = column.classes, own.count == levels.count,
        own.allSatisfy((0..<classes).contains)
      else { return "classes of '\(column.name)' that do not match its levels" }
    }
    let (common, extra) = (Set(columns.map(\.name)), Set((extraColumns ?? []).map(\.name)))
    guard extra.count == extraColumns?.count ?? 0, common.isDisjoint(with: extra),
      (extraColumns ?? []).allSatisfy({ $0.role == .ignore })
    else { return "columns without use that are repeated, or of use" }
    for layout in layouts ?? [] {
      guard Set(layout).count == layout.count, common.isSubset(of: layout),
        common.union(extra).isSuperset(of: layout), layout.count > columns.count
      else { return "a kind of row with other columns" }
    }
    // The letters of a word follow one another.
    for (before, column) in zip([nil] + columns.map(\.letter), columns)
    where (column.letter ?? 0) != 0 {
      guard column.letter == before.map({ $0 + 1 }) else {
        return "letters of '\(column.name)' that do not follow one another"
      }
    }
    guard (1...Self.limit).contains(headerRows), (0...Self.limit).contains(skippedLines) else {
      return "a header with no rows, or too many"
    }
    guard (0...Self.limit).contains(trailingDelimiters ?? 0) else {
      return "too many delimiters at the ends of rows"
    }
    guard thousandsMark?.rawValue != decimalMark.rawValue else {
      return "the same mark for decimals and thousands"
    }
    guard columns.allSatisfy({ $0.offset?.isFinite ?? true && $0.unit != "" }) else {
      return "an offset that is not a finite number, or an empty unit"
    }
    // libcsv needs a character that is neither a quote nor a line end.
    guard
      delimiter == DelimitedFormat.Delimiter.whitespace.text
        || (delimiter.utf8.count == 1 && !["\"", "\n", "\r"].contains(delimiter))
    else { return "a delimiter that is not a single character" }
    return nil
  }
}

import Foundation
import Inputs

/// One line of a drafted card.
struct ColumnDraft {
  /// What stands between the braces: `name: colour, categories: [blue, red]`.
  let fields: String
  /// What speaks for it.
  let evidence: String
  /// What a user should know.
  let warnings: [String]
  /// Whether it is a feature or the target.
  let isUsed: Bool

  /// More levels than this make too many features of one column.
  private static let levelLimit = 100
  /// Fewer different integers than this may be codes.
  private static let codeLimit = 10

  /// The column as a feature, or ignored where it cannot tell anything.
  init(feature column: ColumnProfile) {
    let reason = Self.reasonToIgnore(column)
    if let reason {
      fields = "name: \(YAMLText.scalar(column.name)), role: ignore"
      evidence = reason
      warnings = ["'\(column.name)' is left out: \(reason)"]
      isUsed = false
      return
    }
    isUsed = true
    var fields = "name: \(YAMLText.scalar(column.name))"
    var evidence = column.isNumeric ? Self.numbers(column) : Self.levels(column)
    var warnings: [String] = []
    if !column.isNumeric { fields += ", categories: \(Self.list(column.sortedLevels))" }
    if column.levels.count == 1, !column.hasMoreLevels {
      evidence += "; constant"
      warnings.append("'\(column.name)' is constant")
    } else if column.isNumeric, column.isIntegral, column.levels.count > 2,
      column.levels.count < Self.codeLimit, column.present >= 10 * column.levels.count,
      !column.hasMoreLevels
    {
      evidence += "; if these are codes: categories: \(Self.list(column.sortedLevels))"
    }
    let absent = column.missing.values.reduce(0, +)
    if absent > 0 { evidence += "; \(absent) missing" }
    self.fields = fields
    self.evidence = evidence
    self.warnings = warnings
  }

  /// The column as the target.
  /// - Throws: ``InputError`` if it has one value, too many, or is a quantity.
  init(target column: ColumnProfile, file: String, folds: Int) throws(InputError) {
    // Every class must occur, whatever the file declares.
    let levels = column.sortedLevels.filter { column.levels[$0] != nil }
    let count = levels.count
    guard count > 1 else {
      throw InputError(
        file: file, expected: "two classes or more in the target '\(column.name)'",
        found: levels.first ?? "", hint: "name another column")
    }
    guard !column.hasMoreLevels, count <= Self.levelLimit, !column.isNumeric || column.isIntegral
    else {
      let many = column.hasMoreLevels ? "more than \(ColumnProfile.levelLimit)" : "\(count)"
      throw InputError(
        file: file, expected: "a class in each row of the target '\(column.name)'",
        found: "\(many) different values",
        hint: column.isNumeric
          ? "it is a quantity: PruneBench classifies; cut it into classes first"
          : "name another column")
    }
    fields =
      "name: \(YAMLText.scalar(column.name)), role: target, "
      + "categories: \(Self.list(levels))"
    evidence = Self.levels(column)
    isUsed = true
    warnings = levels.compactMap { level in
      let rows = column.levels[level] ?? 0
      return rows < folds
        ? "class '\(level)' has \(rows) rows, fewer than \(folds) folds" : nil
    }
  }

  private static func reasonToIgnore(_ column: ColumnProfile) -> String? {
    if column.present == 0 { return "no value at all" }
    if column.declared == .text { return "declared as a text or a date" }
    let isDifferent = column.hasMoreLevels || column.levels.count == column.present
    if column.isNumeric {
      return column.isIntegral && column.isConsecutive && column.present > 2
        ? "\(number(column.minimum)) to \(number(column.maximum)), each one more: the row's number"
        : nil
    }
    if case .category = column.declared { return nil }
    if isDifferent, column.present > 20 { return "a different text in nearly every row: an id" }
    let many =
      column.hasMoreLevels ? "more than \(ColumnProfile.levelLimit)" : "\(column.levels.count)"
    return column.levels.count > levelLimit ? "\(many) different texts: too many categories" : nil
  }

  private static func numbers(_ column: ColumnProfile) -> String {
    let different =
      column.hasMoreLevels ? "over \(ColumnProfile.levelLimit)" : "\(column.levels.count)"
    return "\(column.isIntegral ? "integers" : "numbers") from \(number(column.minimum)) to "
      + "\(number(column.maximum)), \(different) different"
  }

  private static func levels(_ column: ColumnProfile) -> String {
    let counts = column.sortedLevels.prefix(12).map { "\(column.levels[$0] ?? 0)" }
    return "\(counts.joined(separator: ", "))\(column.levels.count > 12 ? ", ..." : "") rows"
  }

  private static func number(_ value: Float) -> String {
    value == value.rounded() && value.magnitude < 1e7 ? "\(Int(value))" : "\(value)"
  }

  /// Levels are texts, also where they look like numbers.
  private static func list(_ levels: [String]) -> String {
    "[\(levels.map(YAMLText.scalar).joined(separator: ", "))]"
  }
}

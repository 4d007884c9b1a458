import Inputs

/// Why a column is not a feature, and how a card can make it one.
struct LeftOut {
  /// The reason, for display.
  let text: String
  /// The card's line that makes it a feature; nil if that is impossible.
  let keep: String?

  /// The reason, with the line that keeps the column if it is short.
  var shortened: String {
    guard let keep else { return text }
    return keep.count <= 80
      ? "\(text); to keep it: {\(keep)}"
      : "\(text); the card that 'prunebench inspect' prints has a line that keeps it"
  }

  /// The share of distinct values above which a column identifies the rows.
  private static let textShare = 0.75
  private static let numberShare = 0.9
  /// With fewer rows, ids cannot be recognised.
  private static let rowLimit = 20

  /// Nil if the column is a feature.
  init?(_ column: ColumnProfile, isFirst: Bool, hasHeader: Bool, hasRowNames: Bool) {
    let name = YAMLText.scalar(column.name)
    if isFirst, hasRowNames {
      self.init("the names of the rows, for which the header has no name", keep: nil)
      return
    }
    switch column.kind {
    case .empty:
      self.init("no values", keep: nil)
    case .text:
      self.init("declared as a text or a date", keep: nil)
    case .date(let notations):
      let written = notations.map { "date: \($0.rawValue)" }.joined(separator: " or ")
      self.init(
        notations.isEmpty
          ? "dates or times in a form that cards cannot read: write them as 2026-01-31 first"
          : "dates or times (\(written)); a card can turn them into days since the first",
        keep: notations.first.map { "name: \(name), date: \($0.rawValue)" })
    case .number:
      guard let reason = Self.reason(number: column, isFirst, hasHeader) else { return nil }
      self.init(reason, keep: "name: \(name)")
    case .category:
      if case .category = column.declared { return nil }
      guard let reason = Self.reason(category: column) else { return nil }
      let levels = column.levels
      let isShort = !column.hasMoreLevels && levels.count <= ColumnDraft.levelLimit
      self.init(
        reason,
        keep: isShort
          ? "name: \(name), categories: \(ColumnDraft.list(levels.map(\.text)))" : nil)
    }
  }

  private init(_ text: String, keep: String?) {
    self.text = text
    self.keep = keep
  }

  private static func reason(
    number column: ColumnProfile, _ isFirst: Bool, _ hasHeader: Bool
  ) -> String? {
    guard column.declared == nil, column.isIntegral, column.numbers > 2, column.format.unit == nil
    else { return nil }
    if column.isConsecutive {
      return
        "\(ColumnDraft.number(column.minimum)) to \(ColumnDraft.number(column.maximum)), rising by "
        + "one: the row number"
    }
    // Distinct whole numbers may be measurements. Ids are in the first column, or have a name for ids.
    guard column.numbers > rowLimit, hasHeader ? isCalledID(column.name) : isFirst else {
      return nil
    }
    let different = column.numberTexts.count
    return Double(different) >= numberShare * Double(column.numbersWhenFull)
      ? "\(different) different numbers in \(column.numbersWhenFull) rows: an id" : nil
  }

  private static func reason(category column: ColumnProfile) -> String? {
    let different = column.levels.count
    let present = column.present
    let example = example(of: column)
    if column.hasMoreLevels {
      return "more than \(ColumnProfile.levelLimit) different texts: an id, or too many categories"
        + example
    }
    if present > rowLimit, Double(different) >= textShare * Double(present) {
      return "\(different) different texts in \(present) rows: an id" + example
    }
    if different > ColumnDraft.levelLimit {
      return "\(different) different texts: too many categories" + example
    }
    // If each text occurs in a single run of rows, the column names groups of rows.
    if different > rowLimit, column.runs == different {
      return
        "\(different) texts, each in one run of rows: possibly groups of rows that belong together "
        + "(role: group)"
    }
    return nil
  }

  /// An example of the texts, in case they are numbers in another notation.
  private static func example(of column: ColumnProfile) -> String {
    let odd = column.texts.filter { column.numbers > 0 || $0.key.contains(where: \.isNumber) }
    guard 2 * odd.count >= column.texts.count,
      let first = odd.min(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) })
    else { return "" }
    let numbers =
      column.numbers > 0 ? "; \(column.numbers) of \(column.count) fields are numbers" : ""
    return "\(numbers); \"\(first.key)\" (line \(first.value.line)) is not a number"
  }

  /// Whether a column's name says that it identifies rows.
  private static func isCalledID(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    let names: Set<String> = [
      "id", "ids", "uid", "uuid", "guid", "identifier", "index", "idx", "key", "no", "nr", "num",
      "number",
      "serial", "row", "rowid", "record", "case", "sample", "subject", "patient", "code",
    ]
    return words.contains { names.contains($0) } || name.hasSuffix("ID") || name.hasSuffix("Id")
  }
}

/// Usual marks of missing values.
enum MissingMarks {
  /// The marks, in the order in which a card lists those that occur.
  static let all = ["", "?", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "-"]

  /// Other marks. They are too often a value to count as marks, but cannot be a column's name or a unit.
  private static let others: Set<String> = [
    "none", "missing", "unknown", "n.a.", "n.a", "#n/a", "<na>", "\\n", ".", "--", "*", "inf",
    "-inf",
    "+inf", "infinity", "-infinity", "nil", "undefined",
  ]

  /// Whether `text` is one of ``all``.
  static func contains(_ text: String) -> Bool { all.contains(text) }

  /// Whether `text` could stand for a missing value.
  static func mayBe(_ text: String) -> Bool {
    contains(text) || others.contains(text.lowercased())
      || ["na", "null", "nan"].contains(text.lowercased())
  }

  /// Whether a row with `text` as its target has no class.
  static func isMissingClass(_ text: String) -> Bool { text.isEmpty || text == "?" }

  /// Whether `mark` looks like the value `other`: both are single characters, or equally many letters of the
  /// same case.
  static func look(_ mark: String, like other: String) -> Bool {
    if mark.count == 1 { return other.count == 1 }
    return mark.count == other.count && mark.allSatisfy(\.isLetter) && other.allSatisfy(\.isLetter)
      && (mark == mark.uppercased()) == (other == other.uppercased())
      && (mark == mark.lowercased()) == (other == other.lowercased())
  }
}

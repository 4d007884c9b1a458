/// What people write where a value is missing.
enum MissingMarks {
  /// In the order in which a card lists those that occur.
  static let all = ["", "?", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "-"]

  /// Whether `text` is one of them.
  static func contains(_ text: String) -> Bool { all.contains(text) }
}

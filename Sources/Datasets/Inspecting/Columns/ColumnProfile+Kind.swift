/// The kind of values that a column seems to have.
enum ColumnKind: Hashable, Sendable {
  /// The column has no value.
  case empty
  /// Numbers, and perhaps a few other fields.
  case number
  /// Dates or times, in one of these notations. Several fit if no day is above the twelfth; none if cards
  /// cannot read the notation.
  case date([DateNotation])
  /// Categories: each distinct text is a level.
  case category
  /// The file declares the column as texts or dates.
  case text
}

extension ColumnProfile {
  /// The share of present fields that must be numbers, or dates, for a column to be of that kind.
  private static let share = 0.8
  /// With at least so many distinct numbers, few distinct texts among them are not levels.
  private static let measuredNumbers = 20
  private static let measuredOthers = 3
  /// Fewer distinct numbers beside a unit may be codes, such as `1a` and `2a`.
  private static let unitLevels = 10

  /// The kind of the column, as a feature.
  var kind: ColumnKind {
    switch declared {
    case .category: return .category
    case .text: return .text
    case .number: return numbers > 0 ? .number : .empty
    case nil: break
    }
    let present = count - markCount
    guard present > 0 else { return .empty }
    if Double(evidence.numbers) >= Self.share * Double(present), numbers > 0 { return .number }
    if numbers * 2 >= present, isMeasured { return .number }
    let dates = DateNotation.allCases.filter {
      Double(self.dates[$0] ?? 0) >= Self.share * Double(present)
    }
    return Double(anyDates) >= Self.share * Double(present) ? .date(dates) : .category
  }

  /// Whether there are so many distinct numbers, and so few other texts, that the column cannot be a code.
  private var isMeasured: Bool {
    let others = texts.keys.count { !MissingMarks.contains($0) }
    return (hasMoreNumbers || numberTexts.count >= Self.measuredNumbers) && !hasMoreTexts
      && others <= Self.measuredOthers
  }

  /// Whether the column holds numbers in some notation, with or without a unit.
  var isNumberLike: Bool {
    guard declared == nil else { return false }
    let present = count - markCount
    let likely = evidence.numbers + (unit.flatMap { units[$0] } ?? 0)
    return present > 0 && Double(likely) >= Self.share * Double(present)
  }

  /// The unit beside nearly every number of the column.
  var unit: Unit? {
    guard declared == nil, numbers * 5 < count else { return format.unit }
    let present = count - markCount
    guard let most = units.max(by: { ($0.value, $1.key.text) < ($1.value, $0.key.text) }),
      Double(most.value) >= Self.share * Double(present)
    else { return nil }
    let isSymbol = !most.key.text.contains { $0.isLetter }
    return isSymbol || texts.count > Self.unitLevels ? most.key : nil
  }

  /// The fields without a value if the column is a feature: marks of missing values and, in a column of
  /// numbers, everything that is not a number.
  var missing: [String: Occurrence] {
    if declared != nil { return missingByDeclaration }
    return switch kind {
    case .number: texts
    case .category: texts.filter { MissingMarks.contains($0.key) && !isLevel($0.key) }
    case .empty, .date, .text: texts.filter { MissingMarks.contains($0.key) }
    }
  }

  /// In a column of numbers, the fields that are neither numbers nor usual marks of missing values.
  var oddTexts: [String: Occurrence] {
    kind == .number ? texts.filter { !MissingMarks.contains($0.key) } : [:]
  }

  /// Marks of missing values that count as levels here, because they look like the other levels.
  var marksThatAreLevels: [String] {
    guard declared == nil, kind == .category else { return [] }
    return texts.keys.filter { MissingMarks.contains($0) && isLevel($0) }.sorted()
  }

  /// The distinct values if the column is a feature, in the order of a card.
  var levels: [(text: String, count: Int)] {
    guard declared == nil else { return ordered(values) }
    let absent = Set(missing.keys)
    return ordered(values.filter { !absent.contains($0.key) })
  }

  /// The classes if the column is the target, where only an empty field and `?` count as missing.
  var classes: [(text: String, count: Int)] {
    ordered(
      values.filter { text, count in
        count > 0 && (declared != nil || !MissingMarks.isMissingClass(text))
      })
  }

  /// The rows without a class.
  var missingClasses: [String: Occurrence] {
    declared == nil ? texts.filter { MissingMarks.isMissingClass($0.key) } : missingByDeclaration
  }

  /// The number of fields with a value.
  var present: Int { count - missing.values.reduce(0) { $0 + $1.count } }

  /// Whether there are more distinct values than are stored.
  var hasMoreLevels: Bool { hasMoreTexts || hasMoreNumbers }

  /// How often each value occurs.
  private var values: [String: Int] {
    var all = numberTexts.merging(texts.mapValues(\.count)) { $0 + $1 }
    if case .category(let declared) = declared {
      for level in declared { all[level, default: 0] += 0 }
    }
    return all
  }

  /// Sorts values in the order that the file declares; without one, numerically or alphabetically.
  private func ordered(_ values: [String: Int]) -> [(text: String, count: Int)] {
    if case .category(let declared) = declared {
      let others = values.keys.filter { !declared.contains($0) }.sorted()
      return (declared.filter { values[$0] != nil } + others).map { ($0, values[$0] ?? 0) }
    }
    guard texts.keys.allSatisfy({ values[$0] == nil }) else {
      return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    let numbers = values.map { text, count in
      (number: format.double(Array(text.utf8)[...]) ?? 0, text: text, count: count)
    }
    return numbers.sorted { ($0.number, $0.text) < ($1.number, $1.text) }.map {
      ($0.text, $0.count)
    }
  }

  private var markCount: Int {
    texts.reduce(0) { $0 + (MissingMarks.contains($1.key) ? $1.value.count : 0) }
  }

  /// In a column that the file declares, the fields that it marks as missing by an unquoted `?`.
  private var missingByDeclaration: [String: Occurrence] { absent.map { ["?": $0] } ?? [:] }

  /// Whether a mark of missing values looks like all other values of the column, and so counts as a value: `-`
  /// beside `+`, NA beside ZA and BW.
  private func isLevel(_ mark: String) -> Bool {
    guard mark != "", mark != "?" else { return false }
    let others = values.keys.filter { !MissingMarks.contains($0) }
    return !others.isEmpty && others.allSatisfy { MissingMarks.look(mark, like: $0) }
  }
}

/// What a column is taken for.
enum ColumnKind: Hashable, Sendable {
  /// There is no value.
  case empty
  /// Numbers, and perhaps a few fields that are none.
  case number
  /// Dates or times, in one of these notations: several fit where no day is above the twelfth, none where
  /// they are written in a way that no card reads.
  case date([DateNotation])
  /// Each different text is a level.
  case category
  /// The file declares texts or dates, which are not told apart.
  case text
}

extension ColumnProfile {
  /// How many of the fields that are there must be numbers, or dates, for a column to be of them.
  private static let share = 0.8
  /// From so many different numbers on, so few different texts among them are no levels.
  private static let measuredNumbers = 20
  private static let measuredOthers = 3
  /// Fewer different numbers beside a unit may be codes, such as `1a` and `2a`.
  private static let unitLevels = 10

  /// What a feature's column is taken for.
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

  /// Whether the numbers are so many, and what stands among them so little, that the column is no code.
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

  /// What stands beside nearly every number of the column.
  var unit: Unit? {
    guard declared == nil, numbers * 5 < count else { return format.unit }
    let present = count - markCount
    guard let most = units.max(by: { ($0.value, $1.key.text) < ($1.value, $0.key.text) }),
      Double(most.value) >= Self.share * Double(present)
    else { return nil }
    let isSymbol = !most.key.text.contains { $0.isLetter }
    return isSymbol || texts.count > Self.unitLevels ? most.key : nil
  }

  /// The fields that hold no value where the column is a feature, with the marks that stand for one, and
  /// where it holds numbers everything else that is none.
  var missing: [String: Occurrence] {
    if declared != nil { return missingByDeclaration }
    return switch kind {
    case .number: texts
    case .category: texts.filter { MissingMarks.contains($0.key) && !isLevel($0.key) }
    case .empty, .date, .text: texts.filter { MissingMarks.contains($0.key) }
    }
  }

  /// Of a column of numbers, the fields that are neither numbers nor a usual mark of a missing value.
  var oddTexts: [String: Occurrence] {
    kind == .number ? texts.filter { !MissingMarks.contains($0.key) } : [:]
  }

  /// Marks of missing values that are taken for levels here, since they look like the others.
  var marksThatAreLevels: [String] {
    guard declared == nil, kind == .category else { return [] }
    return texts.keys.filter { MissingMarks.contains($0) && isLevel($0) }.sorted()
  }

  /// The different values where the column is a feature, in the order in which a card lists them.
  var levels: [(text: String, count: Int)] {
    guard declared == nil else { return ordered(values) }
    let absent = Set(missing.keys)
    return ordered(values.filter { !absent.contains($0.key) })
  }

  /// The classes where the column is the target: there nothing is missing but an empty field and `?`.
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

  /// Fields that have a value.
  var present: Int { count - missing.values.reduce(0) { $0 + $1.count } }

  /// Whether there are more different values than are kept.
  var hasMoreLevels: Bool { hasMoreTexts || hasMoreNumbers }

  /// How often each value occurs.
  private var values: [String: Int] {
    var all = numberTexts.merging(texts.mapValues(\.count)) { $0 + $1 }
    if case .category(let declared) = declared {
      for level in declared { all[level, default: 0] += 0 }
    }
    return all
  }

  /// In the order that the file declares, else numbers in their order, texts in that of their characters.
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

  /// Of a column that the file declares, the fields that it says are missing: an unquoted `?`.
  private var missingByDeclaration: [String: Occurrence] { absent.map { ["?": $0] } ?? [:] }

  /// Whether a mark of missing values looks like all other values of the column, so that it is one, too:
  /// `-` beside `+`, NA beside ZA and BW.
  private func isLevel(_ mark: String) -> Bool {
    guard mark != "", mark != "?" else { return false }
    let others = values.keys.filter { !MissingMarks.contains($0) }
    return !others.isEmpty && others.allSatisfy { MissingMarks.look(mark, like: $0) }
  }
}

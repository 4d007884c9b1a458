/// What the fields of one column are like.
struct ColumnProfile: Sendable {
  /// What it is called.
  let name: String
  /// Fields in all.
  private(set) var count = 0
  /// How often each mark of a missing value occurs.
  private(set) var missing: [String: Int] = [:]
  /// Fields that are numbers.
  private(set) var numbers = 0
  /// The smallest and the largest number.
  private(set) var minimum = Float.infinity
  private(set) var maximum = -Float.infinity
  /// Whether all numbers are integers.
  private(set) var isIntegral = true
  /// Whether every number is one more than the one before.
  private(set) var isConsecutive = true
  /// How often each value occurs; of too many only so many are kept.
  private(set) var levels: [String: Int] = [:]
  /// Whether there are more different values than are kept.
  private(set) var hasMoreLevels = false
  private var last: Float?

  /// The most different values that are told apart.
  static let levelLimit = 1000

  /// What the file itself says of the column; nil if it says nothing.
  let declared: ARFFReader.Attribute.Kind?

  init(name: String, declared: ARFFReader.Attribute.Kind?) {
    self.name = name
    self.declared = declared
  }

  /// Fields that have a value.
  var present: Int { count - missing.values.reduce(0, +) }
  /// Whether every value is a number, and the file does not say that they are categories.
  var isNumeric: Bool {
    if case .category = declared { return false }
    return present > 0 && numbers == present
  }

  /// Adds the column's field of a row.
  mutating func add(
    _ row: DelimitedRow, _ field: Int, _ decimalMark: DelimitedFormat.DecimalMark
  ) {
    count += 1
    let number = row.number(field, decimalMark)
    if let number {
      numbers += 1
      minimum = min(minimum, number)
      maximum = max(maximum, number)
      isIntegral = isIntegral && number == number.rounded()
      if let last, number != last + 1 { isConsecutive = false }
      last = number
    }
    // The values of a column of numbers need no telling apart once there are many.
    guard !(hasMoreLevels && number != nil) else { return }
    let text = row.text(field)
    if row.isMissing(field) ?? (number == nil && MissingMarks.contains(text)) {
      missing[text, default: 0] += 1
    } else if levels[text] != nil || levels.count < Self.levelLimit {
      levels[text, default: 0] += 1
    } else {
      hasMoreLevels = true
    }
  }

  /// The different values: in the order that the file declares, else numbers in their order, texts in
  /// that of their characters.
  var sortedLevels: [String] {
    if case .category(let levels) = declared {
      return levels + self.levels.keys.filter { !levels.contains($0) }.sorted()
    }
    guard isNumeric else { return levels.keys.sorted() }
    return levels.keys.sorted { a, b in
      let (x, y) = (Double(a) ?? 0, Double(b) ?? 0)
      return x == y ? a < b : x < y
    }
  }
}

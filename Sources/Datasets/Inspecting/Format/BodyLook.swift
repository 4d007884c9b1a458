/// What the rows of a sample look like, column by column, so that lines above them can be recognised.
struct BodyLook {
  /// What the fields of a column have in common.
  private enum Look {
    case numbers(ClosedRange<Double>, haveDecimals: Bool)
    case dates
    /// Few texts, each in many rows.
    case levels(Set<String>)
    /// Texts that are rarely repeated.
    case texts
  }

  private let looks: [Look]
  private let body: [[String]]
  private let width: Int

  /// The most lines at the top that may not be rows; they must be less than half of all lines.
  private static let headLimit = 50
  private static let share = 0.8

  init(_ dialect: Dialect) {
    width = dialect.fields
    let rows = dialect.rows.filter { $0.texts.count == dialect.fields }.map(\.texts)
    // A header may be repeated among the rows, as in concatenated files.
    let body = rows.dropFirst(min(Self.headLimit, max(1, rows.count / 2))).filter { $0 != rows[0] }
    self.body = body
    looks = (0..<max(0, dialect.fields)).map { field in Self.look(of: body.map { $0[field] }) }
  }

  private static func look(of fields: [String]) -> Look {
    let present = fields.filter { !MissingMarks.contains($0) }
    let numbers = present.compactMap(value)
    if !present.isEmpty, Double(numbers.count) >= share * Double(present.count),
      let low = numbers.min(), let high = numbers.max()
    {
      let haveDecimals =
        numbers.allSatisfy { $0 != $0.rounded() }
        || present.allSatisfy {
          $0.contains(".") || $0.contains(",")
        }
      return .numbers(low...high, haveDecimals: haveDecimals)
    }
    let dates = present.count { text in
      let bytes = Array(text.utf8)[...]
      return DateNotation.allCases.contains { $0.days(bytes) != nil }
    }
    if dates > 0, Double(dates) >= share * Double(present.count) { return .dates }
    let levels = Set(fields)
    return 2 * levels.count <= fields.count ? .levels(levels) : .texts
  }

  /// A number in any notation, with or without a unit. Which notation it is does not matter here.
  private static func value(_ text: String) -> Double? {
    let bytes = Array(text.utf8)[...]
    let number = NumberShape(bytes) == nil ? Unit.split(bytes)?.number[...] : bytes
    guard let number, NumberShape(number) != nil else { return nil }
    let digits = String(decoding: number, as: UTF8.self)
    return Double(digits) ?? Double(digits.replacing(",", with: "."))
      ?? Double(digits.filter { $0.isNumber || $0 == "-" })
  }

  /// Whether a line with as many fields as the rows is a header.
  /// - Parameter isBelowAnother: whether the line above is a header. If so, no field of this one may look like
  ///   a value.
  func isHeader(_ texts: [String], isBelowAnother: Bool) -> Bool {
    guard !body.isEmpty else { return false }
    // A mark of a missing value indicates a row; it is not a name.
    if isBelowAnother,
      texts.contains(where: { !$0.isEmpty && MissingMarks.mayBe($0) && isAmongNumbers($0, texts) })
    {
      return false
    }
    let (like, unlike) = votes(texts)
    if unlike > like, like == 0 || !isBelowAnother { return true }
    return !isBelowAnother && isCounted(texts)
  }

  /// Whether no field is a number and all fields differ, as names do.
  func isText(_ texts: [String]) -> Bool {
    Set(texts).count == texts.count && texts.allSatisfy { !$0.isEmpty && Self.value($0) == nil }
  }

  /// Whether all fields of a header are numbers, so that it may be a row after all.
  func isDoubtful(_ texts: [String]) -> Bool { texts.allSatisfy { Self.value($0) != nil } }

  /// Whether a line has one name fewer than the rows have fields, or one more, which is empty.
  func isHeaderOfAnotherWidth(_ texts: [String]) -> Bool {
    guard texts.count == width - 1 || (texts.count == width + 1 && texts.last == "") else {
      return false
    }
    let names = texts.count == width - 1 ? [""] + texts : Array(texts.dropLast())
    let isNamed =
      !texts.prefix(width - 1).contains("") && Set(texts).count == texts.count
      && texts.contains { Self.value($0) == nil }
    let (like, unlike) = votes(names)
    return isNamed && like == 0 && unlike > 0
  }

  /// Whether a line with as many fields as the rows looks like one of them.
  func isRow(_ texts: [String]) -> Bool {
    guard texts.count == width else { return false }
    let (like, unlike) = votes(texts)
    return like > unlike
  }

  /// Whether a line with another number of fields than the rows has values like theirs, so that it is a row
  /// with missing or extra fields.
  func isLikeARow(_ texts: [String]) -> Bool {
    guard texts.count > 1 else { return false }
    return texts.contains { Self.value($0) != nil }
      || zip(texts, looks).contains { text, look in
        if case .levels(let levels) = look { return levels.contains(text) }
        return false
      }
  }

  /// How many fields look like their column, and how many do not.
  private func votes(_ texts: [String]) -> (like: Int, unlike: Int) {
    var like = 0
    var unlike = 0
    for (text, look) in zip(texts, looks) where !MissingMarks.contains(text) {
      switch look {
      case .numbers where MissingMarks.mayBe(text): break
      case .numbers(let range, let haveDecimals):
        if let value = Self.value(text) {
          if range.contains(value) {
            like += 1
          } else if haveDecimals, value == value.rounded(), !text.contains(".") {
            unlike += 1
          }
        } else {
          unlike += 1
        }
      case .dates:
        let bytes = Array(text.utf8)[...]
        if DateNotation.allCases.contains(where: { $0.days(bytes) != nil }) {
          like += 1
        } else {
          unlike += 1
        }
      case .levels(let levels):
        if levels.contains(text) { like += 1 } else { unlike += 1 }
      case .texts: break
      }
    }
    return (like, unlike)
  }

  /// Whether all fields are numbers that rise by one: numbered columns instead of a row.
  private func isCounted(_ texts: [String]) -> Bool {
    func isCount(_ texts: [String]) -> Bool {
      let numbers = texts.compactMap { Int($0) }
      return numbers.count == texts.count
        && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 && $1 &- $0 == 1 }
    }
    guard texts.count > 1, isCount(texts), !body.contains(where: isCount) else { return false }
    return texts.count > 2 || texts.first == "0"
  }

  private func isAmongNumbers(_ text: String, _ texts: [String]) -> Bool {
    zip(texts, looks).contains { other, look in
      guard other == text, case .numbers = look else { return false }
      return true
    }
  }
}

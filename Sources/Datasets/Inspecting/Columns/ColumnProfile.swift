import Inputs

/// Statistics of the fields of one column.
struct ColumnProfile: Sendable {
  /// How often a text occurs, and its first line.
  struct Occurrence: Hashable, Sendable {
    var count: Int
    let line: Int
    /// What the text looks like; determined once.
    var shape = Shape.text
  }

  /// What a field that is not a plain number looks like.
  enum Shape: Hashable, Sendable {
    case text
    /// A number in another notation.
    case number
    case measure(Unit)
    case date([DateNotation])
    /// A date or a time in a form that cards cannot read.
    case otherDate
  }

  /// The column's name.
  let name: String
  /// The file's own declaration of the column; nil if there is none.
  let declared: ARFFReader.Attribute.Kind?
  /// How its numbers are read.
  let format: ValueFormat

  /// The number of all fields.
  private(set) var count = 0
  /// The number of fields that are numbers in `format`.
  private(set) var numbers = 0
  /// The smallest and the largest number.
  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity
  /// Whether all numbers are integers.
  private(set) var isIntegral = true
  /// Whether every number is the previous one plus one.
  private(set) var isConsecutive = true
  /// How often each number occurs, as it is written, up to a limit of distinct ones.
  private(set) var numberTexts: [String: Int] = [:]
  private(set) var hasMoreNumbers = false
  /// How many numbers had been seen when the limit of distinct ones was reached; all of them until then.
  private(set) var numbersWhenFull = 0
  /// The fields that are not numbers, up to a limit of distinct ones.
  private(set) var texts: [String: Occurrence] = [:]
  private(set) var hasMoreTexts = false
  /// The fields that the file itself marks as missing.
  private(set) var absent: Occurrence?
  /// How often a value differs from the previous row's.
  private(set) var runs = 0
  /// Evidence for the notation of the file's numbers.
  private(set) var evidence = NotationEvidence()
  /// The fields that are numbers with a unit, by unit, up to a limit of units.
  private(set) var units: [Unit: Int] = [:]
  /// The fields that are dates, by notation.
  private(set) var dates: [DateNotation: Int] = [:]
  /// The number of fields that are dates or times in any form, including forms that cards cannot read.
  private(set) var anyDates = 0

  // Stored separately, because they are needed for every field.
  private let isPlain: Bool
  private let decimalMark: DelimitedFormat.DecimalMark
  private var hasDecimals = false
  private var lastNumber: Double?
  private var lastText: String?

  /// The most distinct values that are counted.
  static let levelLimit = 1000
  private static let unitLimit = 20

  init(name: String, declared: ARFFReader.Attribute.Kind?, format: ValueFormat) {
    self.name = name
    self.declared = declared
    self.format = format
    isPlain = format.isPlain
    decimalMark = format.notation.decimal
  }

  /// Adds the column's field of a row.
  mutating func add(_ row: DelimitedRow, _ field: Int) {
    count += 1
    if row.isMissing(field) == true {
      absent = Occurrence(count: 1 + (absent?.count ?? 0), line: absent?.line ?? row.line)
      return
    }
    guard let number = number(row, field) else {
      addText(row.text(field), row, field)
      return
    }
    numbers += 1
    minimum = min(minimum, number)
    maximum = max(maximum, number)
    isIntegral = isIntegral && number == number.rounded()
    // Larger ones cannot be distinguished from their neighbours.
    if number.magnitude > 0x1p53 || lastNumber.map({ number != $0 + 1 }) ?? false {
      isConsecutive = false
    }
    if number != lastNumber || lastText != nil { runs += 1 }
    lastNumber = number
    lastText = nil
    addEvidence(number, row, field)
    // Once there are many distinct numbers, they need not be counted.
    guard !hasMoreNumbers else { return }
    numbersWhenFull = numbers
    let text = row.text(field)
    if let known = numberTexts.index(forKey: text) {
      numberTexts.values[known] += 1
    } else if numberTexts.count < Self.levelLimit {
      numberTexts[text] = 1
    } else {
      hasMoreNumbers = true
    }
  }

  /// The range of numbers that change only counts; empty while other statistics can change.
  ///
  /// It is that of the numbers so far, in single precision: a number that rounds to one strictly inside is inside
  /// itself. Once there are more distinct numbers than are counted, runs do not matter either.
  var settledRange: (lower: Float, upper: Float) {
    guard hasMoreNumbers, hasDecimals, !isIntegral, !isConsecutive else {
      return (.infinity, -.infinity)
    }
    return (Float(minimum), Float(maximum))
  }

  /// The same column with `others` more numbers in its settled range.
  func counting(settled others: Int) -> ColumnProfile {
    var column = self
    column.count += others
    column.numbers += others
    column.evidence.numbers += others
    return column
  }

  /// The number in a field, in double precision where single precision would lose information.
  private func number(_ row: DelimitedRow, _ field: Int) -> Double? {
    guard isPlain else { return format.double(row[field]) }
    guard let single = row.number(field, decimalMark) else {
      return row.isASCII(field) ? nil : format.double(row[field])
    }
    guard single.magnitude >= 0x1p24 || row.length(field) > 8 else { return Double(single) }
    return row.double(field, decimalMark)
  }

  private mutating func addText(_ text: String, _ row: DelimitedRow, _ field: Int) {
    if text != lastText { runs += 1 }
    lastText = text
    lastNumber = nil
    isConsecutive = false
    if let known = texts.index(forKey: text) {
      texts.values[known].count += 1
      count(texts.values[known].shape)
      return
    }
    let shape = text.isEmpty ? .text : look(at: text, row, field)
    count(shape)
    if texts.count < Self.levelLimit {
      texts[text] = Occurrence(count: 1, line: row.line, shape: shape)
    } else {
      hasMoreTexts = true
    }
  }

  private mutating func count(_ shape: Shape) {
    switch shape {
    case .text: break
    case .number: evidence.numbers += 1
    case .measure(let unit):
      if units[unit] != nil || units.count < Self.unitLimit { units[unit, default: 0] += 1 }
    case .otherDate: anyDates += 1
    case .date(let notations):
      anyDates += 1
      for notation in notations { dates[notation, default: 0] += 1 }
    }
  }

  /// Determines what a text looks like, and records its evidence for the notation.
  private mutating func look(at text: String, _ row: DelimitedRow, _ field: Int) -> Shape {
    let bytes = row[field]
    let place = NotationEvidence.Place(line: row.line, column: field + 1, text: text)
    if evidence.add(bytes, at: place) { return .number }
    // A number beside a unit is evidence for the notation like any other number.
    if let (number, unit) = Unit.split(bytes), evidence.add(number[...], at: place) {
      return .measure(unit)
    }
    guard mayBeDate(bytes) else { return .text }
    let notations = DateNotation.allCases.filter { $0.days(bytes) != nil }
    guard notations.isEmpty else { return .date(notations) }
    return DateLook.recognises(bytes) ? .otherDate : .text
  }

  private func mayBeDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    (4...40).contains(bytes.count) && bytes.contains(where: NumberNotation.isDigit)
  }

  /// Records the evidence of a plain number for the notation. Not needed once decimals were seen.
  private mutating func addEvidence(_ number: Double, _ row: DelimitedRow, _ field: Int) {
    evidence.numbers += 1
    guard isPlain, !hasDecimals else { return }
    guard row.has(decimalMark.byte, in: field) else {
      evidence.addWhole(number)
      return
    }
    let place = NotationEvidence.Place(line: row.line, column: field + 1, text: row.text(field))
    _ = evidence.add(row[field], at: place)
    hasDecimals = (decimalMark == .comma ? evidence.comma : evidence.point).firstDecimal != nil
  }
}

extension NotationEvidence {
  /// Records a whole number without any mark.
  fileprivate mutating func addWhole(_ number: Double) {
    if number.magnitude < 1000 {
      short += 1
      smallestShort = min(smallestShort, Int(number.magnitude))
    } else {
      long += 1
    }
  }
}

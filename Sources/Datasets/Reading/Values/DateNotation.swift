/// How the dates of a column are written. Months are numbers or English names; a time of day may follow.
package enum DateNotation: String, CaseIterable, Hashable, Sendable {
  /// `2026-01-31`, `2026/1/31`, `2026-01-31T12:00:00Z`.
  case yearMonthDay = "ymd"
  /// `31.01.2026`, `31/01/2026`, `31-Jan-2026`.
  case dayMonthYear = "dmy"
  /// `01/31/2026`, `Jan 31, 2026`.
  case monthDayYear = "mdy"
  /// `12:00`, `12:00:30`.
  case time

  /// The days since 1970-01-01 in the Gregorian calendar; for a time of day, the share of the day since
  /// midnight. A time zone is taken into account. Nil if `text` is not such a date.
  func days(_ text: ArraySlice<UInt8>) -> Double? {
    var words = DateWords(text)
    if self == .time {
      guard let time = words.timeOfDay(), words.isAtEnd else { return nil }
      return time
    }
    guard let first = words.next(), let second = words.next() else { return nil }
    if self == .yearMonthDay, words.isAtEnd, second.digits == 2 {
      // A month stands for its first day.
      let first = first.digits == 4 ? first : nil
      return first.flatMap { Self.day($0.value, second, DateWords.Word(value: 1, digits: 1)) }
        .map(Double.init)
    }
    guard let third = words.next() else { return nil }
    let (year, month, day) =
      switch self {
      case .yearMonthDay: (first, second, third)
      case .dayMonthYear: (third, second, first)
      case .monthDayYear, .time: (third, first, second)
      }
    guard let year = fullYear(year), let day = Self.day(year, month, day) else { return nil }
    if words.isAtEnd { return Double(day) }
    guard words.skipToTime(), let time = words.timeOfDay() else { return nil }
    let zone = words.zone()
    return words.isAtEnd ? zone.map { Double(day) + time - $0 } : nil
  }

  /// The full year. A year of two digits is from 1969 to 2068, as in POSIX, and cannot come first.
  private func fullYear(_ year: DateWords.Word) -> Int? {
    switch year.digits {
    case 4: year.value
    case 2 where self != .yearMonthDay: year.value + (year.value < 69 ? 2000 : 1900)
    default: nil
    }
  }

  private static func day(_ year: Int, _ month: DateWords.Word, _ day: DateWords.Word) -> Int? {
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...2).contains(month.digits) || month.digits == 0, (1...2).contains(day.digits),
      (1...12).contains(month.value), (1...lengths[month.value - 1]).contains(day.value)
    else { return nil }
    // The days before the year, with leap years.
    let before = year - 1
    let days = 365 * before + before / 4 - before / 100 + before / 400
    return days + lengths.prefix(month.value - 1).reduce(0, +) + day.value - 719_163
  }

  private static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }
}

/// Reads a date word by word: numbers and names of months.
struct DateWords {
  /// A number, or the name of a month, which has no digits.
  struct Word {
    let value: Int
    let digits: Int
  }

  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  var isAtEnd: Bool { rest.isEmpty }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The next number or name of a month. Skips one separator after it, including a blank after a comma.
  mutating func next() -> Word? {
    let word: Word
    if let number = number(atMost: 4) {
      word = number
    } else {
      let name = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) }
      let text = String(decoding: name, as: UTF8.self).lowercased()
      guard name.count >= 3, name.count <= 9,
        let month = Self.months.firstIndex(where: text.hasPrefix)
      else { return nil }
      rest = rest.dropFirst(name.count)
      word = Word(value: month + 1, digits: 0)
    }
    guard let first = rest.first else { return word }
    guard "-/. ,".utf8.contains(first) else { return first == UInt8(ascii: "T") ? word : nil }
    if rest.count > 1, first != UInt8(ascii: " ") || rest.dropFirst().first != UInt8(ascii: " ") {
      rest = rest.dropFirst()
      if first == UInt8(ascii: ","), rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
      return word
    }
    return nil
  }

  /// Skips the `T` before a time; a blank was already skipped.
  mutating func skipToTime() -> Bool {
    if rest.first == UInt8(ascii: "T") { rest = rest.dropFirst() }
    return !rest.isEmpty
  }

  /// `hh:mm`, `hh:mm:ss` or with decimals of a second, as a share of a day.
  mutating func timeOfDay() -> Double? {
    guard let hour = number(atMost: 2), hour.value < 24, take(":"), let minute = number(atMost: 2),
      minute.digits == 2, minute.value < 60
    else { return nil }
    var seconds = 0.0
    if take(":") {
      guard let second = number(atMost: 2), second.digits == 2, second.value <= 60 else {
        return nil
      }
      seconds = Double(second.value)
      if take(".") || take(",") {
        guard let decimals = number(atMost: 9) else { return nil }
        seconds += Double(decimals.value) / Self.powers[decimals.digits]
      }
    }
    return (Double(hour.value * 3600 + minute.value * 60) + seconds) / 86_400
  }

  /// The share of a day by which the time zone is ahead: `Z`, `+01:00`, `-0530`, or empty; nil if it is
  /// something else.
  mutating func zone() -> Double? {
    if rest.isEmpty || take("Z") { return 0 }
    let isAhead = take("+")
    guard isAhead || take("-"), let hours = number(atMost: 2), hours.digits == 2 else { return nil }
    _ = take(":")
    let minutes = number(atMost: 2)?.value ?? 0
    let share = Double(hours.value * 60 + minutes) / 1440
    return isAhead ? share : -share
  }

  private static let powers = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  private mutating func number(atMost limit: Int) -> Word? {
    let digits = rest.prefix { NumberNotation.isDigit($0) }
    guard (1...limit).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    return Word(value: digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }, digits: digits.count)
  }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character.asciiValue else { return false }
    rest = rest.dropFirst()
    return true
  }
}

/// Recognises texts that look like a date or a time, in any form: `07:30 AM`, `18.00.00`, `Apr-20`, `2020-Q1`,
/// `Fri, 21 Feb 2020 08:09:00 GMT`.
struct DateLook {
  /// A run of digits.
  private struct Number {
    let value: Int
    let digits: Int

    var isYear: Bool { digits == 4 && (1800...2200).contains(value) }
  }

  private var words: [String] = []
  private var numbers: [Number] = []
  private var marks: Set<UInt8> = []

  static func recognises(_ text: ArraySlice<UInt8>) -> Bool {
    DateLook(text).map {
      $0.isDate(startsWithDigit: text.first.map(NumberNotation.isDigit) ?? false)
    }
      ?? false
  }

  /// Whether a whole number looks like a day: `20200118`.
  static func isCompactDay(_ number: Int) -> Bool {
    (1900_01_01...2099_12_31).contains(number) && (1...12).contains(number / 100 % 100)
      && (1...31).contains(number % 100)
  }

  /// Nil if the text has a character that dates do not have.
  private init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    while let first = rest.first {
      if NumberNotation.isDigit(first) {
        let digits = rest.prefix { NumberNotation.isDigit($0) }
        guard digits.count <= 14 else { return nil }
        let value = digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }
        numbers.append(Number(value: value, digits: digits.count))
        rest = rest.dropFirst(digits.count)
      } else if (0x41...0x5A).contains(first & 0xDF) {
        let letters = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) }
        words.append(String(decoding: letters, as: UTF8.self).lowercased())
        rest = rest.dropFirst(letters.count)
      } else {
        guard "-/.,:+ ".utf8.contains(first) else { return nil }
        marks.insert(first)
        rest = rest.dropFirst()
      }
    }
  }

  private func isDate(startsWithDigit: Bool) -> Bool {
    guard !numbers.isEmpty, !marks.isEmpty || !words.isEmpty else { return false }
    if words.isEmpty { return isTime || isDayOfYear }
    let names = words.filter { Self.months.contains($0) || Self.days.contains($0) }
    if words.count == names.count + words.count(where: Self.others.contains) {
      return !names.isEmpty || isStamp || (numbers.count > 1 && marks.contains(UInt8(ascii: ":")))
    }
    // A quarter or a week of a year.
    return startsWithDigit && words.count == 1 && ["q", "w", "kw"].contains(words[0])
      && numbers.count > 1 && numbers[0].isYear
  }

  /// `18.00.00`.
  private var isTime: Bool {
    (marks == [UInt8(ascii: ".")] || marks == [UInt8(ascii: ":")]) && numbers.count == 3
      && numbers[0].digits <= 2 && numbers[0].value < 25
      && numbers.dropFirst().allSatisfy { $0.digits == 2 && $0.value < 60 }
  }

  /// `2020-018`.
  private var isDayOfYear: Bool {
    marks == [UInt8(ascii: "-")] && numbers.count == 2 && numbers[0].isYear
      && numbers[1].digits == 3 && (1...366).contains(numbers[1].value)
  }

  /// `20200118T074300`.
  private var isStamp: Bool {
    words[0] == "t" && numbers.count >= 2 && Self.isCompactDay(numbers[0].value)
      && [4, 6].contains(numbers[1].digits)
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december",
  ]
  private static let days: Set<String> = [
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let others: Set<String> = [
    "am", "pm", "t", "z", "gmt", "utc", "cet", "cest", "est", "edt", "pst", "pdt", "st", "nd", "rd",
    "th",
  ]
}

import Inputs

/// The one notation in which all numbers of a file are read, found from all columns that hold numbers.
struct NotationGuess {
  let notation: NumberNotation

  /// - Parameters:
  ///   - columns: what is seen in each column that holds numbers.
  ///   - file: what to call the file in a complaint.
  ///   - delimiter: what stands between two fields, which makes decimal points likely if it is a comma.
  /// - Throws: ``InputError`` at the first field that can be read in two ways, if nothing decides it, or at
  ///   one that is written otherwise than another.
  init(
    _ columns: [NotationEvidence], file: String, delimiter: DelimitedFormat.Delimiter
  ) throws(InputError) {
    let comma = Seen(columns, \.comma)
    let point = Seen(columns, \.point)
    if let a = comma.firstDecimal, let b = point.firstDecimal { throw Self.mixed(a, b, file) }
    for mark in [comma, point] {
      if let a = mark.firstDecimal, let b = mark.firstThousands { throw Self.mixed(a, b, file) }
    }
    let decimal: DelimitedFormat.DecimalMark
    if comma.firstDecimal != nil || point.firstDecimal != nil {
      decimal = comma.firstDecimal != nil ? .comma : .point
    } else if comma.firstThousands != nil || point.firstThousands != nil {
      if let a = comma.firstThousands, let b = point.firstThousands { throw Self.mixed(a, b, file) }
      decimal = comma.firstThousands != nil ? .point : .comma
    } else {
      decimal = try Self.undecided(columns, comma, point, file, delimiter)
    }
    let other = decimal == .comma ? point : comma
    let thousands: DelimitedFormat.ThousandsMark? =
      if other.firstThousands != nil || other.firstEither != nil {
        decimal == .comma ? .point : .comma
      } else if columns.contains(where: { $0.spaces > 0 }) {
        .space
      } else if columns.contains(where: { $0.apostrophes > 0 }) {
        .apostrophe
      } else {
        nil
      }
    notation = NumberNotation(decimal: decimal, thousands: thousands)
  }

  /// What stands before decimals where every field that has a mark can be read both ways.
  private static func undecided(
    _ columns: [NotationEvidence], _ comma: Seen, _ point: Seen, _ file: String,
    _ delimiter: DelimitedFormat.Delimiter
  ) throws(InputError) -> DelimitedFormat.DecimalMark {
    guard let either = comma.firstEither else {
      guard let either = point.firstEither else { return .point }
      // `1.376` is usually what it seems. Beside 756, where commas stand before decimals, it is not.
      let ambiguous = columns.filter { $0.point.either > 0 }
      if ambiguous.allSatisfy({ $0.short == 0 || $0.long > 0 }) { return .point }
      if ambiguous.allSatisfy({ $0.long == 0 && $0.smallestShort >= 100 }) { return .comma }
      let isEnglish = delimiter == .character(UInt8(ascii: ",")) || delimiter == .whitespace
      guard isEnglish else { throw doubtful(either, file) }
      return .point
    }
    if point.firstEither != nil { throw doubtful(either, file) }
    let ambiguous = columns.filter { $0.comma.either > 0 }
    // Whole numbers up to 999 beside `1,376`, and none that is longer: the comma groups digits.
    if ambiguous.contains(where: { $0.short > 0 }), ambiguous.allSatisfy({ $0.long == 0 }) {
      return .point
    }
    throw doubtful(either, file)
  }

  private static func doubtful(_ place: NotationEvidence.Place, _ file: String) -> InputError {
    let digits = place.text.filter { $0.isNumber || $0 == "-" }
    let mark = place.text.contains(",") ? "comma" : "point"
    let decimals = place.text.replacing(",", with: ".")
    return InputError(
      file: file, line: place.line, column: place.column,
      expected: "a number that can be read in one way", found: place.text,
      hint:
        "is it \(digits) or \(decimals)? Say 'thousands: \(mark)' or 'decimal: \(mark)' in a card's "
        + "format, or name the mark",
      remedies: [.thousandsMark(mark), .decimalMark(mark)])
  }

  private static func mixed(
    _ a: NotationEvidence.Place, _ b: NotationEvidence.Place, _ file: String
  ) -> InputError {
    let (first, second) = a.line <= b.line ? (a, b) : (b, a)
    return InputError(
      file: file, line: second.line, column: second.column,
      expected: "numbers written in one way; line \(first.line) has \"\(first.text)\"",
      found: second.text,
      hint:
        "columns with other marks are read as text once you say which mark stands before decimals",
      remedies: [.decimalMark("point"), .decimalMark("comma")])
  }

  /// The first fields of all columns that say something of a mark.
  private struct Seen {
    let firstDecimal: NotationEvidence.Place?
    let firstThousands: NotationEvidence.Place?
    let firstEither: NotationEvidence.Place?

    init(_ columns: [NotationEvidence], _ mark: (NotationEvidence) -> NotationEvidence.Mark) {
      let marks = columns.map(mark)
      firstDecimal = marks.compactMap(\.firstDecimal).min { $0.line < $1.line }
      firstThousands = marks.compactMap(\.firstThousands).min { $0.line < $1.line }
      firstEither = marks.compactMap(\.firstEither).min { $0.line < $1.line }
    }
  }
}

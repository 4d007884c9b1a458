import Inputs

/// Determines the notation of a file's numbers from the evidence of all columns with numbers.
struct NotationGuess {
  let notation: NumberNotation

  /// - Parameters:
  ///   - columns: the evidence of each column with numbers.
  ///   - file: the file's name in errors.
  ///   - delimiter: the delimiter of fields; if it is a comma, decimal points are likely.
  /// - Throws: ``InputError`` at the first ambiguous field that nothing decides, or at a field whose notation
  ///   contradicts another field.
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

  /// The decimal mark if all fields with a mark are ambiguous.
  private static func undecided(
    _ columns: [NotationEvidence], _ comma: Seen, _ point: Seen, _ file: String,
    _ delimiter: DelimitedFormat.Delimiter
  ) throws(InputError) -> DelimitedFormat.DecimalMark {
    guard let either = comma.firstEither else {
      guard let either = point.firstEither else { return .point }
      // `1.376` is usually a decimal number, but not beside 756 in a file with decimal commas.
      let ambiguous = columns.filter { $0.point.either > 0 }
      if ambiguous.allSatisfy({ $0.short == 0 || $0.long > 0 }) { return .point }
      if ambiguous.allSatisfy({ $0.long == 0 && $0.smallestShort >= 100 }) { return .comma }
      let isEnglish = delimiter == .character(UInt8(ascii: ",")) || delimiter == .whitespace
      guard isEnglish else { throw doubtful(either, file) }
      return .point
    }
    if point.firstEither != nil { throw doubtful(either, file) }
    let ambiguous = columns.filter { $0.comma.either > 0 }
    // If whole numbers up to 999 stand beside `1,376`, and none is longer, the comma groups digits.
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
      expected: "an unambiguous number", found: place.text,
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
      expected: "numbers in one notation; line \(first.line) has \"\(first.text)\"",
      found: second.text,
      hint:
        "columns with other marks are read as text once you say which mark stands before decimals",
      remedies: [.decimalMark("point"), .decimalMark("comma")])
  }

  /// The first fields of all columns that are evidence for a mark.
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

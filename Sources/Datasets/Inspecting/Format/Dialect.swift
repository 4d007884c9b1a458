import Inputs

/// A sample, divided by one delimiter.
struct Dialect {
  /// A row, as texts.
  struct Row {
    /// The line on which it begins.
    let line: Int
    let texts: [String]
  }

  let format: DelimitedFormat
  /// All rows of the sample, including those above a header.
  let rows: [Row]
  /// The number of fields that most rows have. If all rows end with a delimiter, the empty field after it does
  /// not count.
  let fields: Int
  /// The first violation of the format, if there is one.
  let fault: InputError?

  private static let rowLimit = 500

  /// The delimiters to try; of equally good ones, the first is used. The comma is late, because decimal commas
  /// can be as regular.
  private static var delimiters: [DelimitedFormat.Delimiter] {
    let characters = ["\t", ";", "|", ","].map {
      DelimitedFormat.Delimiter.character($0.utf8.first ?? 0)
    }
    return characters + [.whitespace]
  }

  /// The delimiter that divides most rows of `sample` into equally many fields.
  /// - Parameter keepsTabs: whether the file's name says that tabs separate its fields.
  /// - Throws: ``InputError`` if no delimiter gives two columns; if a violation of the format is the reason,
  ///   that one.
  static func best(
    of sample: Sample, commentPrefix: String?, keepsTabs: Bool
  ) throws(InputError) -> Dialect {
    let named = sample.separator.map { [DelimitedFormat.Delimiter.character($0)] } ?? []
    let dialects = (named + Self.delimiters).map { delimiter in
      Dialect(
        sample,
        DelimitedFormat(
          delimiter: delimiter, commentPrefix: commentPrefix,
          skippedLines: sample.separator == nil ? 0 : 1))
    }
    if let first = dialects.first, !named.isEmpty, first.fields > 1 { return first }
    let best = dialects.filter { $0.fields > 1 }.reduce(nil as Dialect?) { best, next in
      guard let best else { return next }
      return next.isBetter(than: best, in: sample, keepsTabs: keepsTabs) ? next : best
    }
    if let best { return best }
    // A fault affects the fields of its row for every delimiter; it is reported for the most frequent one.
    let faults = dialects.filter { $0.fault != nil }
    if let likely = faults.max(by: { $0.occurrences(in: sample) < $1.occurrences(in: sample) }),
      let fault = likely.fault
    {
      throw fault
    }
    throw InputError(
      code: .unsupported, file: sample.name, line: 1,
      expected: "two columns or more, between commas, semicolons, tabs, '|' or blanks",
      hint: "a card can set another mark, by the key 'delimiter' of its format")
  }

  /// Whether this divides the sample more regularly than `other`, which is preferred otherwise.
  private func isBetter(than other: Dialect, in sample: Sample, keepsTabs: Bool) -> Bool {
    // A fault hides the rows below it, so the matching rows above it are compared.
    if (fault == nil) != (other.fault == nil) { return agreeing > other.agreeing }
    guard share == other.share else { return share > other.share }
    guard format.delimiter == .whitespace, fields > other.fields else { return false }
    // Tabs may just be blanks between fields, and commas may be decimal marks.
    return other.name == "tabs" && !keepsTabs && sample.padsTabs
      || other.name == "commas" && other.haveBlanks && hasDecimalCommas
  }

  /// Whether each row has a field with a blank in it.
  private var haveBlanks: Bool {
    rows.allSatisfy { $0.texts.contains { $0.contains(" ") } }
  }

  /// Whether some column holds numbers with decimal commas.
  private var hasDecimalCommas: Bool {
    let body = rows.dropFirst().filter { $0.texts.count == fields }
    return (0..<fields).contains { field in
      let shapes = body.map { NumberShape(Array($0.texts[field].utf8)[...]) }
      return !shapes.contains(nil) && shapes.contains(.decimal(.comma))
    }
  }

  private init(_ sample: Sample, _ format: DelimitedFormat) {
    var reader = DelimitedReader(MemorySource(sample.bytes, name: sample.name), format: format)
    var rows: [Row] = []
    var fault: InputError?
    do throws(InputError) {
      while rows.count < Self.rowLimit, let row = try reader.next() {
        // The last row of a sample may be truncated.
        if row.isUnterminated, !sample.isWhole { break }
        rows.append(Row(line: row.line, texts: (0..<row.count).map(row.text)))
      }
    } catch {
      // If the sample ends within a field, that is not a fault of the file.
      fault = sample.isWhole || rows.isEmpty || !error.isAtEndOfFile ? error : nil
    }
    let counts = Dictionary(grouping: rows, by: \.texts.count).mapValues(\.count)
    let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    let trailing = Self.trailingDelimiters(rows, most)
    self.format = format.with(trailingDelimiters: trailing)
    self.rows = rows.map { row in
      let empty = row.texts.reversed().prefix { $0.isEmpty }.prefix(trailing).count
      return Row(line: row.line, texts: Array(row.texts.dropLast(empty)))
    }
    fields = most - trailing
    self.fault = fault
  }

  /// How many delimiters at the end of every row with `most` fields do not form a column: all fields after them
  /// are empty, and the header has no name for them.
  private static func trailingDelimiters(_ all: [Row], _ most: Int) -> Int {
    let agreeing = all.filter { $0.texts.count == most }
    guard most > 2, agreeing.count > 1, let first = all.first else { return 0 }
    let isHeader = agreeing[0].line == first.line
    let body = isHeader ? agreeing.dropFirst() : agreeing[...]
    let empty = body.map { $0.texts.reversed().prefix { $0.isEmpty }.count }.min() ?? 0
    // A name at the end belongs to a column without values.
    let unnamed = isHeader ? first.texts.reversed().prefix { $0.isEmpty }.count : most
    let named = first.texts.count - first.texts.reversed().prefix { $0.isEmpty }.count
    let lacking = !isHeader && first.texts.count > 1 ? most - named : most
    return min(empty, isHeader ? unnamed : max(lacking, 0), most - 2)
  }

  /// The share of rows with that number of fields.
  var share: Double { rows.isEmpty ? 0 : Double(agreeing) / Double(rows.count) }

  private var agreeing: Int { rows.count { $0.texts.count == fields } }

  /// The delimiter's name, for display.
  var name: String {
    switch format.delimiter {
    case .whitespace: "blanks"
    case .character(UInt8(ascii: "\t")): "tabs"
    case .character(UInt8(ascii: ";")): "semicolons"
    case .character(UInt8(ascii: ",")): "commas"
    case .character(let other): "'\(String(decoding: [other], as: UTF8.self))'"
    }
  }

  private func occurrences(in sample: Sample) -> Int {
    switch format.delimiter {
    // Any text has blanks, so they are no evidence.
    case .whitespace: 0
    case .character(let byte): sample.bytes.count { $0 == byte }
    }
  }
}

extension InputError {
  /// Whether the text ended too early, as a sample of a longer text can.
  fileprivate var isAtEndOfFile: Bool { found == "the end of the file" }
}

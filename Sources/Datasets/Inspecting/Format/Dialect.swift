import Inputs

/// A sample as one delimiter divides it.
struct Dialect {
  /// A row, as texts.
  struct Row {
    /// The line on which it begins.
    let line: Int
    let texts: [String]
  }

  let format: DelimitedFormat
  /// All rows of the sample, those above a header among them.
  let rows: [Row]
  /// The number of fields that most rows have; one that ends with a delimiter counts without the empty
  /// field behind it where all do.
  let fields: Int
  /// The first thing that is not written as the format says, if there is one.
  let fault: InputError?

  private static let rowLimit = 500

  /// The delimiters to try: of equally good ones the first. The comma is late, since decimal commas
  /// can be as regular as it.
  private static var delimiters: [DelimitedFormat.Delimiter] {
    let characters = ["\t", ";", "|", ","].map {
      DelimitedFormat.Delimiter.character($0.utf8.first ?? 0)
    }
    return characters + [.whitespace]
  }

  /// The delimiter that divides most rows of `sample` alike.
  /// - Parameter keepsTabs: whether the file's name says that tabs part its fields.
  /// - Throws: ``InputError`` if none makes two columns: what is wrong with the text if that is why.
  static func best(
    of sample: Sample, commentPrefix: String?, keepsTabs: Bool
  ) throws(InputError) -> Dialect {
    let delimiters = sample.separator.map { [.character($0)] } ?? Self.delimiters
    let dialects = delimiters.map { delimiter in
      Dialect(
        sample,
        DelimitedFormat(
          delimiter: delimiter, commentPrefix: commentPrefix,
          skippedLines: sample.separator == nil ? 0 : 1))
    }
    let best = dialects.filter { $0.fields > 1 }.reduce(nil as Dialect?) { best, next in
      guard let best else { return next }
      if next.share > best.share { return next }
      // Tabs may be some of the blanks between fields.
      let tabsAreBlanks =
        next.format.delimiter == .whitespace && best.name == "tabs" && next.share == best.share
        && next.fields > best.fields && !keepsTabs
      return tabsAreBlanks ? next : best
    }
    if let best { return best }
    // A fault hides the fields of its row from every delimiter: it is told for the one that occurs most.
    let faults = dialects.filter { $0.fault != nil }
    if let likely = faults.max(by: { $0.occurrences(in: sample) < $1.occurrences(in: sample) }),
      let fault = likely.fault
    {
      throw fault
    }
    throw InputError(
      file: sample.name, line: 1,
      expected: "two columns or more, between commas, semicolons, tabs, '|' or blanks",
      hint: "a card can name another delimiter: see 'prunebench inspect --help'")
  }

  private init(_ sample: Sample, _ format: DelimitedFormat) {
    var reader = DelimitedReader(MemorySource(sample.bytes, name: sample.name), format: format)
    var rows: [Row] = []
    var fault: InputError?
    do throws(InputError) {
      while rows.count < Self.rowLimit, let row = try reader.next() {
        // The last row of a sample may be cut.
        if row.isUnterminated, !sample.isWhole { break }
        rows.append(Row(line: row.line, texts: (0..<row.count).map(row.text)))
      }
    } catch {
      // What a sample ends within is not the file's fault.
      fault = sample.isWhole || rows.isEmpty || !error.isAtEndOfFile ? error : nil
    }
    let counts = Dictionary(grouping: rows, by: \.texts.count).mapValues(\.count)
    let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    let isTrailing =
      most > 2 && Self.haveTrailingDelimiters(rows.filter { $0.texts.count == most }, rows)
    self.format = isTrailing ? format.withTrailingDelimiters() : format
    self.rows =
      isTrailing
      ? rows.map { row in
        Row(line: row.line, texts: row.texts.last == "" ? Array(row.texts.dropLast()) : row.texts)
      } : rows
    fields = isTrailing ? most - 1 : most
    self.fault = fault
  }

  /// Whether every row ends with a delimiter that makes no column: nothing ever stands behind it, and the
  /// first row, if it is written otherwise, has no name for it.
  private static func haveTrailingDelimiters(_ agreeing: [Row], _ all: [Row]) -> Bool {
    guard agreeing.count > 1, let first = all.first else { return false }
    let body = agreeing.first?.line == first.line ? agreeing.dropFirst() : agreeing[...]
    let width = agreeing[0].texts.count
    return body.allSatisfy { $0.texts.last == "" }
      && (first.texts.count == width - 1 || first.texts.last == ""
        || agreeing[0].line != first.line)
  }

  /// How many of the rows agree.
  var share: Double {
    rows.isEmpty ? 0 : Double(rows.count { $0.texts.count == fields }) / Double(rows.count)
  }

  /// What stands between two fields, for people.
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
    // A blank is in any text.
    case .whitespace: 0
    case .character(let byte): sample.bytes.count { $0 == byte }
    }
  }
}

extension InputError {
  /// Whether the text ended where it should not, as the sample of a longer one may.
  fileprivate var isAtEndOfFile: Bool { found == "the end of the file" }
}

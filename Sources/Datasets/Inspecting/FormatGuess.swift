import Foundation
import Inputs

/// How a file seems to be written, told from its beginning.
struct FormatGuess: Sendable {
  /// What a card would say.
  let format: DelimitedFormat
  /// The names of the columns: the header's where it has usable ones, else `column1`, `column2`, ...
  let names: [String]
  /// What the file itself says of each column: an ARFF file does, others say nothing.
  let declared: [ARFFReader.Attribute.Kind?]
  /// What speaks for it, for people: `semicolons: 12 fields in all of 500 rows`.
  let evidence: [String]

  /// How much of a file is looked at.
  static let sampleSize = 1 << 18
  private static let rowLimit = 500
  private static let headerLimit = 3

  /// - Parameter file: read as ``ByteSources`` opens it.
  /// - Throws: ``InputError`` if it is no text, or has no two columns by any delimiter.
  init(_ file: URL) throws(InputError) {
    guard !Self.isARFF(file) else {
      let attributes = try ARFFReader(try ByteSources.open(file)).attributes
      guard Set(attributes.map(\.name)).count == attributes.count else {
        throw InputError(
          file: file.relativePath, expected: "attributes with different names",
          found: attributes.map(\.name).joined(separator: ", "))
      }
      format = DelimitedFormat(layout: .arff)
      names = attributes.map(\.name)
      declared = attributes.map(\.kind)
      evidence = ["ARFF: the file declares its columns"]
      return
    }
    let sample = try Sample(file)
    var evidence = sample.hasByteOrderMark ? ["a byte-order mark, which is passed over"] : []
    let comment = sample.commentPrefix
    if let comment { evidence.append("lines that begin with '\(comment)' are comments") }

    let candidates = Self.delimiters.compactMap { delimiter in
      Candidate(sample, DelimitedFormat(delimiter: delimiter, commentPrefix: comment))
    }
    let best = candidates.reduce(nil as Candidate?) { best, next in
      guard let best else { return next }
      if next.share > best.share { return next }
      // Tabs may be some of the blanks between fields.
      let tabsAreBlanks =
        next.format.delimiter == .whitespace && best.delimiterName == "tabs"
        && next.share == best.share && next.fields > best.fields && file.pathExtension != "tsv"
      return tabsAreBlanks ? next : best
    }
    guard let best else {
      throw InputError(
        file: sample.name, line: 1,
        expected: "two columns or more, between commas, semicolons, tabs, '|' or blanks",
        hint: "a card can name another delimiter: see 'prunebench inspect --help'")
    }
    evidence.append(
      "\(best.delimiterName): \(best.fields) fields in \(best.agreeing) of the first "
        + "\(best.rows.count) rows")

    let decimalMark = Self.decimalMark(of: best)
    if decimalMark == .comma { evidence.append("numbers have decimal commas") }
    let headerRows = Self.headerRows(of: best, decimalMark)
    let header: DelimitedFormat.Header
    (names, header) = Self.names(of: best, headerRows: headerRows)
    switch (headerRows, header) {
    case (0, _): evidence.append("no header: the first row is like the others")
    case (_, .names):
      evidence.append(
        headerRows == 1 ? "a header" : "\(headerRows) rows of header, the first with the names")
    default:
      evidence.append(
        "a header that is passed over: its names are too few, empty or not all different")
    }
    format = DelimitedFormat(
      delimiter: best.format.delimiter, header: header, headerRows: max(1, headerRows),
      commentPrefix: comment, decimalMark: decimalMark)
    self.evidence = evidence
    declared = names.map { _ in nil }
  }

  /// Whether the name of `file` says that it is an attribute-relation file.
  private static func isARFF(_ file: URL) -> Bool {
    let unpacked = file.pathExtension == "gz" ? file.deletingPathExtension() : file
    return unpacked.pathExtension == "arff"
  }

  /// The delimiters to try: of equally good ones the first. The comma is late, since decimal commas
  /// can be as regular as it.
  private static var delimiters: [DelimitedFormat.Delimiter] {
    let characters = ["\t", ";", "|", ","].map {
      DelimitedFormat.Delimiter.character($0.utf8.first ?? 0)
    }
    return characters + [.whitespace]
  }

  /// Whether some column has numbers with decimal commas and none with points.
  private static func decimalMark(of candidate: Candidate) -> DelimitedFormat.DecimalMark {
    guard candidate.format.delimiter != .character(UInt8(ascii: ",")) else { return .point }
    let body = candidate.body
    let hasCommas = (0..<candidate.fields).contains { field in
      let values = body.map { $0[field] }.filter { !MissingMarks.contains($0) }
      return values.contains { $0.utf8.contains(0x2C) }
        && values.allSatisfy {
          DecimalNumber.float(Array($0.utf8), decimalMark: .comma) != nil
        }
    }
    return hasCommas ? .comma : .point
  }

  /// The rows at the top that have words where the column has numbers; without a column of numbers,
  /// one row whose values never come again.
  private static func headerRows(
    of candidate: Candidate, _ decimalMark: DelimitedFormat.DecimalMark
  ) -> Int {
    func isNumber(_ text: String) -> Bool {
      DecimalNumber.float(Array(text.utf8), decimalMark: decimalMark) != nil
    }
    let rows = candidate.allRows
    let body = candidate.body
    guard rows.count > 1, !body.isEmpty else { return 0 }
    let numeric = (0..<candidate.fields).filter { field in
      body.allSatisfy { isNumber($0[field]) || MissingMarks.contains($0[field]) }
        && body.contains { isNumber($0[field]) }
    }
    guard numeric.isEmpty else {
      return rows.prefix(headerLimit).prefix { row in
        row.count != candidate.fields
          || numeric.contains { !isNumber(row[$0]) && !MissingMarks.contains(row[$0]) }
      }.count
    }
    let first = rows[0]
    guard first.count == candidate.fields, Set(first).count == first.count else { return 0 }
    let comesAgain = (0..<candidate.fields).contains { field in
      rows.dropFirst().contains { $0.count > field && $0[field] == first[field] }
    }
    return comesAgain ? 0 : 1
  }

  private static func names(
    of candidate: Candidate, headerRows: Int
  ) -> ([String], DelimitedFormat.Header) {
    let numbered = (1...candidate.fields).map { "column\($0)" }
    guard headerRows > 0 else { return (numbered, .none) }
    let written = candidate.allRows[0]
    guard written.count == candidate.fields else { return (numbered, .skip) }
    // A column of row numbers often has no name, and joined tables have some twice.
    let all = Set(written)
    var known: Set<String> = []
    let names = written.enumerated().map { index, name in
      var unique = name.isEmpty ? numbered[index] : name
      if known.contains(unique) || (name.isEmpty && all.contains(unique)) {
        unique += "-\(index + 1)"
      }
      known.insert(unique)
      return unique
    }
    return (names, names == written ? .names : .skip)
  }
}

extension FormatGuess {
  /// The beginning of a file, unpacked.
  private struct Sample {
    let name: String
    let bytes: [UInt8]
    let isWhole: Bool

    init(_ file: URL) throws(InputError) {
      let source = try ByteSources.open(file)
      name = source.name
      var bytes: [UInt8] = []
      var isWhole = false
      while bytes.count < FormatGuess.sampleSize {
        guard let chunk = try source.next() else {
          isWhole = true
          break
        }
        bytes += chunk
      }
      self.isWhole = isWhole
      self.bytes = bytes
      guard !bytes.isEmpty else {
        throw InputError(file: name, expected: "rows", found: "", hint: "the file is empty")
      }
      guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
        throw InputError(
          file: name, expected: "UTF-8", found: "UTF-16",
          hint: "save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8")
      }
      if let index = bytes.firstIndex(of: 0) {
        throw InputError(
          file: name, line: 1 + bytes[..<index].count { $0 == 0x0A }, expected: "text",
          found: "a byte of zero", hint: "is this a text file?")
      }
    }

    var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// What the first line begins with, if that is a usual sign of a comment.
    var commentPrefix: String? {
      let start = hasByteOrderMark ? 3 : 0
      return [";;;", "#", "%", "//"].first { bytes.dropFirst(start).starts(with: $0.utf8) }
    }
  }

  /// The sample as one delimiter divides it.
  private struct Candidate {
    let format: DelimitedFormat
    /// The rows as texts.
    let allRows: [[String]]
    /// The number of fields that most rows have.
    let fields: Int

    /// Nil if a quote stands wrong, or most rows have but one field.
    init?(_ sample: Sample, _ format: DelimitedFormat) {
      self.format = format
      var reader = DelimitedReader(MemorySource(sample.bytes, name: sample.name), format: format)
      var rows: [[String]] = []
      do throws(InputError) {
        while rows.count < FormatGuess.rowLimit, let row = try reader.next() {
          // The last row of a sample may be cut.
          if row.isUnterminated, !sample.isWhole { break }
          rows.append((0..<row.count).map(row.text))
        }
      } catch {
        // What a sample ends within is not the file's fault.
        guard !rows.isEmpty, !sample.isWhole, rows.count > 1 else { return nil }
      }
      allRows = rows
      let counts = Dictionary(grouping: rows, by: \.count).mapValues(\.count)
      let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
      guard let most, most.key > 1 else { return nil }
      fields = most.key
    }

    /// The rows with as many fields as most, and those at the top that are not the header's.
    var rows: [[String]] { allRows.filter { $0.count == fields } }
    /// The rows that are surely none of the header's.
    var body: ArraySlice<[String]> {
      rows.dropFirst(min(FormatGuess.headerLimit, max(1, rows.count / 2)))
    }
    var agreeing: Int { rows.count }
    /// How many of the rows agree.
    var share: Double { Double(agreeing) / Double(allRows.count) }

    var delimiterName: String {
      switch format.delimiter {
      case .whitespace: "blanks"
      case .character(UInt8(ascii: "\t")): "tabs"
      case .character(UInt8(ascii: ";")): "semicolons"
      case .character(UInt8(ascii: ",")): "commas"
      case .character(let other): "'\(String(decoding: [other], as: UTF8.self))'"
      }
    }
  }
}

import Foundation
import Inputs

/// The likely format of a file, judged by its beginning.
struct FormatGuess: Sendable {
  /// The format for a card, except for the notation of numbers.
  let format: DelimitedFormat
  /// The names of the columns: those of the header if they are usable, otherwise `column1`, `column2`, ...
  let names: [String]
  /// Whether the names come from the file.
  let hasNames: Bool
  /// Whether the first column has the names of the rows, for which the header has no name.
  let hasRowNames: Bool
  /// Whether the header may be a row.
  private(set) var isHeaderDoubtful = false
  /// The file's own declaration of each column; only ARFF files have them.
  let declared: [ARFFReader.Attribute.Kind?]
  /// The reasons, for display: `semicolons: 12 fields in all of 500 rows`.
  let evidence: [String]
  /// What a user should check.
  let notes: [String]

  /// - Parameter file: opened by ``ByteSources``.
  /// - Throws: ``InputError`` if it is not text, or no delimiter gives two columns.
  init(_ file: URL, _ hints: TableHints) throws(InputError) {
    let sample = try Sample(file, encoding: hints.encoding)
    if Self.isNamedARFF(file) || sample.isARFF {
      try self.init(attributesOf: file, hints)
    } else if LibSVMReader.recognises(sample.bytes) {
      try self.init(sparseRowsOf: file, hints)
    } else {
      try self.init(sample, of: file, hints)
    }
  }

  private init(attributesOf file: URL, _ hints: TableHints) throws(InputError) {
    let source = try ByteSources.open(file, encoding: hints.encoding)
    let attributes = try ARFFReader(source).attributes
    format = DelimitedFormat(layout: .arff, encoding: hints.encoding)
    names = attributes.map(\.name)
    hasNames = true
    hasRowNames = false
    declared = attributes.map(\.kind)
    evidence = ["ARFF: the file declares its columns"]
    notes = []
  }

  private init(sparseRowsOf file: URL, _ hints: TableHints) throws(InputError) {
    let features = try LibSVMReader.features(
      of: try ByteSources.open(file, encoding: hints.encoding))
    format = DelimitedFormat(layout: .libsvm, encoding: hints.encoding)
    names = ["class"] + (1...features).map { "x\($0)" }
    hasNames = false
    hasRowNames = false
    declared = names.map { _ in nil }
    evidence = ["libsvm: a class, then number:value for each feature that is not 0"]
    notes = []
  }

  private init(_ sample: Sample, of file: URL, _ hints: TableHints) throws(InputError) {
    var evidence = sample.hasByteOrderMark ? ["a byte-order mark, which is skipped"] : []
    if sample.separator != nil { evidence.append("its first line names the delimiter") }
    let keepsTabs = file.deletingPathExtension(where: "gz").pathExtension.lowercased() == "tsv"
    let prefix = Self.commentPrefix(sample, keepsTabs: keepsTabs)
    let dialect = try Dialect.best(of: sample, commentPrefix: prefix, keepsTabs: keepsTabs)
    if let prefix { evidence.append("lines that begin with '\(prefix)' are comments") }
    let agreeing = dialect.rows.count { $0.texts.count == dialect.fields }
    evidence.append(
      "\(dialect.name): \(counted(dialect.fields, "field")) in \(agreeing) of the first "
        + counted(dialect.rows.count, "row")
    )
    let trailing = dialect.format.trailingDelimiters
    if trailing > 0 {
      evidence.append(
        "each row ends with \(trailing == 1 ? "a delimiter" : "\(trailing) delimiters")")
    }

    let guess = HeaderGuess(dialect, isSaid: hints.hasHeader)
    let commented =
      guess.names == nil && hints.hasHeader != false
      ? Self.commentedNames(sample, dialect) : nil
    hasNames = guess.names != nil || commented != nil
    hasRowNames = guess.hasRowNames
    isHeaderDoubtful = guess.isDoubtful
    let header: DelimitedFormat.Header
    (names, header) = Self.names(guess.names ?? commented, dialect, isComment: guess.names == nil)
    switch (guess.names, commented) {
    case (nil, nil): evidence.append("no header: the first row is like the others")
    case (nil, _): evidence.append("the last comment above the rows names the columns")
    case (_?, _) where header == .skip:
      evidence.append(
        "a header that is skipped: its names are fewer than the fields, empty or repeated"
      )
    default:
      evidence.append(
        guess.rows == 1 ? "a header" : "\(guess.rows) rows of header, the first with the names")
    }
    format = DelimitedFormat(
      delimiter: dialect.format.delimiter, header: header, headerRows: max(1, guess.rows),
      commentPrefix: prefix, skippedLines: guess.skippedLines,
      trailingDelimiters: trailing, encoding: hints.encoding)
    self.evidence = evidence
    notes = guess.notes + Self.notes(onNamesOf: guess.names ?? commented ?? [], names)
    declared = names.map { _ in nil }
  }

  /// Whether a row below the header repeats it, as in concatenated files.
  func isHeader(_ row: DelimitedRow) -> Bool {
    // Numbers could also be a row.
    guard format.header == .names, let first = names.first, row[0].elementsEqual(first.utf8),
      names.contains(where: { Double($0) == nil })
    else { return false }
    return names.indices.allSatisfy { row.text($0) == names[$0] }
  }

  /// Whether the name of `file` says that it is an attribute-relation file.
  private static func isNamedARFF(_ file: URL) -> Bool {
    file.deletingPathExtension(where: "gz").pathExtension.lowercased() == "arff"
  }

  /// The beginning of comments, unless the first line is a header or a row that begins with that sign.
  private static func commentPrefix(_ sample: Sample, keepsTabs: Bool) -> String? {
    guard let prefix = sample.commentPrefix else { return nil }
    var lines = LineReader(MemorySource(sample.bytes))
    guard let first = try? lines.next() else { return prefix }
    let rest = lines.bytes[first.text].dropFirst(prefix.utf8.count)
    if rest.first.map({ ",;\t|".utf8.contains($0) }) ?? false { return nil }
    guard let dialect = try? Dialect.best(of: sample, commentPrefix: nil, keepsTabs: keepsTabs),
      let row = dialect.rows.first, BodyLook(dialect).isRow(row.texts)
    else { return prefix }
    return nil
  }

  /// The names in the last comment above the rows, if it has as many fields as the rows.
  private static func commentedNames(_ sample: Sample, _ dialect: Dialect) -> [String]? {
    guard let first = dialect.rows.first(where: { $0.texts.count == dialect.fields }),
      let comment = sample.comment(before: first.line)
    else { return nil }
    let format = DelimitedFormat(delimiter: dialect.format.delimiter)
    var reader = DelimitedReader(MemorySource(comment), format: format)
    guard let row = try? reader.next() else { return nil }
    let written = (0..<row.count).map(row.text)
    let names = Array(written.dropLast(written.reversed().prefix { $0.isEmpty }.count))
    return names.count == dialect.fields && names.contains { Double($0) == nil } ? names : nil
  }

  /// Notes about repeated names in a header.
  private static func notes(onNamesOf written: [String], _ names: [String]) -> [String] {
    zip(written, names).filter { !$0.isEmpty && $0 != $1 }.map {
      "two columns are called '\($0)'; the later one is renamed '\($1)'"
    }
  }

  private static func names(
    _ written: [String]?, _ dialect: Dialect, isComment: Bool
  ) -> ([String], DelimitedFormat.Header) {
    let numbered = (0..<dialect.fields).map { "column\($0 + 1)" }
    guard let written, written.count == dialect.fields else { return (numbered, .none) }
    // A column of row numbers often has no name, and joined tables have repeated names.
    let all = Set(written)
    var known: Set<String> = []
    let names = written.enumerated().map { index, name in
      var unique = name.isEmpty ? numbered[index] : name
      while known.contains(unique) || (unique != name && all.contains(unique)) {
        unique += "-\(index + 1)"
      }
      known.insert(unique)
      return unique
    }
    if isComment { return (names, .none) }
    let isVerbatim = dialect.rows.contains { $0.texts == names }
    return (names, isVerbatim ? .names : .skip)
  }
}

extension URL {
  /// The address without `ending`, if it has that ending, whatever its case.
  func deletingPathExtension(where ending: String) -> URL {
    pathExtension.lowercased() == ending ? deletingPathExtension() : self
  }
}

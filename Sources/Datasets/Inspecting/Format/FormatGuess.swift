import Foundation
import Inputs

/// How a file seems to be written, judged by its beginning.
struct FormatGuess: Sendable {
  /// What a card would say; the notation of numbers is not looked at here.
  let format: DelimitedFormat
  /// The names of the columns: the header's where it has usable ones, else `column1`, `column2`, ...
  let names: [String]
  /// Whether the names are the file's own.
  let hasNames: Bool
  /// Whether the first column holds the rows' names, for which the header has none.
  let hasRowNames: Bool
  /// Whether the header may be a row.
  private(set) var isHeaderDoubtful = false
  /// What the file itself says of each column: an ARFF file does, others say nothing.
  let declared: [ARFFReader.Attribute.Kind?]
  /// What speaks for it, for people: `semicolons: 12 fields in all of 500 rows`.
  let evidence: [String]
  /// What a user should look at.
  let notes: [String]

  /// - Parameter file: read as ``ByteSources`` opens it.
  /// - Throws: ``InputError`` if it is no text, or has no two columns by any delimiter.
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
    var evidence = sample.hasByteOrderMark ? ["a byte-order mark, which is passed over"] : []
    if sample.separator != nil { evidence.append("its first line names the delimiter") }
    let keepsTabs = file.deletingPathExtension(where: "gz").pathExtension.lowercased() == "tsv"
    let prefix = Self.commentPrefix(sample, keepsTabs: keepsTabs)
    let dialect = try Dialect.best(of: sample, commentPrefix: prefix, keepsTabs: keepsTabs)
    if let prefix { evidence.append("lines that begin with '\(prefix)' are comments") }
    let agreeing = dialect.rows.count { $0.texts.count == dialect.fields }
    evidence.append(
      "\(dialect.name): \(dialect.fields) fields in \(agreeing) of the first \(dialect.rows.count) rows"
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
        "a header that is passed over: its names are fewer than the fields, empty or not all different"
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

  /// Whether a row below the header is the same once more, as in files that were joined.
  func isHeader(_ row: DelimitedRow) -> Bool {
    // Numbers may be a row's, too.
    guard format.header == .names, let first = names.first, row[0].elementsEqual(first.utf8),
      names.contains(where: { Double($0) == nil })
    else { return false }
    return names.indices.allSatisfy { row.text($0) == names[$0] }
  }

  /// Whether the name of `file` says that it is an attribute-relation file.
  private static func isNamedARFF(_ file: URL) -> Bool {
    file.deletingPathExtension(where: "gz").pathExtension.lowercased() == "arff"
  }

  /// What comments begin with, unless the first line is a header whose first name is that sign, or a row
  /// whose first field begins with it.
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

  /// The names in the last comment above the rows, if it has as many fields as they.
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

  /// What is said of names that stand twice in a header.
  private static func notes(onNamesOf written: [String], _ names: [String]) -> [String] {
    zip(written, names).filter { !$0.isEmpty && $0 != $1 }.map {
      "two columns are called '\($0)'; the later one is '\($1)' here"
    }
  }

  private static func names(
    _ written: [String]?, _ dialect: Dialect, isComment: Bool
  ) -> ([String], DelimitedFormat.Header) {
    let numbered = (0..<dialect.fields).map { "column\($0 + 1)" }
    guard let written, written.count == dialect.fields else { return (numbered, .none) }
    // A column of row numbers often has no name, and joined tables have some twice.
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
  /// Without `ending`, in any case, if that is its path's.
  func deletingPathExtension(where ending: String) -> URL {
    pathExtension.lowercased() == ending ? deletingPathExtension() : self
  }
}

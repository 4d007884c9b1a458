import Foundation
package import Inputs

/// A card for a file without one, made from a ``TableProfile``: YAML to save and edit.
package struct CardDraft: Sendable {
  /// A used column with missing values.
  package struct Missing: Hashable, Sendable {
    /// The column's name.
    package let column: String
    /// The number of missing values.
    package let count: Int
    /// The line of the first one.
    package let line: Int
    /// The text of the first one.
    package let text: String
  }

  /// The card, with comments that explain each line.
  package let text: String
  /// The card as a value; nil if no target is named.
  package let card: DatasetCard?
  /// What a user should check before trusting a result, one line each.
  package let warnings: [String]
  /// Features with missing values. A card refuses missing values unless it says how to handle them.
  package let missing: [Missing]
  /// Rows without a class, unless the card leaves them out; nil if there are none.
  package let missingClasses: Missing?

  /// - Parameters:
  ///   - policy: how missing values are handled.
  ///   - dropsUnlabelled: whether rows without a class are left out.
  ///   - name: the dataset's name; by default the file's.
  ///   - folds: the folds of the planned cross-validation; there is a warning about classes with fewer rows.
  /// - Throws: ``InputError`` if the target is unsuitable, or no other column can be a feature.
  package init(
    _ profile: TableProfile, missing policy: DatasetCard.MissingPolicy = .error,
    dropsUnlabelled: Bool = false, name: String? = nil, folds: Int = 5
  ) throws(InputError) {
    let file = profile.file.relativePath
    var drafts: [ColumnDraft] = []
    for (index, column) in profile.columns.enumerated() {
      drafts.append(
        index == profile.target
          ? try ColumnDraft(
            target: column, file: file, folds: folds,
            dropsUnlabelled: dropsUnlabelled || policy == .dropRows)
          : ColumnDraft(feature: column, isFirst: index == 0, profile.guess))
    }
    try Self.checkFeatures(drafts, profile)

    let named = zip(profile.columns, drafts).enumerated()
    let features = named.filter { $0.offset != profile.target && $0.element.1.isUsed }
    missing = features.compactMap { Self.missing($0.element.0.name, $0.element.1) }
    let target = profile.target.map { Self.missing(profile.columns[$0].name, drafts[$0]) }
    missingClasses = dropsUnlabelled || policy == .dropRows ? nil : target ?? nil

    var warnings = profile.guess.notes + Self.notes(profile)
    var lines = Self.head(profile, name: name)
    let marks = Set(drafts.filter(\.isUsed).flatMap { $0.missing.keys })
    if !marks.isEmpty {
      let list = Self.ordered(marks).map(YAMLText.scalar).joined(separator: ", ")
      lines.append(
        "missing: {marks: [\(list)], policy: \(policy.rawValue)}  # or drop-rows, category, median, mode"
      )
    }
    lines.append("columns:")
    for draft in drafts {
      lines.append("  - {\(draft.fields)}  # \(YAMLText.comment(draft.evidence))")
      warnings += draft.warnings
    }
    lines.append("expected: {rows: \(profile.rows)}")
    warnings += Self.notes(
      onConstants: zip(profile.columns, drafts).filter(\.1.isConstant).map(\.0.name))
    warnings += Self.counts(missing, missingClasses, profile)
    lines += warnings.map { "# Note: \(YAMLText.comment($0))." }
    text = lines.joined(separator: "\n") + "\n"
    self.warnings = warnings
    card =
      profile.target == nil ? nil : try DatasetCard(parsing: text, file: "the card of \(file)")
  }

  /// - Throws: ``InputError`` if no column is a feature, with the reason for each.
  private static func checkFeatures(
    _ drafts: [ColumnDraft], _ profile: TableProfile
  ) throws(InputError) {
    let others = zip(profile.columns, drafts).enumerated().filter { $0.offset != profile.target }
    let tells = others.contains { _, pair in
      pair.1.isUsed && (pair.0.hasMoreLevels || pair.0.levels.count > 1)
    }
    guard !tells, profile.target != nil else { return }
    let reasons = others.map { _, pair in
      pair.1.isUsed
        ? "'\(pair.0.name)' is constant" : "'\(pair.0.name)' is left out: \(pair.1.evidence)"
    }
    throw InputError(
      code: .missing, file: profile.file.relativePath,
      expected: "a column that can distinguish the classes",
      found: "none besides the target",
      hint: reasons.prefix(6).joined(separator: "; ") + (reasons.count > 6 ? "; ..." : ""))
  }

  private static func missing(_ name: String, _ draft: ColumnDraft) -> Missing? {
    guard let first = draft.missing.min(by: { $0.value.line < $1.value.line }) else { return nil }
    return Missing(
      column: name, count: draft.missing.values.reduce(0) { $0 + $1.count }, line: first.value.line,
      text: first.key)
  }

  /// Notes about lines of the file that are not rows, so that none is ignored silently.
  private static func notes(_ profile: TableProfile) -> [String] {
    var notes: [String] = []
    let passedOver = profile.passedOver
    if passedOver.blankRows > 0, let first = passedOver.firstBlankRow {
      notes.append(
        "\(counted(passedOver.blankRows, "row", "has", "have")) only delimiters and "
          + "\(passedOver.blankRows == 1 ? "is" : "are") skipped (the first is line "
          + "\(first))")
    }
    if let first = passedOver.firstCommentAmidRows {
      notes.append(
        "\(counted(passedOver.comments, "line", "looks like a comment and is", "look like comments and are")) "
          + "skipped (the first among the "
          + "rows is line \(first))")
    }
    return notes
  }

  /// Notes about features with only one value; many are summarised, since wide tables can have thousands.
  private static func notes(onConstants names: [String]) -> [String] {
    guard names.count > 6 else { return names.map { "'\($0)' is constant" } }
    let first = names.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
    return ["\(names.count) columns are constant: \(first), ..."]
  }

  private static func counts(
    _ missing: [Missing], _ classes: Missing?, _ profile: TableProfile
  ) -> [String] {
    var notes: [String] = []
    if !missing.isEmpty {
      let counts = missing.map { "\($0.count) in '\($0.column)'" }.joined(separator: ", ")
      notes.append("values are missing: \(counts)")
    }
    if let classes {
      notes.append(
        "\(counted(classes.count, "row", "has", "have")) no class (the first is line \(classes.line))"
      )
    }
    if profile.duplicates > 0 {
      notes.append(
        "\(counted(profile.duplicates, "row", "repeats", "repeat")) an earlier row: protocols keep equal rows on one side of a split, unless they say 'duplicates: apart', as 'paper' does"
      )
    }
    if profile.contradictions > 0 {
      notes.append(
        "\(counted(profile.contradictions, "row", "differs", "differ")) from an earlier row only in the target: "
          + "no network can distinguish them")
    }
    return notes
  }

  private static func ordered(_ marks: Set<String>) -> [String] {
    MissingMarks.all.filter(marks.contains)
      + marks.filter { !MissingMarks.contains($0) }.sorted()
  }

  private static func head(_ profile: TableProfile, name: String?) -> [String] {
    let file = profile.file.lastPathComponent
    let evidence = profile.guess.evidence + numbers(profile.format)
    return [
      "# \(counted(profile.rows, "row")) of \(counted(profile.columns.count, "field")). "
        + "\(YAMLText.comment(evidence.joined(separator: "; "))).",
      "name: \(YAMLText.scalar(name ?? TableName(file).text))",
      "title: \(YAMLText.scalar(file))",
      "files: [{name: \(YAMLText.scalar(file))}]",
      "format: {\(fields(profile.format).joined(separator: ", "))}",
    ]
  }

  private static func numbers(_ format: DelimitedFormat) -> [String] {
    var notes = format.decimalMark == .comma ? ["numbers have decimal commas"] : []
    if let mark = format.thousandsMark {
      notes.append("a \(mark.rawValue) groups digits")
    }
    return notes
  }

  private static func fields(_ format: DelimitedFormat) -> [String] {
    let encoding = format.encoding.map { ["encoding: \($0.rawValue)"] } ?? []
    guard format.layout == .delimited else {
      return ["layout: \(format.layout.rawValue)"] + encoding
    }
    let delimiter =
      switch format.delimiter {
      case .whitespace: "whitespace"
      case .character(UInt8(ascii: "\t")): "tab"
      case .character(UInt8(ascii: ";")): "semicolon"
      case .character(UInt8(ascii: ",")): "comma"
      case .character(let other): YAMLText.scalar(String(decoding: [other], as: UTF8.self))
      }
    var fields = ["delimiter: \(delimiter)", "header: \(format.header.rawValue)"]
    if format.header != .none, format.headerRows > 1 {
      fields.append("header-rows: \(format.headerRows)")
    }
    if format.skippedLines > 0 { fields.append("skip-lines: \(format.skippedLines)") }
    if format.trailingDelimiters > 0 {
      fields.append("trailing-delimiters: \(format.trailingDelimiters)")
    }
    if let comment = format.commentPrefix { fields.append("comment: \(YAMLText.scalar(comment))") }
    if format.decimalMark == .comma { fields.append("decimal: comma") }
    if let mark = format.thousandsMark { fields.append("thousands: \(mark.rawValue)") }
    return fields + encoding
  }
}

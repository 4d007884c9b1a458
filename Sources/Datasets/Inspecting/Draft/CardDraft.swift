import Foundation
package import Inputs

/// A card for a file that has none: what ``TableProfile`` saw, as YAML to save and edit.
package struct CardDraft: Sendable {
  /// A column that is used, of which some values are missing.
  package struct Missing: Hashable, Sendable {
    /// The column's name.
    package let column: String
    /// How many values are missing.
    package let count: Int
    /// The line of the first.
    package let line: Int
    /// What stands there.
    package let text: String
  }

  /// The card, with what speaks for each line as a comment.
  package let text: String
  /// The same, read: nil while no target is named.
  package let card: DatasetCard?
  /// What a user should look at before trusting a result, one line each.
  package let warnings: [String]
  /// Values that are missing in columns that are features; a card refuses them unless it says what becomes
  /// of them.
  package let missing: [Missing]
  /// Rows without a class, if there are some and nothing is said of them.
  package let missingClasses: Missing?

  /// - Parameters:
  ///   - policy: what becomes of missing values.
  ///   - dropsUnlabelled: whether rows without a class are left out.
  ///   - name: what the dataset is called; by default as the file.
  ///   - folds: of the cross-validation that is planned: smaller classes are warned of.
  /// - Throws: ``InputError`` if the target cannot be one, or no other column tells anything.
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

  /// - Throws: ``InputError`` that says of each column why it is no feature, if none is.
  private static func checkFeatures(
    _ drafts: [ColumnDraft], _ profile: TableProfile
  ) throws(InputError) {
    let others = zip(profile.columns, drafts).enumerated().filter { $0.offset != profile.target }
    let tells = others.contains { _, pair in
      pair.1.isUsed && (pair.0.levels.count > 1 || pair.0.hasMoreLevels)
    }
    guard !tells, profile.target != nil else { return }
    let reasons = others.map { _, pair in
      pair.1.isUsed
        ? "'\(pair.0.name)' is constant" : "'\(pair.0.name)' is left out: \(pair.1.evidence)"
    }
    throw InputError(
      code: .missing, file: profile.file.relativePath,
      expected: "a column that can tell the classes apart",
      found: "none beside the target",
      hint: reasons.prefix(6).joined(separator: "; ") + (reasons.count > 6 ? "; ..." : ""))
  }

  private static func missing(_ name: String, _ draft: ColumnDraft) -> Missing? {
    guard let first = draft.missing.min(by: { $0.value.line < $1.value.line }) else { return nil }
    return Missing(
      column: name, count: draft.missing.values.reduce(0) { $0 + $1.count }, line: first.value.line,
      text: first.key)
  }

  /// The lines of the file that became no rows, so that none vanishes without a word.
  private static func notes(_ profile: TableProfile) -> [String] {
    var notes: [String] = []
    let passedOver = profile.passedOver
    if passedOver.blankRows > 0, let first = passedOver.firstBlankRow {
      notes.append(
        "\(passedOver.blankRows) rows hold nothing but delimiters, and are passed over (the first is line "
          + "\(first))")
    }
    if let first = passedOver.firstCommentAmidRows {
      notes.append(
        "\(passedOver.comments) lines begin as a comment does, and are passed over (the first amid the "
          + "rows is line \(first))")
    }
    return notes
  }

  /// What is said of features that have one value only; of many at once, since wide tables have thousands.
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
      notes.append("\(classes.count) rows have no class (the first is line \(classes.line))")
    }
    if profile.duplicates > 0 {
      notes.append(
        "\(profile.duplicates) rows are the same as one before: test rows may be trained on")
    }
    if profile.contradictions > 0 {
      notes.append(
        "\(profile.contradictions) rows differ from one before in the target alone: no network "
          + "can tell them apart")
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
      "# \(profile.rows) rows of \(profile.columns.count) fields. "
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
      notes.append("a \(mark.rawValue) groups digits by threes")
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

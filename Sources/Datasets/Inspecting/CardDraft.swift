import Foundation
public import Inputs

/// A card for a file that has none: what ``TableProfile`` saw, as YAML to save and edit.
public struct CardDraft: Sendable {
  /// The card, with what speaks for each line as a comment.
  public let text: String
  /// The same, read: nil while no target is named.
  public let card: DatasetCard?
  /// What a user should look at before trusting a result, one line each.
  public let warnings: [String]
  /// Values that are missing in columns that are used, by column; a card refuses them unless it says
  /// what becomes of them.
  public let missing: [(column: String, count: Int)]

  /// - Parameters:
  ///   - policy: what becomes of missing values.
  ///   - folds: of the cross-validation that is planned: smaller classes are warned of.
  /// - Throws: ``InputError`` if the target cannot be one.
  public init(
    _ profile: TableProfile, missing policy: DatasetCard.MissingPolicy = .error, folds: Int = 5
  ) throws(InputError) {
    var lines = CardDraft.head(profile)
    var warnings: [String] = []
    let marks = MissingMarks.all.filter { mark in
      profile.columns.contains { ($0.missing[mark] ?? 0) > 0 }
    }
    if !marks.isEmpty {
      let list = marks.map(YAMLText.scalar).joined(separator: ", ")
      lines.append(
        "missing: {marks: [\(list)], policy: \(policy.rawValue)}  # or drop-rows, category, median, mode"
      )
    }
    lines.append("columns:")
    var missing: [(column: String, count: Int)] = []
    for (index, column) in profile.columns.enumerated() {
      let draft =
        index == profile.target
        ? try ColumnDraft(target: column, file: profile.file.relativePath, folds: folds)
        : ColumnDraft(feature: column)
      lines.append("  - {\(draft.fields)}  # \(YAMLText.comment(draft.evidence))")
      warnings += draft.warnings
      let absent = column.missing.values.reduce(0, +)
      if absent > 0, draft.isUsed { missing.append((column.name, absent)) }
    }
    lines.append("expected: {rows: \(profile.rows)}")
    if !missing.isEmpty {
      let counts = missing.map { "\($0.count) in '\($0.column)'" }.joined(separator: ", ")
      warnings.append("values are missing: \(counts)")
    }
    if profile.duplicates > 0 {
      warnings.append(
        "\(profile.duplicates) rows are the same as one before: test rows may be trained on")
    }
    if profile.contradictions > 0 {
      warnings.append(
        "\(profile.contradictions) rows differ from one before in the target alone: no network "
          + "can tell them apart")
    }
    lines += warnings.map { "# Note: \(YAMLText.comment($0))." }
    text = lines.joined(separator: "\n") + "\n"
    self.warnings = warnings
    self.missing = missing
    card =
      profile.target == nil
      ? nil : try DatasetCard(parsing: text, file: "the card of \(profile.file.relativePath)")
  }

  private static func head(_ profile: TableProfile) -> [String] {
    let format = profile.guess.format
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
    if format.layout == .arff { fields = ["layout: arff"] }
    if let comment = format.commentPrefix { fields.append("comment: \(YAMLText.scalar(comment))") }
    if format.decimalMark == .comma { fields.append("decimal: comma") }
    let file = profile.file.lastPathComponent
    return [
      "# \(profile.rows) rows of \(profile.columns.count) fields. \(YAMLText.comment(profile.guess.evidence.joined(separator: "; "))).",
      "name: \(identifier(file))",
      "title: \(YAMLText.scalar(file))",
      "files: [{name: \(YAMLText.scalar(file))}]",
      "format: {\(fields.joined(separator: ", "))}",
    ]
  }

  /// The file's name without its endings, as a card may have it.
  private static func identifier(_ file: String) -> String {
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    let letters = stem.lowercased().unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
        ? Character(scalar) : "-"
    }
    let name = String(letters.drop { $0 == "-" }.prefix(64))
    return YAMLText.scalar(name.isEmpty ? "table" : name)
  }
}

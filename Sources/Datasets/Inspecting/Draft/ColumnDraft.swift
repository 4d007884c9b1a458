import Foundation
import Inputs

/// One line of a drafted card.
struct ColumnDraft {
  /// The content of the braces: `name: colour, categories: [blue, red]`.
  let fields: String
  /// The reasons, for the line's comment.
  let evidence: String
  /// Warnings for the user.
  let warnings: [String]
  /// Whether it is a feature or the target.
  let isUsed: Bool
  /// Whether it is a feature with only one value.
  let isConstant: Bool
  /// The texts that stand for a missing value, if it is used.
  let missing: [String: ColumnProfile.Occurrence]

  /// Fewer distinct integers than this may be codes.
  private static let codeLimit = 10
  /// More levels than this would give too many features.
  static let levelLimit = 100

  /// The column as a feature, or ignored if it cannot be useful.
  /// - Parameter guess: the file's format.
  init(feature column: ColumnProfile, isFirst: Bool, _ guess: FormatGuess) {
    if let reason = LeftOut(
      column, isFirst: isFirst, hasHeader: guess.hasNames, hasRowNames: guess.hasRowNames)
    {
      fields = "name: \(YAMLText.scalar(column.name)), role: ignore"
      evidence = reason.text + (reason.keep.map { "; to keep it: {\($0)}" } ?? "")
      warnings = ["'\(column.name)' is left out: \(reason.shortened)"]
      isUsed = false
      isConstant = false
      missing = [:]
      return
    }
    isUsed = true
    isConstant = !column.hasMoreLevels && column.levels.count == 1
    missing = column.missing
    if column.kind == .number {
      (fields, evidence, warnings) = Self.number(column)
    } else {
      (fields, evidence, warnings) = Self.category(column)
    }
  }

  private static func number(_ column: ColumnProfile) -> (String, String, [String]) {
    var fields = "name: \(YAMLText.scalar(column.name))"
    var evidence = range(column)
    var warnings: [String] = []
    if let unit = column.format.unit {
      fields += ", unit: \(YAMLText.scalar(unit.text))"
      warnings.append("'\(column.name)': the numbers are read without '\(unit.text)'")
    }
    switch Precision(column) {
    case .enough: break
    case .enoughAfter(let offset):
      fields += ", offset: \(offset)"
      evidence += "; \(offset) is subtracted, so that they stay distinct in single precision"
    case .lost:
      warnings.append(
        "'\(column.name)': some numbers are too close for single precision, and become equal")
    }
    let distinct = column.numberTexts.count
    if distinct == 1, !column.hasMoreNumbers {
      evidence += "; constant"
    } else if column.isIntegral, column.format.unit == nil, distinct > 2, distinct < codeLimit,
      column.numbers >= 10 * distinct, !column.hasMoreNumbers
    {
      evidence += "; if these are codes: categories: \(list(column.levels.map(\.text)))"
    }
    if !column.oddTexts.isEmpty {
      warnings.append("'\(column.name)': \(odd(column))")
    }
    if column.runs > 20, column.isIntegral, column.runs == distinct, !column.hasMoreNumbers,
      2 * column.runs <= column.numbers
    {
      warnings.append(
        "'\(column.name)' has each value in one run of rows: if it names groups of rows that belong "
          + "together, such as those of one person, write 'role: group'")
    }
    return (fields, evidence + absent(column), warnings)
  }

  private static func category(_ column: ColumnProfile) -> (String, String, [String]) {
    let levels = column.levels
    let texts = levels.map(\.text)
    var evidence = counts(levels)
    var warnings = column.marksThatAreLevels.map {
      "'\(column.name)': '\($0)' counts as a category, since it looks like the others; if it marks a "
        + "missing value, remove it from the categories"
    }
    if levels.count == 1 {
      evidence += "; constant"
    }
    warnings += Spellings(texts).pairs.map { "'\(column.name)': \($0) are two categories" }
    if column.numbers > 0, column.declared == nil {
      warnings.append(
        "'\(column.name)': \(column.numbers) of \(column.present) fields are numbers; all count as categories"
      )
    }
    let fields = "name: \(YAMLText.scalar(column.name)), categories: \(list(texts))"
    return (fields, evidence + absent(column), warnings)
  }

  /// The column as the target.
  /// - Parameter dropsUnlabelled: whether rows without a class are left out.
  /// - Throws: ``InputError`` if it has one value only, too many values, or is a quantity.
  init(
    target column: ColumnProfile, file: String, folds: Int, dropsUnlabelled: Bool
  ) throws(InputError) {
    // Every class must occur, whatever the file declares.
    let classes = column.classes
    let isNumeric = column.texts.keys.allSatisfy(MissingMarks.isMissingClass)
    guard classes.count > 1 else {
      throw InputError(
        file: file, expected: "at least two classes in the target '\(column.name)'",
        found: classes.first?.text ?? "", hint: "name another column")
    }
    guard !column.hasMoreLevels, classes.count <= Self.levelLimit, !isNumeric || column.isIntegral
    else {
      let many = column.hasMoreLevels ? "more than \(ColumnProfile.levelLimit)" : "\(classes.count)"
      throw InputError(
        file: file, expected: "a class in each row of the target '\(column.name)'",
        found: "\(many) different values",
        hint: isNumeric
          ? "it is a quantity, but PruneBench classifies, and does not regress: add a column that says which "
            + "part of its range a row is in, such as low, middle and high, and make that the target"
          : "name another column")
    }
    let merged = MergedClasses(classes, isNumeric: isNumeric)
    var fields = "name: \(YAMLText.scalar(column.name)), role: target, "
    fields += "categories: \(Self.list(merged.categories))"
    if merged.isMerged { fields += ", class-names: \(Self.list(merged.classNames))" }
    if dropsUnlabelled, !column.missingClasses.isEmpty { fields += ", missing: drop-rows" }
    self.fields = fields
    evidence = Self.counts(classes)
    isUsed = true
    isConstant = false
    missing = column.missingClasses
    var warnings = RareClass.notes(merged.counts, folds: folds)
    let spellings = Spellings(merged.isMerged ? [] : classes.map(\.text))
    for (pair, names) in zip(spellings.pairs, spellings.merges) {
      warnings.append(
        "\(pair) are two classes; to merge them, add to the target's line: class-names: \(Self.list(names))"
      )
    }
    if merged.isMerged {
      warnings.append(
        "classes that are the same number are merged by class-names (\(merged.examples))")
    }
    self.warnings = warnings
  }

  private static func range(_ column: ColumnProfile) -> String {
    let different =
      column.hasMoreNumbers ? "over \(ColumnProfile.levelLimit)" : "\(column.numberTexts.count)"
    return "\(column.isIntegral ? "integers" : "numbers") from \(number(column.minimum)) to "
      + "\(number(column.maximum)), \(different) different"
  }

  private static func counts(_ levels: [(text: String, count: Int)]) -> String {
    let counts = levels.prefix(12).map { "\($0.count)" }
    return "\(counts.joined(separator: ", "))\(levels.count > 12 ? ", ..." : "") "
      + (counts == ["1"] ? "row" : "rows")
  }

  private static func absent(_ column: ColumnProfile) -> String {
    let absent = column.missing.values.reduce(0) { $0 + $1.count }
    return absent > 0 ? "; \(absent) missing" : ""
  }

  /// `"Infinity" (line 9), "5 kg" (line 12) are not numbers and count as missing`.
  private static func odd(_ column: ColumnProfile) -> String {
    let odd = column.oddTexts.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }
    let shown = odd.prefix(5).map { text, occurrence in
      let times = occurrence.count > 1 ? ", \(occurrence.count) times" : ""
      return "\"\(text)\" (line \(occurrence.line)\(times))"
    }
    let rest = odd.count > shown.count ? " and \(counted(odd.count - shown.count, "other"))" : ""
    let isOne = odd.count == 1 && odd[0].value.count == 1
    return shown.joined(separator: ", ") + rest
      + (isOne ? " is not a number and counts as missing" : " are not numbers and count as missing")
  }

  /// The shortest text that identifies the number.
  static func number(_ value: Double) -> String {
    guard value != value.rounded() || value.magnitude >= 1e15 else { return "\(Int(value))" }
    let single = Float(value)
    return Double(single) == value ? "\(single)" : "\(value)"
  }

  /// A YAML list of levels. Levels are texts, even if they look like numbers.
  static func list(_ levels: [String]) -> String {
    "[\(levels.map(YAMLText.scalar).joined(separator: ", "))]"
  }
}

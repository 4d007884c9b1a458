public import Foundation
public import Inputs
public import Tabular

/// A file that has no card: inspected, and loaded by the card that the inspection drafts.
public struct InspectedTable: Sendable {
  /// What the file holds.
  public let profile: TableProfile
  /// What it is taken to be.
  public let draft: CardDraft

  /// The endings of files that are read without a card; each may be followed by `.gz`.
  public static let endings = ["csv", "tsv", "txt", "data", "arff"]

  /// Whether `name` is a path that is read without a card.
  public static func recognises(_ name: String) -> Bool {
    let name = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    return endings.contains { name.hasSuffix(".\($0)") }
  }

  /// Inspects `file`.
  /// - Parameters:
  ///   - target: the name of a column, or its number from 1; nil if it is not known yet.
  ///   - missing: what becomes of missing values.
  ///   - folds: of the cross-validation that is planned: smaller classes are warned of.
  /// - Throws: ``InputError`` as ``TableProfile`` and ``CardDraft``.
  public init(
    _ file: URL, target: String?, missing: DatasetCard.MissingPolicy = .error, folds: Int = 5
  ) throws(InputError) {
    profile = try TableProfile(of: file, target: target)
    draft = try CardDraft(profile, missing: missing, folds: folds)
  }

  /// Loads the table.
  /// - Throws: ``InputError`` if no target was named, or values are missing and nothing was said of it.
  public func dataset() throws(InputError) -> Dataset {
    let path = profile.file.relativePath
    guard let card = draft.card else {
      let names = profile.guess.names
      let likely = names.last.map { "; is it the last, --target '\($0)'?" } ?? ""
      throw InputError(
        .usage, file: path, expected: "the column that says what class a row is of, by --target",
        hint: "the columns are \(names.prefix(12).joined(separator: ", "))\(likely)")
    }
    if card.columns.allSatisfy({ $0.missing == .error }), !draft.missing.isEmpty {
      let counts = draft.missing.prefix(6).map { "\($0.count) in '\($0.column)'" }
      throw InputError(
        file: path, expected: "a value in each field",
        found: counts.joined(separator: ", ") + (draft.missing.count > 6 ? ", ..." : ""),
        hint:
          "say what becomes of missing values: --missing median (mode for texts), mode, category or "
          + "drop-rows")
    }
    return try DelimitedLoader(card: card).load(from: [profile.file])
  }
}

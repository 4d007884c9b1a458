package import Foundation
package import Inputs
package import Tabular

/// A file that has no card: inspected, and loaded by the card that the inspection drafts.
package struct InspectedTable: Sendable {
  /// What the file holds.
  package let profile: TableProfile
  /// What it is taken to be.
  package let draft: CardDraft

  /// The settings that would have the file read otherwise, where its notes say that this may be right.
  package var remedies: [InputError.Remedy] { profile.guess.isHeaderDoubtful ? [.noHeader] : [] }

  /// Endings that say that a file is a table, in any case; each may be followed by `.gz`. Files with other
  /// endings, or none, are looked into.
  package static let endings = [
    "csv", "tsv", "tab", "txt", "dat", "data", "arff", "tra", "trn", "tes", "tst", "train", "test",
    "all-data", "libsvm", "svm",
  ]

  /// Whether `name` is a path that is read without a card: a file that is there and holds no card, or a
  /// name with an ending of tables.
  package static func recognises(_ name: String) -> Bool {
    let url = URL(fileURLWithPath: name).deletingPathExtension(where: "gz")
    if ["yaml", "yml"].contains(url.pathExtension.lowercased()) { return false }
    if endings.contains(url.pathExtension.lowercased()) { return true }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), !isFolder.boolValue
    else { return false }
    return !DatasetCard.recognises(URL(fileURLWithPath: name))
  }

  /// Inspects `file`.
  /// - Parameters:
  ///   - target: the name of a column, or its number from 1; nil if it is not known yet.
  ///   - missing: what becomes of missing values.
  ///   - dropsUnlabelled: whether rows without a class are left out.
  ///   - hints: what the user says of how the file is written.
  ///   - name: what the dataset is called; by default as the file.
  ///   - folds: of the cross-validation that is planned: smaller classes are warned of.
  /// - Throws: ``InputError`` as ``TableProfile`` and ``CardDraft``.
  package init(
    _ file: URL, target: String?, missing: DatasetCard.MissingPolicy = .error,
    dropsUnlabelled: Bool = false, hints: TableHints = TableHints(), name: String? = nil,
    folds: Int = 5
  ) throws(InputError) {
    profile = try TableProfile(of: file, target: target, hints: hints)
    draft = try CardDraft(
      profile, missing: missing, dropsUnlabelled: dropsUnlabelled, name: name, folds: folds)
  }

  /// Loads the table.
  /// - Throws: ``InputError`` if no target was named, or values are missing and nothing was said of it.
  package func dataset() throws(InputError) -> Dataset {
    let path = profile.file.relativePath
    guard let card = draft.card else {
      let names = profile.guess.names
      let likely = names.last.map { "; is it the last, '\($0)'?" } ?? ""
      throw InputError(
        .usage, code: .missing, file: path,
        expected: "the name of the column that says what class a row is of",
        hint: "the columns are \(names.prefix(12).joined(separator: ", "))\(likely)",
        remedies: [.target(names.last)])
    }
    if card.columns.allSatisfy({ $0.role != .feature || $0.missing == .error }),
      let first = draft.missing.min(by: { $0.line < $1.line })
    {
      let counts = draft.missing.prefix(6).map { missing in
        "\(missing.count) in '\(missing.column)' (the first: line \(missing.line))"
      }
      throw InputError(
        code: .missingValue, file: path, line: first.line,
        expected: "a \(MissingMarks.contains(first.text) ? "value" : "number") in each field of "
          + "'\(first.column)'",
        found: first.text,
        hint:
          "missing are \(counts.joined(separator: ", "))\(draft.missing.count > 6 ? ", ..." : ""); "
          + "say what becomes of them: median (mode for texts), mode, category or drop-rows",
        remedies: [.missingValues])
    }
    if let classes = draft.missingClasses {
      throw InputError(
        code: .missingValue, file: path, line: classes.line,
        expected: "a class in '\(classes.column)'",
        found: classes.text,
        hint:
          "\(classes.count) rows have none: write 'missing: drop-rows' in the line of the card's target, "
          + "or leave them out",
        remedies: [.droppingUnlabelledRows])
    }
    return try DelimitedLoader(card: card).read([profile.file])
  }
}

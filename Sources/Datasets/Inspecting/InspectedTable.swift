package import Foundation
package import Inputs
package import Tabular

/// A file without a card: it is inspected, and loaded by the card that the inspection drafts.
package struct InspectedTable: Sendable {
  /// The content of the file.
  package let profile: TableProfile
  /// The drafted card.
  package let draft: CardDraft
  /// The table, if it could be built along with the profile.
  private let built: Dataset?
  /// Whether ``dataset()`` need not read the file.
  package var isBuilt: Bool { built != nil }

  /// The settings that would have the file read otherwise, where its notes say that this may be right.
  package var remedies: [InputError.Remedy] { profile.guess.isHeaderDoubtful ? [.noHeader] : [] }

  /// Endings of tables, in upper or lower case; each may be followed by `.gz`. For other files, the content
  /// decides.
  package static let endings = [
    "csv", "tsv", "tab", "txt", "dat", "data", "arff", "tra", "trn", "tes", "tst", "train", "test",
    "all-data", "libsvm", "svm",
  ]

  /// Whether `name` is a path to read without a card: an existing file that is not a card, or a name with an
  /// ending of tables.
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
  ///   - target: the target column's name, or its number from 1; nil if it is not known yet.
  ///   - missing: how missing values are handled.
  ///   - dropsUnlabelled: whether rows without a class are left out.
  ///   - hints: the user's statements about the file's format.
  ///   - name: the dataset's name; by default the file's.
  ///   - folds: the folds of the planned cross-validation; there is a warning about classes with fewer rows.
  ///   - sample: the number of rows from which on the table is built, too, so that ``dataset()`` need not read the
  ///     file again; nil if no table is needed.
  /// - Throws: ``InputError``; see ``TableProfile`` and ``CardDraft``.
  package init(
    _ file: URL, target: String?, missing: DatasetCard.MissingPolicy = .error,
    dropsUnlabelled: Bool = false, hints: TableHints = TableHints(), name: String? = nil,
    folds: Int = 5, buildingAfter sample: Int? = nil
  ) throws(InputError) {
    func draft(_ profile: TableProfile) throws(InputError) -> CardDraft {
      try CardDraft(
        profile, missing: missing, dropsUnlabelled: dropsUnlabelled, name: name, folds: folds)
    }
    let table = sample.map { sample in
      ProvisionalTable(sample: sample) { profile throws(InputError) in try draft(profile).card }
    }
    profile = try TableProfile(of: file, target: target, hints: hints, building: table)
    self.draft = try draft(profile)
    built = table?.dataset(by: self.draft.card, of: profile)
  }

  /// Loads the table.
  /// - Throws: ``InputError`` if no target was named, or values are missing and it is not said how to handle
  ///   them.
  package func dataset() throws(InputError) -> Dataset {
    let path = profile.file.relativePath
    guard let card = draft.card else {
      let names = profile.guess.names
      let likely = names.last.map { "; is it the last, '\($0)'?" } ?? ""
      throw InputError(
        .usage, code: .missing, file: path,
        expected: "the name of the column of the class",
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
          "missing values: \(counts.joined(separator: ", "))\(draft.missing.count > 6 ? ", ..." : ""); "
          + "say how to handle them: median (mode for texts), mode, category or drop-rows",
        remedies: [.missingValues])
    }
    if let classes = draft.missingClasses {
      throw InputError(
        code: .missingValue, file: path, line: classes.line,
        expected: "a class in '\(classes.column)'",
        found: classes.text,
        hint:
          "\(counted(classes.count, "row", "has", "have")) no class: write 'missing: drop-rows' in the line of the card's target, "
          + "or leave them out",
        remedies: [.droppingUnlabelledRows])
    }
    if let built { return built }
    return try DelimitedLoader(card: card).read([profile.file])
  }
}

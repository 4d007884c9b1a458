import Foundation
package import Inputs

/// What a run folder holds, read once and checked: what reports and `prunebench status` follow from.
package struct StoredRun<Run: JournaledRun>: Sendable {
  /// What determines the results.
  package let description: Run
  /// The machine that the run was begun on; nil if the folder no longer tells.
  package let environment: Environment?
  /// The finished fits, in the order of their keys.
  package let records: [Run.Record]
  /// What is to be known of the files, a sentence each.
  package let notes: [String]

  /// Reads the run in `folder`; it may still go on.
  /// - Throws: ``InputError`` if it is not the folder of a run of this kind, or damaged.
  package init(_ folder: RunFolder) throws(InputError) {
    let (description, isSealed) = try folder.sealedDescription(as: Run.self)
    let content = try folder.checkedContent(of: description)
    self.description = description
    environment = try? folder.environment()
    records = content.records
    var notes = Self.notes(on: folder, content, isSealed: isSealed)
    if environment == nil {
      notes.append(
        "\(folder.environmentFile.relativePath) is missing or damaged, so that the machine is not known; "
          + "'prunebench run' writes it anew")
    }
    self.notes = notes
  }

  /// What is to be known of the journal and of `run.yaml`.
  static func notes(
    on folder: RunFolder, _ content: JournalContent<Run.Record>, isSealed: Bool
  ) -> [String] {
    var notes: [String] = []
    let unsealed =
      (isSealed ? [] : [folder.descriptionFile.lastPathComponent])
      + (content.unsealedLines > 0 ? ["\(content.unsealedLines) lines of its journal"] : [])
    if !unsealed.isEmpty {
      notes.append(
        "\(folder.url.relativePath) was written before there were checksums: a change of "
          + "\(unsealed.joined(separator: " and of ")) would not always be noticed")
    }
    if content.isTorn {
      notes.append(
        "the last line of \(folder.journalFolder.relativePath) is not whole, since the run writes it "
          + "or was stopped meanwhile: its fit does not count")
    }
    return notes
  }
}

import Foundation
package import Inputs

/// The content of a run folder, read once and checked: reports and `prunebench status` are made from it.
package struct StoredRun<Run: JournaledRun>: Sendable {
  /// Everything that determines the results.
  package let description: Run
  /// The machine on which the run was started; nil if that file is missing or damaged.
  package let environment: Environment?
  /// The finished fits, in the order of their keys.
  package let records: [Run.Record]
  /// A sentence about each problem with the files.
  package let notes: [String]
  /// The files before they were read; nil if they could not be listed.
  package let state: FolderState?

  /// Reads the run in `folder`, which may still be running.
  /// - Throws: ``InputError`` if it is not the folder of a run of this kind, or damaged.
  package init(_ folder: RunFolder) throws(InputError) {
    state = try? FolderState(of: folder)
    let (description, isSealed) = try folder.sealedDescription(as: Run.self)
    let content = try folder.checkedContent(of: description)
    self.description = description
    environment = try? folder.environment()
    records = content.records
    var notes = Self.notes(on: folder, content, isSealed: isSealed)
    if environment == nil {
      notes.append(
        "\(folder.environmentFile.relativePath) is missing or damaged, so the machine is unknown; "
          + "'prunebench run' writes it again")
    }
    self.notes = notes
  }

  /// A sentence about each problem with the journal and with `run.yaml`.
  static func notes(
    on folder: RunFolder, _ content: JournalContent<Run.Record>, isSealed: Bool
  ) -> [String] {
    var notes: [String] = []
    let unsealed =
      (isSealed ? [] : [folder.descriptionFile.lastPathComponent])
      + (content.unsealedLines > 0
        ? ["\(counted(content.unsealedLines, "line")) of its journal"] : [])
    if !unsealed.isEmpty {
      notes.append(
        "\(folder.url.relativePath) was written before there were checksums: changes to "
          + "\(unsealed.joined(separator: " and ")) may go unnoticed")
    }
    if content.isTorn {
      notes.append(
        "the last line of \(folder.journalFolder.relativePath) is incomplete, because the run is "
          + "writing it or was stopped while writing: its fit does not count")
    }
    return notes
  }
}

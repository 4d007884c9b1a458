public import Foundation
public import Inputs

/// The folder of a run: `run.yaml`, `environment.json`, `journal`, and the reports made
/// from them.
public struct RunFolder: Sendable {
  /// The folder's place.
  public let url: URL

  /// - Parameter url: the folder, which need not exist yet.
  public init(_ url: URL) { self.url = url }

  package var descriptionFile: URL { url.appendingPathComponent("run.yaml") }
  package var environmentFile: URL { url.appendingPathComponent("environment.json") }
  package var journalFolder: URL { url.appendingPathComponent("journal") }
  package var lockFile: URL { url.appendingPathComponent("lock") }
  /// What `prunebench status` found last.
  package var statusFile: URL { url.appendingPathComponent("status.json") }
  package var forecastFile: URL { url.appendingPathComponent("forecast.json") }
  /// The splits of a run that took them from a file.
  package var splitsFile: URL { url.appendingPathComponent("splits.csv") }
  /// The report's file.
  public var reportFile: URL { url.appendingPathComponent("report.md") }
  /// The table with one row for each fit.
  public var resultsFile: URL { url.appendingPathComponent("results.csv") }
  /// The folder of the pictures and of their data.
  public var figuresFolder: URL { url.appendingPathComponent("figures") }
  /// The folder of the networks that were chosen, if they are kept.
  public var modelsFolder: URL { url.appendingPathComponent("models") }
  /// The table with what a report says of each dataset and method.
  public var summaryFile: URL { url.appendingPathComponent("summary.csv") }
  /// The table with what it says of each pair of methods.
  public var differencesFile: URL { url.appendingPathComponent("differences.csv") }
  /// The table with what it answers to questions.
  public var answersFile: URL { url.appendingPathComponent("answers.csv") }
  /// The table with one row for each candidate of the search.
  public var gridFile: URL { url.appendingPathComponent("grid.csv") }
  /// The table with the scores of each class.
  public var classesFile: URL { url.appendingPathComponent("classes.csv") }
  /// The table with the rows of each class that were predicted as another.
  public var confusionFile: URL { url.appendingPathComponent("confusion.csv") }
  /// The table with the features that pruned networks keep.
  public var featuresFile: URL { url.appendingPathComponent("features.csv") }

  /// The description of the folder's run, read from `run.yaml`.
  /// - Throws: ``InputError`` if it is not the folder of a run of this kind.
  package func description<Identity: RunIdentity>(
    as type: Identity.Type = Identity.self
  ) throws(InputError) -> Identity {
    try sealedDescription(as: type).description
  }

  /// The description of the folder's run, and whether it has a checksum.
  func sealedDescription<Identity: RunIdentity>(
    as type: Identity.Type
  ) throws(InputError) -> (description: Identity, isSealed: Bool) {
    try Identity.sealed(try descriptionBytes, file: descriptionFile.path)
  }

  /// Whether the folder holds a run of this kind.
  /// - Throws: ``InputError`` if it is not the folder of any run.
  package func holds<Identity: RunIdentity>(_ type: Identity.Type) throws(InputError) -> Bool {
    let bytes = try descriptionBytes
    let object = try? JSONSerialization.jsonObject(with: Data(bytes))
    return (object as? [String: Any])?[Identity.mark] != nil
  }

  /// - Throws: ``InputError`` if it is not the folder of any run.
  package func requireRun() throws(InputError) { _ = try descriptionBytes }

  private var descriptionBytes: [UInt8] {
    get throws(InputError) {
      guard let bytes = try FileBytes.read(descriptionFile) else {
        throw InputError(
          .usage, code: .unreadable, file: url.path,
          expected: "the folder of a run, with a run.yaml",
          hint: isPlanned
            ? "its run was planned, and has not begun"
            : FileManager.default.fileExists(atPath: url.path)
              ? "`prunebench run` prints the folder that it writes" : "there is no such folder")
      }
      return bytes
    }
  }

  /// Whether the folder has a forecast of a run that has not begun.
  package var isPlanned: Bool {
    let files = FileManager.default
    return files.fileExists(atPath: forecastFile.path)
      && !files.fileExists(atPath: descriptionFile.path)
  }

  /// The machine on which the run was started.
  /// - Throws: ``InputError`` if that file is missing or damaged; the next `prunebench run` rewrites it.
  package func environment() throws(InputError) -> Environment {
    guard let bytes = try FileBytes.read(environmentFile),
      let environment = SealedText.value(Environment.self, of: bytes)
    else {
      throw InputError(
        code: .unreadable, file: environmentFile.path, expected: "the environment of a run")
    }
    return environment
  }

  /// The content of the journal, in the order of the keys. Each record is checked to be one that `run` can
  /// produce.
  func checkedContent<Run: JournaledRun>(
    of run: Run
  ) throws(InputError) -> JournalContent<Run.Record> {
    try Journal<Run.Record>.content(of: journalFolder).checked(against: run)
  }

  /// Locks the folder for `run`, creating it if necessary, until `body` returns.
  /// - Parameters:
  ///   - note: called with a sentence about each problem with the folder.
  ///   - body: receives the journal and its records so far, in the order of the keys.
  /// - Throws: ``InputError`` if the folder cannot be written, holds another run, or is in use.
  package func withJournal<Run: JournaledRun>(
    of run: Run, _ environment: Environment, note: (String) -> Void,
    _ body: (Journal<Run.Record>, [Run.Record]) async throws -> Void
  ) async throws {
    try create()
    let lock = try RunLock(lockFile)
    try claim(for: run, environment, note)
    let (journal, content) = try Journal<Run.Record>.open(journalFolder)
    try await body(journal, try content.checked(against: run).records)
    _ = consume lock
  }

  /// Writes `text` completely or not at all.
  public func write(_ text: String, to file: URL) throws(InputError) {
    try OutputFile.write(Data(text.utf8), to: file.path, links: .refused)
  }

  /// Writes `text` completely or not at all, as `FILE.gz`.
  package func writePacked(_ text: String, to file: URL) throws(InputError) {
    let unfinished = file.appendingPathExtension("unfinished")
    guard GzipFile.write(Data(text.utf8), to: unfinished),
      rename(unfinished.path, file.appendingPathExtension("gz").path) == 0
    else { throw .unwritable(folder: url.path, SystemError.last) }
  }

  /// Copies the run to `other`, as small as possible: the journal is packed, and files that can be regenerated
  /// from it are left out. Does nothing if `other` is this folder.
  /// - Throws: ``InputError`` if it cannot be written, is in use, or holds another run.
  package func copyPacked<Identity: RunIdentity>(
    to other: RunFolder, of identity: Identity
  ) throws(InputError) {
    guard other.url.resolvingSymlinksInPath() != url.resolvingSymlinksInPath() else { return }
    try other.create()
    let lock = try RunLock(other.lockFile)
    if try FileBytes.isThere(other.descriptionFile) {
      try other.requireSame(
        try other.description(as: Identity.self), as: identity)
    }
    do {
      // The old journal is removed only when the new one is complete.
      let packed = other.url.appendingPathComponent("journal.new")
      try? FileManager.default.removeItem(at: packed)
      try FileManager.default.createDirectory(at: packed, withIntermediateDirectories: true)
      try JournalFolder(journalFolder).copyPacked(to: JournalFolder(packed))
      try FileManager.default.removeItem(at: other.journalFolder)
      try FileManager.default.moveItem(at: packed, to: other.journalFolder)
      for (from, to) in [
        (environmentFile, other.environmentFile), (forecastFile, other.forecastFile),
        (splitsFile, other.splitsFile), (descriptionFile, other.descriptionFile),
      ] where FileManager.default.fileExists(atPath: from.path) {
        try Data(contentsOf: from).write(to: to, options: .atomic)
      }
    } catch let error as InputError {
      throw error
    } catch {
      throw .unwritable(folder: other.url.path, error)
    }
    _ = consume lock
  }

  /// Creates the folder and its subfolders, if necessary.
  package func create() throws(InputError) {
    for folder in [url, journalFolder] { try OutputFolder.create(folder) }
  }

  /// Writes `description` into a new folder, or checks that the folder holds the same run. Shards do so without a lock:
  /// what they write is the same, and replaces what is there at once.
  /// - Throws: ``InputError`` if it cannot be written or holds another run.
  func claim(
    for description: some RunIdentity, _ environment: Environment, _ note: (String) -> Void
  ) throws(InputError) {
    let isBegun = try FileBytes.isThere(descriptionFile)
    if isBegun {
      let (present, isSealed) = try sealedDescription(as: type(of: description))
      try requireSame(present, as: description, remedies: [.output])
      try keepCopies(of: description)
      // Titles and summaries may have changed since, or the file may be from a version without checksums.
      if present != description || !isSealed {
        try write(try description.sealedText, to: descriptionFile)
      }
      if (try? self.environment()) != nil { return }
      note("\(environmentFile.relativePath) was missing or damaged: it now describes this machine")
    } else {
      guard try !JournalFolder(journalFolder).hasLines else {
        throw InputError(
          .usage, code: .mismatch, file: url.path,
          expected: "a run.yaml beside a journal with fits",
          hint: "put back the run.yaml of these fits, or choose another folder",
          remedies: [.output])
      }
    }
    try writeSealed(environment, to: environmentFile)
    guard !isBegun else { return }
    try keepCopies(of: description)
    // Written last, because a folder counts as a run once it has this file.
    try write(try description.sealedText, to: descriptionFile)
  }

  private func keepCopies(of description: some RunIdentity) throws(InputError) {
    for (name, text) in description.copies {
      let file = url.appendingPathComponent(name)
      if try FileBytes.read(file) != Array(text.utf8) { try write(text, to: file) }
    }
  }

  /// The value in `file`; nil if there is no such file.
  /// - Parameter isPossible: whether a value can have been written: older files have no checksum.
  /// - Throws: ``InputError`` if the file was changed after it was written.
  package func sealed<Value: Decodable>(
    _ type: Value.Type, in file: URL, where isPossible: (Value) -> Bool = { _ in true }
  ) throws(InputError) -> Value? {
    guard let bytes = try FileBytes.read(file) else { return nil }
    guard let value = SealedText.value(type, of: bytes), isPossible(value) else {
      throw InputError(code: .damaged, file: file.path, expected: "a file as PruneBench wrote it")
    }
    return value
  }

  /// Writes `value` with a checksum, completely or not at all.
  /// - Throws: ``InputError`` if the folder cannot be written.
  package func writeSealed(_ value: some Encodable, to file: URL) throws(InputError) {
    let text: String
    do {
      text = try SealedText.sealing(value)
    } catch {
      throw .unwritable(folder: url.path, error)
    }
    try write(text, to: file)
  }

  func requireSame<Identity: RunIdentity>(
    _ present: Identity, as expected: Identity, remedies: [InputError.Remedy] = []
  ) throws(InputError) {
    guard present.withoutPresentation == expected.withoutPresentation else {
      throw InputError(
        .usage, code: .mismatch, file: url.path, expected: "a new folder, or one of the same run",
        found: try present.name,
        hint: "it holds a run with other settings, data or version; choose another folder",
        remedies: remedies)
    }
  }
}

public import Foundation
public import Inputs

/// The folder of a run: `run.yaml`, `environment.json`, `journal`, and the reports made
/// from them.
public struct RunFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// - Parameter url: a folder that may not exist yet.
  public init(_ url: URL) { self.url = url }

  var descriptionFile: URL { url.appendingPathComponent("run.yaml") }
  var environmentFile: URL { url.appendingPathComponent("environment.json") }
  var journalFolder: URL { url.appendingPathComponent("journal") }
  var lockFile: URL { url.appendingPathComponent("lock") }
  var forecastFile: URL { url.appendingPathComponent("forecast.json") }
  /// Where the report goes.
  public var reportFile: URL { url.appendingPathComponent("report.md") }
  /// One row for each fit.
  public var resultsFile: URL { url.appendingPathComponent("results.csv") }
  /// Pictures, with the scripts that drew them.
  public var figuresFolder: URL { url.appendingPathComponent("figures") }
  /// One row for each candidate of the search.
  public var gridFile: URL { url.appendingPathComponent("grid.csv") }

  /// Keeps a forecast of the run that is to go into this folder, for its report to be held against.
  /// A run that has begun keeps what it has: a forecast comes before.
  /// - Returns: whether it was kept.
  /// - Throws: ``InputError`` if the folder cannot be written.
  public func keep(_ forecast: Forecast) throws(InputError) -> Bool {
    guard !FileManager.default.fileExists(atPath: descriptionFile.path) else { return false }
    try create()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    do {
      try encoder.encode(forecast).write(to: forecastFile, options: .atomic)
    } catch {
      throw .unwritable(folder: url.path, error)
    }
    return true
  }

  /// The forecast of the run called `name` that was kept before it began; nil without one.
  public func forecast(of name: String) -> Forecast? {
    FileManager.default.contents(atPath: forecastFile.path)
      .flatMap { try? JSONDecoder().decode(Forecast.self, from: $0) }
      .flatMap { $0.run == name ? $0 : nil }
  }

  /// What the folder says of its run.
  /// - Throws: ``InputError`` if it is not the folder of a run of this kind.
  public func description<Identity: RunIdentity>(
    as type: Identity.Type = Identity.self
  ) throws(InputError) -> Identity {
    try Identity(parsing: try descriptionText, file: descriptionFile.path)
  }

  /// Whether the folder holds a run of this kind.
  /// - Throws: ``InputError`` if it is not the folder of any run.
  public func holds<Identity: RunIdentity>(_ type: Identity.Type) throws(InputError) -> Bool {
    let object = try? JSONSerialization.jsonObject(with: Data(try descriptionText.utf8))
    return (object as? [String: Any])?[Identity.mark] != nil
  }

  private var descriptionText: String {
    get throws(InputError) {
      guard let data = FileManager.default.contents(atPath: descriptionFile.path) else {
        throw InputError(
          .usage, file: url.path, expected: "the folder of a run, with a run.yaml",
          hint: "`prunebench run` prints the folder that it writes")
      }
      return String(decoding: data, as: UTF8.self)
    }
  }

  /// The machine that the run was begun on.
  public func environment() throws(InputError) -> Environment {
    guard let data = FileManager.default.contents(atPath: environmentFile.path),
      let environment = try? JSONDecoder().decode(Environment.self, from: data)
    else {
      throw InputError(file: environmentFile.path, expected: "the environment of a run")
    }
    return environment
  }

  /// The finished fits, in the order of their keys.
  public func records() throws(InputError) -> [FitRecord] { try records(as: FitRecord.self) }

  /// The finished fits of any kind of run, in the order of their keys.
  package func records<Record: JournalRecord>(
    as type: Record.Type
  ) throws(InputError) -> [Record] {
    try Journal<Record>.records(in: journalFolder).sorted { $0.key < $1.key }
  }

  /// Takes the folder for a run of `identity`, creating it if need be, until `body` returns.
  /// - Parameter body: gets the journal and what it holds already.
  /// - Throws: ``InputError`` if the folder cannot be written, holds another run, or is in use.
  package func withJournal<Identity: RunIdentity, Record: JournalRecord>(
    of identity: Identity, _ environment: Environment,
    _ body: (Journal<Record>, [Record]) async throws -> Void
  ) async throws {
    try create()
    let lock = try RunLock(lockFile)
    try claim(for: identity, environment)
    let (journal, records) = try Journal<Record>.open(journalFolder)
    try await body(journal, records)
    _ = consume lock
  }

  /// Writes `text` whole or not at all.
  public func write(_ text: String, to file: URL) throws(InputError) {
    try OutputFile.write(Data(text.utf8), to: file.path, links: .refused)
  }

  /// Writes `text` whole or not at all, as `FILE.gz`.
  package func writePacked(_ text: String, to file: URL) throws(InputError) {
    let unfinished = file.appendingPathExtension("unfinished")
    guard GzipFile.write(Data(text.utf8), to: unfinished),
      rename(unfinished.path, file.appendingPathExtension("gz").path) == 0
    else { throw .unwritable(folder: url.path, SystemError.last) }
  }

  /// Makes `other` a folder of the same run, as small as can be: the journal is packed, and what follows
  /// from it is left out. A folder is left as it is if it is this one.
  /// - Throws: ``InputError`` if it cannot be written, is in use, or holds another run.
  package func copyPacked<Identity: RunIdentity>(
    to other: RunFolder, of identity: Identity
  ) throws(InputError) {
    guard other.url.resolvingSymlinksInPath() != url.resolvingSymlinksInPath() else { return }
    try other.create()
    let lock = try RunLock(other.lockFile)
    if FileManager.default.fileExists(atPath: other.descriptionFile.path) {
      let present: Identity = try other.description()
      guard present.withoutPresentation == identity.withoutPresentation else {
        throw InputError(
          .usage, file: other.url.path, expected: "a new folder or the same run's",
          found: try present.name,
          hint: "it holds a run with other settings, data or version; choose another folder")
      }
    }
    do {
      // The old journal goes when the new one is whole.
      let packed = other.url.appendingPathComponent("journal.new")
      try? FileManager.default.removeItem(at: packed)
      try FileManager.default.createDirectory(at: packed, withIntermediateDirectories: true)
      try JournalFolder(journalFolder).copyPacked(to: JournalFolder(packed))
      try FileManager.default.removeItem(at: other.journalFolder)
      try FileManager.default.moveItem(at: packed, to: other.journalFolder)
      for (from, to) in [
        (environmentFile, other.environmentFile), (forecastFile, other.forecastFile),
        (descriptionFile, other.descriptionFile),
      ] where FileManager.default.fileExists(atPath: from.path) {
        try Data(contentsOf: from).write(to: to, options: .atomic)
      }
    } catch {
      throw .unwritable(folder: other.url.path, error)
    }
    _ = consume lock
  }

  /// Creates the folder and those in it, if need be.
  private func create() throws(InputError) {
    do {
      try FileManager.default.createDirectory(
        at: journalFolder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(folder: url.path, error)
    }
  }

  /// Makes the folder the one of `description`, or checks that it is. Call it with the lock held.
  /// - Throws: ``InputError`` if it cannot be written or holds another run.
  private func claim(
    for description: some RunIdentity, _ environment: Environment
  ) throws(InputError) {
    if FileManager.default.fileExists(atPath: descriptionFile.path) {
      let present = try self.description(as: type(of: description))
      guard present.withoutPresentation == description.withoutPresentation else {
        throw InputError(
          .usage, file: url.path, expected: "a new folder or the same run's",
          found: try present.name,
          hint: "it holds a run with other settings, data or version; choose another --out")
      }
      // Titles and summaries may have been mended since.
      if present != description { try write(try description.text, to: descriptionFile) }
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      try encoder.encode(environment).write(to: environmentFile, options: .atomic)
    } catch {
      throw .unwritable(folder: url.path, error)
    }
    // Last, since it is what makes the folder a run.
    try write(try description.text, to: descriptionFile)
  }
}

public import Foundation
public import Inputs

/// The folder of a run: `run.yaml`, `environment.json`, `journal/fits.jsonl`, and the reports made
/// from them.
public struct RunFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// - Parameter url: a folder that may not exist yet.
  public init(_ url: URL) { self.url = url }

  var descriptionFile: URL { url.appendingPathComponent("run.yaml") }
  var environmentFile: URL { url.appendingPathComponent("environment.json") }
  var journalFile: URL { url.appendingPathComponent("journal/fits.jsonl") }
  var lockFile: URL { url.appendingPathComponent("lock") }
  /// Where the report goes.
  public var reportFile: URL { url.appendingPathComponent("report.md") }
  /// One row for each fit.
  public var resultsFile: URL { url.appendingPathComponent("results.csv") }
  /// One row for each candidate of the search.
  public var gridFile: URL { url.appendingPathComponent("grid.csv") }

  /// What the folder says of its run.
  /// - Throws: ``InputError`` if it is not the folder of a run.
  public func description() throws(InputError) -> RunDescription {
    guard let data = FileManager.default.contents(atPath: descriptionFile.path) else {
      throw InputError(
        .usage, file: url.path, expected: "the folder of a run, with a run.yaml",
        hint: "`prunebench run` prints the folder that it writes")
    }
    return try RunDescription(
      parsing: String(decoding: data, as: UTF8.self), file: descriptionFile.path)
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
  public func records() throws(InputError) -> [FitRecord] {
    try Journal.read(journalFile).records.sorted { $0.key < $1.key }
  }

  /// Writes `text` whole or not at all.
  public func write(_ text: String, to file: URL) throws(InputError) {
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw unwritable
    }
  }

  /// Creates the folder and those in it, if need be.
  func create() throws(InputError) {
    do {
      try FileManager.default.createDirectory(
        at: journalFile.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw unwritable
    }
  }

  /// Makes the folder the one of `description`, or checks that it is. Call it with the lock held.
  /// - Throws: ``InputError`` if it cannot be written or holds another run.
  func claim(for description: RunDescription, _ environment: Environment) throws(InputError) {
    if FileManager.default.fileExists(atPath: descriptionFile.path) {
      let present = try self.description()
      guard present == description else {
        throw InputError(
          .usage, file: url.path, expected: "a new folder or the same run's",
          found: try present.name,
          hint: "it holds a run with other settings, data or version; choose another --out")
      }
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      try encoder.encode(environment).write(to: environmentFile, options: .atomic)
    } catch {
      throw unwritable
    }
    // Last, since it is what makes the folder a run.
    try write(try description.text, to: descriptionFile)
  }

  private var unwritable: InputError {
    InputError(
      .usage, file: url.path, expected: "a folder that can be written",
      hint: "check its permissions and the space on the disk, or choose another --out")
  }
}

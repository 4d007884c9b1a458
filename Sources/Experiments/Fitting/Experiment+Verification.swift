import Foundation
import Inputs
package import Runs
import Tabular

extension Experiment {
  /// Trains fits of a run again, drawn at random, and compares their outcomes with the journal in `folder`, bit for bit.
  /// - Parameters:
  ///   - count: how many; all, if there are fewer.
  ///   - seed: of the draw.
  ///   - report: called after each job, from one task at a time.
  /// - Throws: ``InputError`` if the run is another one, such as one of another version or on other rows; cancellation.
  package func verify(
    _ count: Int, seed: UInt64, in folder: RunFolder,
    report: (Verification<FitKey>) -> Void = { _ in }
  ) async throws -> Verification<FitKey> {
    let run = try StoredRun<RunDescription>(folder)
    guard try run.description.name == description.name else {
      throw InputError(
        .usage, code: .mismatch, file: folder.url.path,
        expected:
          "the run \(try description.name): of this version's engine, on the rows as they are loaded now",
        found: try run.description.name,
        hint: "take the version that run.yaml names, and the files that the run had")
    }
    var keys = run.records.map(\.key)
    var stream = RandomStream(seed: seed, name: "verify")
    stream.shuffle(&keys)
    return try await underway.verify(Set(keys.prefix(count)), of: run.records, report: report)
  }
}

package import Foundation
package import Tabular

import Datasets

/// UCI's own files, which are not part of the repository.
///
/// `PRUNEBENCH_DATA` names a folder that has them at any depth. Without it tests that need them are reported as skipped;
/// with `PRUNEBENCH_REQUIRE_DATA=1` they run, and fail.
package enum RealData {
  /// The folder with the files.
  package static let folder = ProcessInfo.processInfo.environment["PRUNEBENCH_DATA"]
    .flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
  private static let isRequired =
    ProcessInfo.processInfo.environment["PRUNEBENCH_REQUIRE_DATA"] == "1"

  /// Whether tests that need the files run.
  package static let isWanted = folder != nil || isRequired
  /// Why they are skipped where they do not.
  package static let reason = "needs UCI's files: set PRUNEBENCH_DATA to their folder"

  private struct Missing: Error {}

  /// The built-in dataset `name`, found like a user's, and from its files where it has any.
  package static func load(_ name: String) async throws -> Dataset {
    let empty = try TemporaryFolder()
    guard let folder else { throw Missing() }
    let locator = DatasetLocator(dataFolder: folder, cacheFolder: empty.url, offline: true)
    return try await locator.dataset(named: name, in: DatasetRegistry.builtIn())
  }
}

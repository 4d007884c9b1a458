import Foundation
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// UCI's own files, which are not part of the repository.
///
/// `PRUNEBENCH_DATA` names a folder that has them at any depth. Without it these tests are reported as skipped;
/// with `PRUNEBENCH_REQUIRE_DATA=1` they run, and fail.
enum RealData {
  static let folder = ProcessInfo.processInfo.environment["PRUNEBENCH_DATA"]
    .flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
  static let isRequired = ProcessInfo.processInfo.environment["PRUNEBENCH_REQUIRE_DATA"] == "1"

  /// The built-in dataset `name`, found like a user's.
  static func load(_ name: String) async throws -> Dataset {
    let empty = try TemporaryFolder()
    let folder = try #require(folder, "PRUNEBENCH_REQUIRE_DATA without PRUNEBENCH_DATA")
    let locator = DatasetLocator(dataFolder: folder, cacheFolder: empty.url, offline: true)
    let registry = try DatasetRegistry.builtIn()
    #expect(try locator.availability(of: registry.loader(named: name)) == .dataFolder)
    return try await locator.dataset(named: name, in: registry)
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test if UCI's files are available or required.
  static var realData: Self {
    .enabled(
      if: RealData.folder != nil || RealData.isRequired,
      "needs UCI's files: set PRUNEBENCH_DATA to their folder")
  }
}

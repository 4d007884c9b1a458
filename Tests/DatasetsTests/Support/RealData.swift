import Foundation
import Testing

/// UCI's own files, which are no part of the repository.
///
/// `PRUNEBENCH_DATA` names a folder that has them at any depth. Without it these tests are
/// skipped, and say so; with `PRUNEBENCH_REQUIRE_DATA=1` they run, and fail, all the same.
enum RealData {
  static let folder = ProcessInfo.processInfo.environment["PRUNEBENCH_DATA"]
    .flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
  static let isRequired = ProcessInfo.processInfo.environment["PRUNEBENCH_REQUIRE_DATA"] == "1"
}

extension Trait where Self == ConditionTrait {
  /// Runs where UCI's files are, or must be.
  static var realData: Self {
    .enabled(
      if: RealData.folder != nil || RealData.isRequired,
      "needs UCI's files: set PRUNEBENCH_DATA to their folder")
  }
}

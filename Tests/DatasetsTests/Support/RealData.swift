import Foundation
import Testing

/// UCI's own files, which are not part of the repository.
///
/// `PRUNEBENCH_DATA` names a folder that has them at any depth. Without it these tests are reported as skipped;
/// with `PRUNEBENCH_REQUIRE_DATA=1` they run, and fail.
enum RealData {
  static let folder = ProcessInfo.processInfo.environment["PRUNEBENCH_DATA"]
    .flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
  static let isRequired = ProcessInfo.processInfo.environment["PRUNEBENCH_REQUIRE_DATA"] == "1"
}

extension Trait where Self == ConditionTrait {
  /// Runs a test if UCI's files are available or required.
  static var realData: Self {
    .enabled(
      if: RealData.folder != nil || RealData.isRequired,
      "needs UCI's files: set PRUNEBENCH_DATA to their folder")
  }
}

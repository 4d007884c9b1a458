import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
  /// Runs a test if UCI's files are available or required.
  static var realData: Self { .enabled(if: RealData.isWanted, Comment(rawValue: RealData.reason)) }
}

import Statistics
import Testing

@testable import Reports

/// A mean with its spread.
struct EstimateTests {
  /// A split whose other refit failed counts as much as one with both; so the plan of a study says it.
  @Test func splitsCountAlike() throws {
    let estimate = try #require(Estimate([[0.5, 0.7], [0.9], []], testShare: 0.2))
    #expect(estimate.bySplit.map { $0 == nil } == [false, false, true])
    #expect(abs(estimate.mean - 0.75) < 1e-12 && abs(estimate.spread.mean - 0.7) < 1e-12)
    let even = try #require(Estimate([[0.5, 0.7], [0.9, 0.8]], testShare: 0.2))
    #expect(even.mean == even.spread.mean)
    #expect(Estimate([[], []], testShare: 0.2) == nil)
  }
}

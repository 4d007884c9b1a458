import Testing

@testable import Runs

struct SortingTests {
  @Test(arguments: [0, 1, 2, 39_999, 40_000, 150_001])
  func severalThreadsSortAsOneDoes(count: Int) {
    // Some are equal, and some runs are in order.
    let numbers = (0..<count).map { $0 % 3 == 0 ? $0 : ($0 &* 7_919) % 1_009 }
    #expect(numbers.sortedByThreads(by: <) == numbers.sorted())
    #expect(numbers.sortedByThreads(by: >) == numbers.sorted(by: >))
  }

  @Test func eachIndexHasItsResult() {
    #expect(Pieces.each(of: 0) { $0 }.isEmpty)
    #expect(Pieces.each(of: 1_000) { $0 * $0 } == (0..<1_000).map { $0 * $0 })
  }
}

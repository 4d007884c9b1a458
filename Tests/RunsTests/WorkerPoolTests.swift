import Dispatch
import Foundation
import Testing

@testable import Runs

struct WorkerPoolTests {
  @Test func eachResultIsCollectedOnce() async throws {
    for workers in [1, 2, 7] {
      var collected: [Int: Int] = [:]
      try await WorkerPool(workers: workers).run(Array(0..<50)) {
        2 * $0
      } collect: { item, result in
        collected[item, default: 0] += result
      }
      #expect(collected == Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, 2 * $0) }))
    }
  }

  /// Else whoever finishes while the journal is written would wait for it.
  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func theNextPieceBeginsBeforeAResultIsCollected() async throws {
    let begun = DispatchSemaphore(value: 0)
    var wasFirst: [Bool] = []
    try await WorkerPool(workers: 1).run([0, 1]) { _ in
      begun.signal()
    } collect: { item, _ in
      // Its own beginning, and that of the next.
      let waits = item == 0 ? 2 : 0
      wasFirst.append((0..<waits).allSatisfy { _ in begun.wait(timeout: .now() + 10) == .success })
    }
    #expect(wasFirst == [true, true])
  }
}

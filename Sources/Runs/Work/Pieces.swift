import Dispatch
import Synchronization

/// The pieces of a long list, one for each thread.
package struct Pieces: Sendable {
  /// The indices of each piece, in order; together they are those of the list.
  let ranges: [Range<Int>]

  /// - Parameters:
  ///   - count: the elements of the list.
  ///   - share: as many elements as are worth a thread of their own.
  ///   - workers: threads at a time.
  package init(
    of count: Int, share: Int = 2_000, workers: Int = CPUAllowance.current.workers
  ) {
    let pieces = max(1, min(workers, count / share))
    ranges = (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
  }

  /// What `body` makes of each piece, in their order.
  package func map<Result: Sendable>(_ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    let results = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: ranges.count) { piece in
      let result = body(ranges[piece])
      results.withLock { $0[piece] = result }
    }
    return results.withLock { results in ranges.indices.compactMap { results[$0] } }
  }
}

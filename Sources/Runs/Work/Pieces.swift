import Dispatch
import Synchronization

/// Divides a long list into pieces, one for each thread.
package struct Pieces: Sendable {
  /// The indices of each piece, in order; together they cover the list.
  let ranges: [Range<Int>]

  /// - Parameters:
  ///   - count: the length of the list.
  ///   - share: the least number of elements for which a further thread is worthwhile.
  ///   - workers: the most threads.
  package init(
    of count: Int, share: Int = 2_000,
    workers: @autoclosure () -> Int = CPUAllowance.current.workers
  ) {
    // A short list asks no files of the system.
    let pieces = count < 2 * share ? 1 : max(1, min(workers(), count / share))
    ranges = (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
  }

  /// The results of `body` for each piece, in order.
  package func map<Result: Sendable>(_ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    let results = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: ranges.count) { piece in
      let result = body(ranges[piece])
      results.withLock { $0[piece] = result }
    }
    return results.withLock { results in ranges.indices.compactMap { results[$0] } }
  }

  /// The results of `body` for each index of a list, in order; each thread takes one after the other.
  package static func each<Result: Sendable>(
    of count: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard count > 0 else { return [] }
    return Pieces(of: count, share: 1, workers: count).map { body($0.lowerBound) }
  }
}

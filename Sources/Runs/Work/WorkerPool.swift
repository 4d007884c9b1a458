/// Runs independent pieces of work, a few at a time.
package struct WorkerPool: Sendable {
  /// The number of pieces at a time, at least one.
  let workers: Int

  package init(workers: Int) { self.workers = workers }

  /// Calls `work` for each of `items`, `workers` at a time, and `collect` with each result, one
  /// after the other, in the order in which they finish.
  ///
  /// An error of `collect` ends the pool: running work is cancelled, and its results are dropped. If the
  /// caller's task is cancelled, running work is cancelled and no more is started; `collect` still receives the
  /// results, and then the pool throws `CancellationError`.
  package func run<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) -> Result,
    collect: (Item, Result) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Item, Result).self) { group in
      var waiting = items.makeIterator()
      func startNext() {
        guard let item = waiting.next() else { return }
        group.addTask { (item, work(item)) }
      }
      for _ in 0..<min(workers, items.count) { startNext() }
      while let (item, result) = try await group.next() {
        // First: whoever finishes while `collect` writes has something to do.
        if !Task.isCancelled { startNext() }
        try collect(item, result)
      }
      try Task.checkCancellation()
    }
  }
}

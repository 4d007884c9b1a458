import Foundation
package import Inputs

/// How far a shard is.
package struct ShardCount: Hashable, Sendable {
  /// The fits of its jobs that are known so far.
  package private(set) var known = 0
  /// Those of them that are not done.
  package private(set) var missing = 0
  /// Those that failed.
  package private(set) var failed = 0

  fileprivate mutating func add(known: Int, missing: Int, failed: Int) {
    self.known += known
    self.missing += missing
    self.failed += failed
  }
}

extension Plan {
  /// How far each of `count` shards is after `records`, in the order of their numbers.
  /// - Complexity: O(records · log records + jobs · log jobs), whatever the number of shards.
  package func shardCounts(_ count: Int, after records: [Record]) -> [ShardCount] {
    let layout = ShardLayout(self)
    let done = Set(records.map(\.key))
    let failed = Set(records.lazy.filter { $0.failure != nil }.map(\.key))
    var counts = Array(repeating: ShardCount(), count: count)
    for (place, part) in parts(after: records).enumerated() {
      for (number, stage) in stages.enumerated() {
        let jobs = jobs(of: stage, in: part)
        var isDone = true
        for (job, position) in layout.dealt(
          jobs, in: layout.intervals[number][place], to: count)
        {
          let missing = job.remaining(after: done)?.keys.count ?? 0
          counts[Shard.index(of: position, count: count)].add(
            known: job.keys.count, missing: missing,
            failed: failed.isEmpty ? 0 : job.keys.count { failed.contains($0) })
          if missing > 0 { isDone = false }
        }
        if !isDone { break }
      }
    }
    return counts
  }
}

extension RunFolder {
  /// The number of shards that files in the journal are of, if there are any; of several the largest.
  package var shardsOfFiles: Int? {
    get throws(InputError) {
      try JournalFolder(journalFolder).shardFiles.compactMap { Shard(file: $0)?.count }.max()
    }
  }

  /// The numbers of the shards, of `count`, whose files a process may be writing.
  package func shardsAtWork(of count: Int) throws(InputError) -> Set<Int> {
    let files = try JournalFolder(journalFolder).shardFiles.filter(JournalFolder.mayBeInUse)
    return Set(
      files.compactMap { Shard(file: $0) }.filter { $0.count == count }.map { $0.index + 1 })
  }
}

extension Shard {
  fileprivate init?(file: URL) { self.init(fileName: file.lastPathComponent) }
}

import Foundation
package import Inputs

/// How far a shard is.
package struct ShardCount: Codable, Hashable, Sendable {
  /// The fits of its jobs that are known so far.
  package private(set) var known: Int
  /// Those of them that are not done.
  package private(set) var missing: Int
  /// Those that failed.
  package private(set) var failed: Int

  init(known: Int = 0, missing: Int = 0, failed: Int = 0) {
    self.known = known
    self.missing = missing
    self.failed = failed
  }

  mutating func add(_ other: ShardCount) {
    known += other.known
    missing += other.missing
    failed += other.failed
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

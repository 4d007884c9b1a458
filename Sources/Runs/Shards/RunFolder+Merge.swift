import Foundation
import Inputs

extension RunFolder {
  /// Folds the files of shards, and the journals of `others`, into the run's own journal.
  ///
  /// A fit that is there more than once must have one outcome. Doing it again changes nothing. A run is merged whether or
  /// not it is complete, and while shards of it run.
  /// - Throws: ``InputError`` if a folder is of another run, damaged or in use; at a fit with two outcomes, which names
  ///   both places. What was merged before that stays.
  /// - Complexity: O(bytes) in time; in memory a few files, and some 100 bytes for each fit; before that the
  ///   records of one of `others` at a time.
  package func merge<Run: JournaledRun>(
    _ others: [RunFolder], as type: Run.Type = Run.self
  ) throws -> MergeResult {
    let description = try description(as: Run.self)
    for other in others {
      try other.requireSame(try other.description(as: Run.self), as: description)
      // Whatever comes from elsewhere is read as a report reads it, before anything is written.
      _ = try other.checkedContent(of: description)
    }
    let lock = try RunLock(lockFile)
    let journal = try Journal<Run.Record>.open(unread: journalFolder)
    var merge = JournalMerge<Run.Record>()
    let own = JournalFolder(journalFolder)
    // What is there already comes first, so that it stays as it is.
    try JournalFolder.each(of: try own.merged, prepare: JournalMerge<Run.Record>.content) {
      file, content throws(InputError) in
      try merge.add(content, of: file) { _ in }
    }
    let before = merge.fits
    // Asked before they are read: what a process appends after that is not merged.
    let free = Set(try own.shardFiles.filter { !JournalFolder.mayBeInUse($0) })
    var removable: [URL] = []
    var running = 0
    func take(
      _ file: URL, _ content: JournalMerge<Run.Record>.Content
    ) throws(InputError) {
      try merge.add(content, of: file) { line throws(InputError) in try journal.append(line) }
    }
    try own.eachShardFile(prepare: JournalMerge<Run.Record>.content) {
      file, content throws(InputError) in
      if free.contains(file) { removable.append(file) } else { running += 1 }
      try take(file, content)
    }
    let others = others.map { JournalFolder($0.journalFolder) }
    for folder in others {
      try folder.eachShardFile(prepare: JournalMerge<Run.Record>.content, body: take)
      try JournalFolder.each(
        of: try folder.merged, prepare: JournalMerge<Run.Record>.content, body: take)
    }
    try journal.finish()
    try keepMachines(of: [own] + others)
    // Only now are all their lines on the disk elsewhere.
    for file in removable { try? FileManager.default.removeItem(at: file) }
    _ = consume lock
    return MergeResult(
      fits: merge.fits, added: merge.fits - before, repeated: merge.repeated, running: running)
  }

  /// Adds the machines of shards, and of other folders, to the run's own.
  private func keepMachines(of folders: [JournalFolder]) throws(InputError) {
    guard var all = try? environment() else { return }
    for folder in folders {
      for file in try folder.machineFiles {
        if let machine = try? sealed(Environment.self, in: file) { all.add(machine) }
      }
      let beside = RunFolder(folder.url.deletingLastPathComponent())
      if let machine = try? beside.environment() { all.add(machine) }
    }
    if try environment() != all { try writeSealed(all, to: environmentFile) }
    for file in try folders[0].machineFiles { try? FileManager.default.removeItem(at: file) }
  }
}

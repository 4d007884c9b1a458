import Foundation
import Inputs
import TestSupport
import Testing

@testable import Runs

/// Shards of a run, done in any order, once or twice, and merged.
struct ShardTests {
  typealias Squares = RunTests.Squares
  private let numbers = Array(1...23)
  private let runs = RunTests()

  @Test func shardsAreWrittenAsFractions() throws {
    #expect(Shard(parsing: "3/64")?.text == "3/64")
    #expect(
      try #require(Shard(parsing: "1/1")).holds(1)
        && Shard(fileName: "shard-3-of-64-n1-7.jsonl")?.text == "3/64")
    for text in [
      "0/4", "5/4", "1/0", "-1/4", "1", "1/2/3", "a/b", "", "1/100001", " 1/2", "\(Int.min)/2",
    ] {
      #expect(Shard(parsing: text) == nil, "\(text)")
    }
    for name in ["fits.jsonl", "shard-1-of.jsonl", "shard-1-of-2.jsonl", "shard-9-of-2-a-1.jsonl"] {
      #expect(Shard(fileName: name) == nil, "\(name)")
    }
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func everyJobBelongsToOneShard(count: Int) throws {
    let plan = Squares(numbers: numbers)
    let layout = ShardLayout(plan)
    let works = try (0..<count).map {
      try layout.work(of: try #require(Shard($0, of: count)), after: [])
    }
    let keys = works.flatMap(\.jobs).flatMap(\.keys)
    #expect(keys.count == numbers.count && Set(keys).count == numbers.count)
    #expect(works.allSatisfy { $0.missing == numbers.count && !$0.isComplete })
    // Jobs of equal cost: no shard has two more than another.
    let loads = works.map(\.jobs.count)
    #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 1)
  }

  /// What is said of each shard is what it would do.
  @Test func shardsAreCounted() async throws {
    let plan = Squares(numbers: numbers)
    let records = try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      _ = try await runs.run(numbers).run(try #require(Shard(1, of: 3)), into: folder)
      #expect(try folder.shardsOfFiles == 3)
      #expect(try folder.shardsAtWork(of: 3).isEmpty)
      return try StoredRun<Squares>(folder).records
    }
    for records in [[], records] {
      let counts = plan.standing(after: records, shards: 3).shards
      let works = try (0..<3).map {
        try ShardLayout(plan).work(of: try #require(Shard($0, of: 3)), after: records)
      }
      #expect(counts.map(\.missing) == works.map { $0.jobs.flatMap(\.keys).count })
      #expect(counts.map(\.missing).reduce(0, +) == works[0].missing)
      #expect(counts.map { $0.known - $0.missing }.reduce(0, +) == records.count)
    }
    #expect(plan.standing(after: records, shards: 3).shards[1].missing == 0)
  }

  @Test func shardsInAnyOrderGiveWhatOneMachineGives() async throws {
    let single = try await withTemporaryFolder { url in
      try await runs.run(numbers).run(into: RunFolder(url))
      return try StoredRun<Squares>(RunFolder(url)).records
    }
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      // Some come twice, and the last ones first.
      var ends: [ShardEnd] = []
      for index in [4, 1, 0, 4, 3, 2, 1, 0, 4, 3, 2] {
        let shard = try #require(Shard(index, of: 5))
        ends.append(try await runs.run(numbers).run(shard, into: folder))
      }
      #expect(ends.first != .complete && ends.last == .complete)
      // However often a shard was begun, it has one file.
      #expect(try JournalFolder(folder.journalFolder).shardFiles.count == 5)
      #expect(try StoredRun<Squares>(folder).records == single)
      let result = try folder.merge([], as: Squares.self)
      #expect(result.fits == 46 && result.added == 46 && result.running == 0)
      let names = try JournalFolder(folder.journalFolder).names
      #expect(names == ["fits.jsonl"])
      #expect(try StoredRun<Squares>(folder).records == single)
      // Once more changes nothing.
      let bytes = try Data(contentsOf: JournalFolder(folder.journalFolder).tail)
      #expect(try folder.merge([], as: Squares.self).added == 0)
      #expect(try Data(contentsOf: JournalFolder(folder.journalFolder).tail) == bytes)
    }
  }

  /// Two processes that do the same shard at the same time write two files, and what they did counts once.
  @Test func aShardMayRunTwiceAtOnce() async throws {
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      let shard = try #require(Shard(0, of: 1))
      async let first = runs.run(numbers).run(shard, into: folder)
      async let second = runs.run(numbers).run(shard, into: folder)
      #expect(try await [first, second] == [.complete, .complete])
      #expect(try StoredRun<Squares>(folder).records.count == 46)
      let merged = try folder.merge([], as: Squares.self)
      #expect(merged.fits == 46)
    }
  }

  @Test func aKilledShardLosesAtMostTheLineThatItWrote() async throws {
    struct Stop: Error {}
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      let shard = try #require(Shard(0, of: 2))
      _ = try await runs.run(numbers).run(shard, into: folder)
      // As a killed process leaves it: not packed, and with a torn last line.
      let journal = JournalFolder(folder.journalFolder)
      let packed = try #require(try journal.shardFiles.first)
      var lines = try #require(try JournalFolder.lines(of: packed))
      let whole = lines.count { $0 == UInt8(ascii: "\n") }
      lines.removeLast(3)
      try FileManager.default.removeItem(at: packed)
      let open = journal.shardFile(shard, .open, process: "\(JournalFolder.hostName)-1")
      try Data(lines).write(to: open)
      #expect(try StoredRun<Squares>(folder).records.count == whole - 1)
      let merged = try folder.merge([], as: Squares.self)
      #expect(merged.fits == whole - 1 && merged.running == 0)
      for _ in 0..<2 {
        for index in 0..<2 {
          _ = try await runs.run(numbers).run(try #require(Shard(index, of: 2)), into: folder)
        }
      }
      #expect(try StoredRun<Squares>(folder).records.count == 46)
    }
  }

  @Test func otherFoldersOfTheRunAreMerged() async throws {
    try await withTemporaryFolder { url in
      let here = RunFolder(url.appendingPathComponent("here"))
      let there = RunFolder(url.appendingPathComponent("there"))
      for (folder, index) in [(here, 0), (there, 1)] {
        _ = try await runs.run(numbers).run(try #require(Shard(index, of: 2)), into: folder)
      }
      let own = try StoredRun<Squares>(here).records.count
      let other = try StoredRun<Squares>(there).records.count
      let merged = try here.merge([there], as: Squares.self)
      #expect(merged.fits == own + other && merged.repeated == 0)
      #expect(try StoredRun<Squares>(there).records.count == other, "it stays as it was")
      #expect(try here.merge([there], as: Squares.self).repeated == other)

      let another = RunFolder(url.appendingPathComponent("another"))
      try await runs.run([1]).run(into: another)
      #expect(throws: InputError.self) { try here.merge([another], as: Squares.self) }
    }
  }

  /// The same fit with two outcomes: one of the two is not what this version gives.
  @Test func outcomesThatDifferAreAnErrorThatNamesBoth() async throws {
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      let shard = try #require(Shard(0, of: 1))
      _ = try await runs.run([1, 2]).run(shard, into: folder)
      let journal = JournalFolder(folder.journalFolder)
      let wrong = try Journal<Squares.Record>.open(try #require(Shard(0, of: 3)), in: journal.url)
      let key = Squares.Key(stage: .square, number: 2)
      try wrong.append([Squares.Record(key: key, value: 5, seconds: 1, failure: nil)])
      wrong.close()
      let reading = #expect(throws: InputError.self) { try StoredRun<Squares>(folder) }
      #expect(reading?.found?.contains("with another outcome") == true)
      let merging = #expect(throws: InputError.self) { try folder.merge([], as: Squares.self) }
      #expect(merging?.expected.contains("shard-1-of-1-") == true)
      #expect(merging?.file?.contains("shard-1-of-3-") == true)
      // Another time is no other outcome.
      let slow = Squares.Record(key: key, value: 4, seconds: 9, failure: nil)
      #expect(slow.agrees(with: Squares.Record(key: key, value: 4, seconds: 1, failure: nil)))
    }
  }

  @Test func machinesOfShardsAreKept() async throws {
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      let plan = Squares(numbers: numbers)
      for (index, name) in ["avx2", "portable", "avx2", "portable"].enumerated() {
        let run = Run(plan, Environment(workers: 1, instructionSet: name), perform: Squares.records)
        _ = try await run.run(try #require(Shard(index, of: 4)), into: folder)
      }
      _ = try folder.merge([], as: Squares.self)
      let environment = try folder.environment()
      #expect(environment.instructionSet == "avx2")
      #expect(environment.others?.map(\.instructionSet) == ["portable"])
      #expect(try JournalFolder(folder.journalFolder).machineFiles.isEmpty)
    }
  }

  /// A file that is listed and never there is an error, and no reason to look for ever.
  @Test func aLinkToNothingIsNoFile() async throws {
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      _ = try await runs.run(numbers).run(try #require(Shard(0, of: 3)), into: folder)
      let link = folder.journalFolder.appendingPathComponent("shard-2-of-3-n1-7.jsonl")
      try FileManager.default.createSymbolicLink(
        atPath: link.path, withDestinationPath: "nowhere.jsonl")
      let error = #expect(throws: InputError.self) { try StoredRun<Squares>(folder) }
      #expect(error?.file == link.path && error?.code == .unreadable)
      try FileManager.default.removeItem(at: link)
      #expect(try !StoredRun<Squares>(folder).records.isEmpty)
    }
  }
}

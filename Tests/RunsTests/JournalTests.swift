import Foundation
import Inputs
import TestSupport
import Testing

@testable import Runs

struct JournalTests {
  struct Line: JournalRecord, Equatable {
    let key: Int
    let text: String
    var seconds: Double { 0 }
    var failure: String? { nil }
    static var incidentalMembers: Set<String> { [] }
    func agrees(with other: Line) -> Bool { self == other }
  }

  func lines(_ range: Range<Int>) -> [Line] {
    range.map { Line(key: $0, text: "fit \($0)") }
  }

  @Test func linesArePackedIntoPartsAndReadBack() async throws {
    try await withTemporaryFolder { url in
      for start in stride(from: 0, to: 60, by: 3) {
        let (journal, content) = try Journal<Line>.open(url, partSize: 150)
        #expect(content.records == lines(0..<start))
        for line in lines(start..<start + 3) { try journal.append([line]) }
      }
      #expect(try Journal<Line>.content(of: url).records == lines(0..<60))
      let files = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
      #expect(files.contains("fits-2.jsonl.gz") && files.contains("fits.jsonl"))
      #expect(!files.contains("unfinished.gz"))
    }
  }

  /// The files that a process leaves if it is killed between packing lines and removing them.
  @Test func linesThatWerePackedButNotRemovedCountOnce() async throws {
    try await withTemporaryFolder { url in
      let tail = url.appendingPathComponent("fits.jsonl")
      do {
        let (journal, _) = try Journal<Line>.open(url, partSize: 1 << 20)
        try journal.append(lines(0..<10))
      }
      let before = try Data(contentsOf: tail)
      do {
        let (journal, _) = try Journal<Line>.open(url, partSize: 100)
        try journal.append(lines(10..<11))
      }
      #expect(try Data(contentsOf: tail).isEmpty)
      try (before + Data("{\"key\":11,\"te".utf8)).write(to: tail)
      try Data("not whole".utf8).write(to: url.appendingPathComponent("unfinished.gz"))
      #expect(try Journal<Line>.content(of: url).records == lines(0..<11))
      do {
        let (journal, content) = try Journal<Line>.open(url, partSize: 100)
        #expect(content.records == lines(0..<11))
        try journal.append(lines(11..<12))
      }
      #expect(try Journal<Line>.content(of: url).records == lines(0..<12))
    }
  }

  /// A part that a user removed leaves a gap that later parts do not fill.
  @Test func aRemovedPartIsJustMissing() async throws {
    try await withTemporaryFolder { url in
      for start in 0..<3 {
        let (journal, _) = try Journal<Line>.open(url, partSize: 1)
        try journal.append(lines(start..<start + 1))
      }
      try FileManager.default.removeItem(at: url.appendingPathComponent("fits-1.jsonl.gz"))
      let (journal, content) = try Journal<Line>.open(url, partSize: 1)
      #expect(content.records == lines(1..<3))
      try journal.append(lines(0..<1))
      #expect(try Journal<Line>.content(of: url).records == lines(1..<3) + lines(0..<1))
    }
  }

  @Test(arguments: [
    ("fits-1.jsonl.gz", 20, "fits-1.jsonl.gz: expected a complete gzip file"),
    ("fits-1.jsonl.gz", 0, "fits-1.jsonl.gz: expected a complete gzip file"),
  ])
  func damagedPartsAreLocated(name: String, length: Int, message: String) async throws {
    try await withTemporaryFolder { url in
      do {
        let (journal, _) = try Journal<Line>.open(url, partSize: 1)
        try journal.append(lines(0..<50))
      }
      let file = url.appendingPathComponent(name)
      try Data(contentsOf: file).prefix(length).write(to: file)
      let error = #expect(throws: InputError.self) { try Journal<Line>.content(of: url) }
      #expect("\(try #require(error))".contains(message), "\(String(describing: error))")
    }
  }

  /// A line of another kind of run, or of another version, is never counted.
  @Test func aForeignLineIsLocated() async throws {
    try await withTemporaryFolder { url in
      do {
        let (journal, _) = try Journal<Line>.open(url)
        try journal.append(lines(0..<2))
      }
      let tail = url.appendingPathComponent("fits.jsonl")
      try (Data(contentsOf: tail) + Data("{\"fit\":1}\n".utf8)).write(to: tail)
      let error = #expect(throws: InputError.self) { try Journal<Line>.open(url) }
      #expect(
        "\(try #require(error))".contains("fits.jsonl:3:3: expected a fit as PruneBench writes it"))
    }
  }

  /// A merge writes lines as they are, a run records: both cut the same parts at the same places.
  @Test func linesOfOtherJournalsArePackedAsRecordsAre() async throws {
    func content(_ url: URL) throws -> [String: [UInt8]] {
      let folder = JournalFolder(url)
      return Dictionary(
        uniqueKeysWithValues: try folder.names.map { name in
          let file = url.appendingPathComponent(name)
          return (name, try #require(try JournalFolder.lines(of: file)))
        })
    }
    try await withTemporaryFolder { url in
      let (one, other) = (url.appendingPathComponent("a"), url.appendingPathComponent("b"))
      for folder in [one, other] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      let first = try Journal<Line>.open(one, partSize: 150).journal
      for line in lines(0..<20) { try first.append([line]) }
      let second = try Journal<Line>.open(unread: other, partSize: 150)
      for file in try JournalFolder(one).parts + [JournalFolder(one).tail] {
        let bytes = try #require(try JournalFolder.lines(of: file))
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
          try second.append(bytes[line.startIndex...line.endIndex])
        }
      }
      try second.finish()
      #expect(try JournalFolder(one).parts.count > 3)
      #expect(try content(one) == content(other))
      #expect(try Journal<Line>.content(of: other).records == lines(0..<20))
    }
  }

  /// Files are read a few at a time: which one is damaged, and where, is said all the same.
  @Test func aDamagedLineInOneOfManyFilesIsLocated() async throws {
    try await withTemporaryFolder { url in
      for index in 0..<40 {
        let shard = try #require(Shard(index, of: 40))
        let journal = try Journal<Line>.open(shard, in: url)
        try journal.append(lines(5 * index..<5 * index + 5))
        journal.close()
      }
      #expect(try Journal<Line>.content(of: url).records.count == 200)
      let file = try JournalFolder(url).shardFiles[23]
      var bytes = try GzipFile.read(file)
      let third = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }[1] + 1
      bytes[third + 7] ^= 1
      try FileManager.default.removeItem(at: file)
      #expect(GzipFile.write(bytes, to: file))
      let reading = #expect(throws: InputError.self) { try Journal<Line>.content(of: url) }
      #expect(reading?.file == file.path && reading?.line == 3)
      let merging = #expect(throws: InputError.self) {
        try JournalFolder(url).eachShardFile(prepare: JournalMerge<Line>.content) { _, _ in }
      }
      #expect(merging?.file == file.path && merging?.line == 3)
    }
  }

  /// Nothing can come behind a part of this number, so that it is none.
  @Test func aPartOfTheLastNumberIsNone() async throws {
    try await withTemporaryFolder { url in
      try Data().write(to: url.appendingPathComponent("fits-\(Int.max).jsonl.gz"))
      let (journal, _) = try Journal<Line>.open(url, partSize: 100)
      try journal.append(lines(0..<10))
      #expect(try Journal<Line>.content(of: url).records == lines(0..<10))
    }
  }
}

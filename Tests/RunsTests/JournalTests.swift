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
}

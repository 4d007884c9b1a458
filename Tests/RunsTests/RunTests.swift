import Foundation
import Inputs
import TestSupport
import Testing

@testable import Runs

/// The promises of `Runs` for any kind of jobs.
struct RunTests {
  /// A plan that squares some numbers, and then adds each number to its square.
  struct Squares: Plan, Hashable {
    static let mark = "numbers"
    var numbers: [Int]
    var version: String { "1" }
    var title: String { "squares" }
    var withoutPresentation: Squares { self }
    func check(file: String) throws(InputError) {}

    enum Stage: String, Codable, Comparable {
      case square
      case sum

      static func < (a: Stage, b: Stage) -> Bool { a == .square && b == .sum }
    }

    struct Key: Codable, Hashable, Comparable {
      let stage: Stage
      let number: Int

      static func < (a: Key, b: Key) -> Bool { (a.stage, a.number) < (b.stage, b.number) }
    }

    struct Record: JournalRecord {
      let key: Key
      let value: Int
      let seconds: Double
      let failure: String?

      static var incidentalMembers: Set<String> { ["seconds"] }

      func agrees(with other: Record) -> Bool { key == other.key && value == other.value }
    }

    struct Job: PlannedJob {
      let keys: [Key]
      let square: Int

      func remaining(after done: Set<Key>) -> Job? {
        let left = keys.filter { !done.contains($0) }
        return left.isEmpty ? nil : Job(keys: left, square: square)
      }
    }

    struct Part {
      let number: Int
      let records: [Record]
      var square: Int? { records.first { $0.key.stage == .square }?.value }
    }

    var stages: [Stage] { [.square, .sum] }
    func title(of stage: Stage) -> String { stage.rawValue }
    var stageOfFit: (Key) -> Stage { \.stage }

    func parts(after records: [Record]) -> PlanParts<Part> {
      let byNumber = Dictionary(grouping: records, by: \.key.number)
      return PlanParts(count: numbers.count) { [numbers] in
        Part(number: numbers[$0], records: byNumber[numbers[$0]] ?? [])
      }
    }

    func records(in part: Part) -> [Record] { part.records }

    func jobs(of stage: Stage, in part: Part) -> [Job] {
      guard stage == .square || part.square != nil else { return [] }
      return [Job(keys: [Key(stage: stage, number: part.number)], square: part.square ?? 0)]
    }

    func cost(of job: Job) -> Double { 2 }
    func expectedCost(of stage: Stage) -> Double { 2 * Double(numbers.count) }
    func expectedCost(of stage: Stage, in part: Part) -> Double { 2 }
    func expectedFits(of stage: Stage) -> Int { numbers.count }

    func misfit(among records: [Record]) -> RecordMisfit? {
      let index = records.firstIndex { !numbers.contains($0.key.number) }
      return index.map {
        RecordMisfit(index: $0, expected: "a number of the run", found: "another")
      }
    }

    static func records(of job: Job) -> [Record] {
      job.keys.map { key in
        let value =
          key.stage == .square ? key.number * key.number : key.number + job.square
        return Record(key: key, value: value, seconds: 1, failure: key.number == 3 ? "odd" : nil)
      }
    }
  }

  func run(
    _ numbers: [Int], workers: Int = 1,
    perform: @escaping @Sendable (Squares.Job) throws -> [Squares.Record] = Squares.records
  ) -> Run<Squares> {
    Run(
      Squares(numbers: numbers), Environment(workers: workers, instructionSet: "any"),
      perform: perform)
  }

  @Test func stagesFollowFromTheRecordsBeforeThem() async throws {
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      var progress: [RunProgress] = []
      try await run([1, 2, 3], workers: 2).run(into: folder) { progress.append($0) }
      let stored = try StoredRun<Squares>(folder)
      #expect(stored.records.map(\.value) == [1, 4, 9, 2, 6, 12])
      #expect(progress.map(\.finishedFits) == [1, 2, 3, 4, 5, 6])
      #expect(progress.map(\.workLeft) == [10, 8, 6, 4, 2, 0])
      #expect(progress.map(\.totalFits) == Array(repeating: 6, count: 6))
      let counts = stored.description.stageCounts(of: stored.records)
      #expect(counts.map(\.finished) == [3, 3] && counts.map(\.failed) == [1, 1])
      #expect(stored.description.standing(after: stored.records).secondsLeft == 0)
    }
  }

  /// Finished fits are never repeated, and the stages after an unfinished one count with their expected fits.
  @Test func aStoppedRunCarriesOn() async throws {
    struct Stop: Error {}
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      let stopping = run([1, 2, 3]) { job in
        if job.keys[0] == Squares.Key(stage: .square, number: 3) { throw Stop() }
        return Squares.records(of: job)
      }
      await #expect(throws: Stop.self) { try await stopping.run(into: folder) }
      let stored = try StoredRun<Squares>(folder)
      let done = Set(stored.records.map(\.key))
      #expect(!done.isEmpty && done.count < 3)
      let left = try #require(stored.description.standing(after: stored.records).secondsLeft)
      #expect(left == Double(6 - done.count))
      try await run([1, 2, 3]) { job in
        #expect(done.isDisjoint(with: job.keys))
        return Squares.records(of: job)
      }.run(into: folder)
      #expect(try StoredRun<Squares>(folder).records.count == 6)
    }
  }

  @Test func anotherPlansFolderIsRefused() async throws {
    try await withTemporaryFolder { url in
      try await run([1, 2]).run(into: RunFolder(url))
      let error = await #expect(throws: InputError.self) {
        try await run([1, 2, 4]).run(into: RunFolder(url))
      }
      #expect(error?.expected == "a new folder, or one of the same run")
    }
  }
}

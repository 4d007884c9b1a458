import Testing

@testable import Cluster

struct TaskNumbersTests {
  @Test(arguments: [
    ([Int](), ""), ([7], "7"), ([3, 1, 2, 2], "1-3"), ([1, 3, 4, 5, 9], "1,3-5,9"),
  ])
  func numbersAreWrittenAsRangesAndReadBack(numbers: [Int], text: String) {
    #expect("\(TaskNumbers(numbers))" == text)
    #expect(TaskNumbers(parsing: text).ranges.joined().elementsEqual(Set(numbers).sorted()))
  }

  @Test func arraysEndBelowTheLargestNumber() {
    let pieces = ArrayPiece.pieces(of: Array(1...2500), below: 1001)
    #expect(pieces.map(\.offset) == [0, 1000, 2000])
    #expect(pieces.map { "\($0.tasks)" } == ["1-1000", "1-1000", "1-500"])
    let some = ArrayPiece.pieces(of: [5, 1000, 1001, 2000], below: 1001)
    #expect(some.map { "\($0.tasks)" } == ["5,1000", "1,1000"])
  }
}

struct TaskLimitsTests {
  @Test(arguments: [
    ("90", 5400), ("1:30", 90), ("2:00:00", 7200), ("1-0", 86400), ("1-12:30", 131_400),
    ("1-0:0:1", 86401),
  ])
  func timesAreReadAsSlurmReadsThem(text: String, seconds: Int) {
    #expect(TaskLimits.seconds(text) == seconds)
  }

  @Test(arguments: ["", "0", "x", "1:2:3:4", "-5", "1-2-3", "5 ", "1h", "５", "+1"])
  func otherTimesAreErrors(text: String) {
    #expect(throws: (any Error).self) { try TaskLimits(time: text, memory: "1G") }
  }

  @Test(arguments: ["", "0", "1 G", "1g", "G", "-1", "1G;x"])
  func otherSizesAreErrors(text: String) {
    #expect(throws: (any Error).self) { try TaskLimits(time: "5", memory: text) }
  }

  @Test func needsHaveAMargin() throws {
    #expect(TaskLimits.time(ofShare: 600, largest: 60, cores: 2) == "00:22:00")
    #expect(TaskLimits.time(ofShare: 86_400, largest: 0, cores: 1) == "2-00:10:00")
    #expect(TaskLimits.memory(bytes: 1.2e8) == "500M")
    #expect(try TaskLimits(time: "00:22:00", memory: "500M").warning == 120)
    #expect(try TaskLimits(time: "1", memory: "500M").warning == 15)
  }
}

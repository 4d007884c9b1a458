import DatasetTesting
import Foundation
import Inputs
import Tabular
import TestSupport
import Testing

@testable import Datasets

/// A large file is read once if its first rows are like the others, and otherwise as by its whole content.
struct OnePassTests {
  private static let rows = 300
  private static let sample = 100

  /// Rows of two numbers and a kind, of which `replaced` has other lines.
  private func compare(
    _ replaced: [Int: String], missing: DatasetCard.MissingPolicy = .error,
    header: String? = "length,width,kind", fields: (Int) -> String = Trees.row,
    isPacked: Bool = false
  ) throws -> PassComparison {
    let text = Trees.text(header: header, rows: Self.rows) { replaced[$0] ?? fields($0) }
    let folder = try TemporaryFolder()
    let bytes = Array(text.utf8)
    let file = try folder.write(
      isPacked ? Packing.gzipped(bytes, in: folder) : bytes, to: isPacked ? "t.csv.gz" : "t.csv")
    let passes = PassComparison(file, target: "3", missing: missing, samples: [Self.sample])
    #expect(passes.difference == nil)
    return passes
  }

  @Test(arguments: [
    (0, "1,2,oak"), (99, "-5,20,elm"), (100, "999,1e3,ash"), (250, "\"7.5\",\"8.25\",\"oak\""),
    (299, "1234567.25,0.00000000000001,oak"),
  ])
  func numbersInAnyRangeNeedOnePass(row: Int, line: String) throws {
    #expect(try compare([row: line]).built == 1)
  }

  @Test func categoriesAndMissingValuesNeedOnePassIfTheFirstRowsHaveThem() throws {
    let fields = { (row: Int) in
      "\(row % 7 == 0 ? "NA" : "\(row).5"),\(Trees.kinds[row % 2]),\(row % 3)"
    }
    #expect(try compare([:], missing: .mode, fields: fields).built == 1)
    #expect(try compare([:], missing: .dropRows, fields: fields).built == 1)
    #expect(try compare([:], missing: .error, fields: fields).built == 0)
  }

  @Test func aPackedFileNeedsOnePass() throws {
    #expect(try compare([:], isPacked: true).built == 1)
  }

  @Test(arguments: [
    "1.5,2.5,yew", "1.5,,oak", "1.5,?,oak", "x,2.5,oak", "1.5,2.5,", "1.5,2.5", "1.5,2.5,oak,1",
    "1.5,\"2\"5,oak", "\"1,5\",2.5,oak", "length,width,kind", "1.5,2 kg,oak", "1.5,2026-01-01,oak",
  ])
  func laterRowsThatDifferNeedTwo(line: String) throws {
    for policy in DatasetCard.MissingPolicy.allCases {
      #expect(try compare([200: line], missing: policy).built == 0)
    }
  }

  /// Numbers that are close to one another lose an offset, which depends on the smallest.
  @Test func anOffsetThatChangesNeedsTwo() throws {
    let fields = { (row: Int) in "\(16_777_216 + row * 7 % 50),\(row % 9),\(row % 2)" }
    #expect(try compare([:], fields: fields).built == 1)
    #expect(try compare([200: "16777000,1,0"], fields: fields).built == 0)
  }

  @Test func aNotationThatIsNotPlainIsKnownBeforeTheSecondPass() throws {
    let fields = { (row: Int) in
      "\(row % 50),5;\(row % 30),25;\(Trees.kinds[row % 3])"
    }
    #expect(try compare([:], header: "length;width;kind", fields: fields).built == 1)
  }

  /// More rows than the first ones foretell would need memory for twice as many.
  @Test func rowsThatBecomeShorterNeedTwo() throws {
    let fields = { (row: Int) in
      row < Self.sample ? "\(row).50000000000000000000,2.5000000000000000000,\(row % 2)" : "1.5,2,0"
    }
    #expect(try compare([:], fields: fields).built == 0)
  }

  /// Settled columns count as those that look at every field.
  @Test func settledColumnsAreProfiledTheSame() throws {
    var stream = RandomStream(seed: 5, name: "profiles")
    let others = [
      "", "NA", "x", "1e9", "-1e9", "0.1234567890123", "5", "-0", "1,5", "1e400", "2−1",
    ]
    let text = (0..<20_000).map { _ in
      (0..<4).map { field in
        if stream.integer(below: 300) == 0 { return others[stream.integer(below: others.count)] }
        let number = Double(stream.integer(below: field == 2 ? 900 : 100_000)) - 50_000
        return field == 3 ? "\(Int(number))" : "\(number / 100)"
      }.joined(separator: ";")
    }.joined(separator: "\n")
    let format = DelimitedFormat(delimiter: .character(UInt8(ascii: ";")))
    let empty = (0..<4).map {
      ColumnProfile(name: "x\($0)", declared: nil, format: ValueFormat())
    }
    var fast = ColumnProfiles(empty)
    var slow = empty
    var reader = DelimitedReader(MemorySource(Array(text.utf8)), format: format)
    while var row = try reader.next() {
      for field in 0..<4 { slow[field].add(row, field) }
      fast.add(&row)
    }
    #expect(slow[0].settledRange.lower < slow[0].settledRange.upper)
    for (fast, slow) in zip(fast.columns, slow) {
      #expect(fast.count == slow.count && fast.numbers == slow.numbers)
      #expect(fast.minimum == slow.minimum && fast.maximum == slow.maximum)
      #expect(fast.isIntegral == slow.isIntegral && fast.isConsecutive == slow.isConsecutive)
      #expect(fast.numberTexts == slow.numberTexts && fast.texts == slow.texts)
      #expect(fast.hasMoreLevels == slow.hasMoreLevels && fast.evidence == slow.evidence)
      #expect(fast.kind == slow.kind && fast.units == slow.units && fast.dates == slow.dates)
    }
  }
}

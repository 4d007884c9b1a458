import Inputs
import Testing
@testable import Statistics

@testable import Reports

struct FormattingTests {
  @Test func nounsAreCounted() {
    #expect(
      [0, 1, 3600].map { Formatting.counted($0, "fit") } == ["0 fits", "one fit", "3,600 fits"])
    let text: InlineText = "\(count: 1, "row"), \(count: 3600, "row"), \(count: 2, "class")"
    #expect(text.plain() == "1 row, 3,600 rows, 2 classes")
    #expect([1, 2].map { counted($0, "row", "has", "have") } == ["1 row has", "2 rows have"])
  }

  @Test(arguments: [
    (0.04, "0.0 s"), (9.94, "9.9 s"), (12.3, "12 s"), (59.6, "1 min 00 s"), (221, "3 min 41 s"),
    (7500, "2 h 05 min"),
  ])
  func durations(seconds: Double, text: String) {
    #expect(spelledDuration(seconds) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (3600, "3,600"), (1_234_567, "1,234,567"), (-100, "-100"),
    (-3600, "-3,600"),
  ])
  func counts(count: Int, text: String) {
    #expect(Formatting.grouped(count) == text)
  }

  @Test(
    arguments: [
      (0.1, 1, "10.0"), (0.07, 1, "7.0"), (0.0125, 1, "1.25"), (0.00625, 1, "0.625"),
      (0.4, 0, "40"), (0.125, 0, "12.5"), (1.0 / 3, 0, "33.3333"),
    ] as [(Double, Int, String)])
  func percentagesHaveTheDecimalsThatTheyNeed(share: Double, decimals: Int, text: String) {
    #expect(Formatting.percentage(share, decimals: decimals) == text)
  }

  @Test func smallPValuesAreBounded() {
    #expect(
      [0.039, 0.001, 0.0009].map { Formatting.pValue($0) } == ["0.039", "0.001", "< 0.001"])
  }

  /// Halves of the shortest decimals go away from 0.
  @Test(
    arguments: [
      (1010.5, 0, "1011"), (1011.5, 0, "1012"), (-1010.5, 0, "-1011"), (0.5, 0, "1"),
      (-0.5, 0, "-1"),
      (0.125, 2, "0.13"), (0.375, 2, "0.38"), (97.265625, 2, "97.27"), (97.265625, 5, "97.26563"),
      (0.285, 2, "0.29"), (0.295, 2, "0.30"), (1.005, 2, "1.01"), (1010.4999, 0, "1010"),
      (9.995, 2, "10.00"), (0.995, 2, "1.00"), (0.05, 0, "0"), (0.5, 0, "1"), (5e-5, 3, "0.000"),
      (0.0005, 3, "0.001"), (1e-7, 2, "0.00"), (1e-05, 6, "0.000010"), (-0.001, 2, "0.00"),
      (-0.0, 0, "0"), (-0.006, 2, "-0.01"),
      (123_456_789, 1, "123456789.0"), (1e21, 1, "1000000000000000000000.0"),
      (2.5, 1, "2.5"), (0.25, 1, "0.3"), (0, 2, "0.00"), (1e300, 0, nil), (.infinity, 2, "inf"),
      (.nan, 2, "nan"),
    ] as [(Double, Int, String?)])
  func halvesAreRoundedAwayFromZero(value: Double, decimals: Int, text: String?) {
    let rounded = Formatting.fixed(value, decimals)
    #expect(text.map { rounded == $0 } ?? (Double(rounded) == value))
  }

  /// The rule is that of `rounded()`, for every half and beside it.
  @Test func roundingIsThatOfWholeNumbers() throws {
    for half in stride(from: -2000.5, through: 2000.5, by: 1) {
      for value in [half, half.nextUp, half.nextDown] {
        #expect(Double(Formatting.fixed(value, 0)) == value.rounded(), "\(value)")
      }
    }
  }

  /// One number reads the same wherever it stands: in a table, in a sentence, beside its deviation, in an interval.
  @Test func aNumberReadsTheSameEverywhere() throws {
    let style = NumberStyle(decimals: 0)
    let mean = 1010.5
    let quantities: [Quantity] = [
      .number(mean, style), .count(Int(mean.rounded())),
      .spread(mean, plusMinus: 0, style), .interval(mean...mean, style),
      .difference(mean, interval: mean...mean, style),
    ]
    #expect(quantities.allSatisfy { $0.text.hasPrefix("1011") }, "\(quantities.map(\.text))")
    let text: InlineText = "mean \(mean, decimals: 0)"
    let table = Table("t", columns: [Table.Column("a", "a")], rows: [[.number(mean, decimals: 0)]])
    for writer in [MarkdownWriter(), TerminalWriter(), CSVWriter()] as [any DocumentWriter] {
      let written = try writer.write(Document(title: text, blocks: [.table(table)]))
      #expect(written.contains("1011"), "\(written)")
    }
  }

  @Test(
    arguments: [
      (.count(1600), "1600"), (.count(1600, isGrouped: true), "1,600"),
      (.number(0.9823, .percent()), "98.23"),
      (.number(0.0942, .percentWithSign(decimals: 1)), "9.4 %"),
      (.number(0.0031, .points), "+0.31 points"), (.number(-0.0031, .points), "-0.31 points"),
      (.spread(0.9823, plusMinus: 0.0006, .percent()), "98.23 ± 0.06"),
      (
        .spread(0.9823, plusMinus: 0.0006, interval: 0.9819...0.9827, .percent()),
        "98.23 ± 0.06 [98.19, 98.27]"
      ),
      (
        .spread(0.0312, plusMinus: 0.0014, NumberStyle(decimals: 4, isSigned: true)),
        "+0.0312 ± 0.0014"
      ),
      (.interval(-0.0005...0.0047, .percent(isSigned: true)), "-0.05 to +0.47"),
      (
        .difference(0.0031, interval: 0.0002...0.006, .points),
        "+0.31 points, 95 % interval +0.02 to +0.60"
      ),
      (.pValue(0.0004), "< 0.001"), (.duration(seconds: 221), "3 min 41 s"),
    ] as [(Quantity, String)])
  func quantities(quantity: Quantity, text: String) {
    #expect(quantity.text == text)
  }

  @Test func meanAndDeviation() throws {
    // numpy: mean 5.0, std(ddof=1) 2.138089935299395
    let some = try #require(MeanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]))
    #expect(some.mean == 5)
    #expect(abs(some.deviation - 2.138089935299395) < 1e-15)
    #expect(abs(some.populationDeviation - 2) < 1e-15)
    #expect(MeanAndDeviation([3])?.deviation == 0)
    #expect(MeanAndDeviation([]) == nil)
  }

  @Test func csvQuotesWhatNeedsIt() {
    let csv = CSVText(
      header: ["a", "b"], rows: [["x,y", "say \"hi\""], ["plain", "two\nlines"]])
    #expect(csv.text == "a,b\n\"x,y\",\"say \"\"hi\"\"\"\nplain,'two\\nlines\n")
  }
}

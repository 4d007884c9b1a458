import Testing
@testable import Statistics

@testable import Reports

struct FormattingTests {
  @Test func nounsAreCounted() {
    #expect([0, 1, 3600].map { counted($0, "fit") } == ["0 fits", "one fit", "3,600 fits"])
  }

  @Test(arguments: [
    (0.04, "0.0 s"), (9.94, "9.9 s"), (12.3, "12 s"), (59.6, "1 min 00 s"), (221, "3 min 41 s"),
    (7500, "2 h 05 min"),
  ])
  func durations(seconds: Double, text: String) {
    #expect(spelledDuration(seconds) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (3600, "3,600"), (1_234_567, "1,234,567")])
  func counts(count: Int, text: String) {
    #expect(grouped(count) == text)
  }

  @Test(
    arguments: [
      (0.1, 1, "10.0"), (0.07, 1, "7.0"), (0.0125, 1, "1.25"), (0.00625, 1, "0.625"),
      (0.4, 0, "40"), (0.125, 0, "12.5"), (1.0 / 3, 0, "33.3333"),
    ] as [(Double, Int, String)])
  func percentagesHaveTheDecimalsThatTheyNeed(share: Double, decimals: Int, text: String) {
    #expect(percentage(share, decimals: decimals) == text)
  }

  @Test func smallPValuesAreBounded() {
    #expect([0.039, 0.001, 0.0009].map { pValueText($0) } == ["0.039", "0.001", "< 0.001"])
    #expect(pValueText(0.039, equals: "= ") == "= 0.039")
    #expect(pValueText(0.0004, equals: "= ") == "< 0.001")
  }

  @Test func meanAndDeviation() throws {
    // numpy: mean 5.0, std(ddof=1) 2.138089935299395
    let some = try #require(MeanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]))
    #expect(some.mean == 5)
    #expect(abs(some.deviation - 2.138089935299395) < 1e-15)
    #expect(abs(some.populationDeviation - 2) < 1e-15)
    #expect(MeanAndDeviation([3])?.deviation == 0)
    #expect(MeanAndDeviation([]) == nil)
    #expect(MeanAndDeviation([0.98, 0.99])?.percent == "98.50 ± 0.71")
  }

  @Test func csvQuotesWhatNeedsIt() {
    let csv = CSVText(
      header: ["a", "b"], rows: [["x,y", "say \"hi\""], ["plain", "two\nlines"]])
    #expect(csv.text == "a,b\n\"x,y\",\"say \"\"hi\"\"\"\nplain,'two\\nlines\n")
  }

  @Test func tablesLineUp() {
    var markdown = MarkdownTable(header: ["", "NN"])
    markdown.rows = [["Connections", "1"], ["±", "98.00 ± 0.10"]]
    #expect(
      markdown.text == """
        |             | NN           |
        | ----------- | ------------ |
        | Connections | 1            |
        | ±           | 98.00 ± 0.10 |

        """)
    let aligned = AlignedTable(header: ["name", "n"], rows: [["a", "5"], ["long", "10"]])
    #expect(aligned.text == "name   n\na      5\nlong  10\n")
  }
}

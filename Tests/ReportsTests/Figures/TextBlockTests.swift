import Testing

@testable import Reports

struct TextBlockTests {
  @Test func textsAreWrappedAtBlanks() {
    let block = TextBlock("one two three", size: 10, width: 45)
    #expect(block.lines == ["one two", "three"] && block.full == nil)
    #expect(TextBlock("gradual-magnitude", size: 10, width: 60).lines == ["gradual-", "magnitude"])
    #expect(TextBlock("", size: 10).lines.isEmpty && TextBlock("  ", size: 10).height == 0)
    #expect(TextBlock("日本語", size: 10, width: 21).lines == ["日本", "語"])
    #expect(TextBlock("W", size: 10, width: 1).lines == ["W"])
  }

  @Test func widthsAreThoseOfTheScript() {
    func width(_ text: String) -> Double { AdvanceWidths.width(of: text, size: 1000) }
    #expect(width("W") == 989 && width("i") == 278 && width("0") == 637)
    #expect(width("日") == 1000 && width("e\u{301}") == width("e") && width("é") == width("e"))
    #expect(width("👩‍🚀") == 2 * width("👩") && width("\u{200D}") == 0)
    #expect(width("ب") > 1000)
  }

  /// Short names stay, long ones are cut where that leaves them different.
  @Test func differentTextsStayDifferent() {
    func short(_ texts: [String]) -> [String] {
      DistinctTexts.shortened(texts, to: 80, size: 10)
    }
    let long = String(repeating: "a", count: 40)
    #expect(short(["a", "b"]) == ["a", "b"])
    #expect(short(["\(long)", "b"]) == ["aaaaaaaaaaa…", "b"])
    #expect(short([long + "1", long + "2"]) == ["aaaaa…aaaa1", "aaaaa…aaaa2"])
    #expect(short([long, long]) == ["aaaaaaaaaaa…", "aaaaaaaaaaa…"])
    let hidden = ["\(long)1\(long)", "\(long)2\(long)"]
    #expect(short(hidden) == ["aaaaaaaa… #1", "aaaaaaaa… #2"])
    for seed in 0..<50 {
      var drawn = DrawnFigures(seed: UInt64(seed))
      let names = (0..<12).map { _ in drawn.name() }
      let short = short(names)
      #expect(Set(short).count == Set(names).count, "\(names)")
      #expect(short.allSatisfy { AdvanceWidths.width(of: $0, size: 10) <= 80 })
    }
  }

  @Test func whatIsShortenedHasItsWholeText() {
    let name = String(repeating: "n", count: 200)
    let block = TextBlock.distinct([name], size: 12, width: 100, times: 3)[0]
    #expect(block.full == name && block.lines.count >= 3 && block.width <= 100)
    #expect(block.lines.last?.hasSuffix("…") == true)
  }
}

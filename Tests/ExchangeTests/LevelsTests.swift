import Foundation
import Inputs
import Testing

@testable import Exchange

struct LevelsTests {
  static let composed = "ros\u{E9}"
  static let decomposed = "rose\u{301}"

  @Test func blanksAndFormsOfAccentsDoNotCount() {
    let levels = Levels(["red", "light blue", Self.composed, ""])
    for (text, level) in [
      ("red", 0), (" red", 0), ("red\t ", 0), (" light blue ", 1), (Self.composed, 2),
      (" \(Self.decomposed) ", 2), ("", 3), (" \t", 3),
    ] {
      #expect(levels.index(of: text) == level, "\(text)")
    }
    for text in ["Red", "light  blue", "lightblue", "rose", "r ed"] {
      #expect(levels.index(of: text) == nil, "\(text)")
    }
  }

  @Test func levelsThatDifferOnlyInBlanksAreComparedExactly() {
    let levels = Levels(["red", " red"])
    #expect(levels.index(of: "red") == 0 && levels.index(of: " red") == 1)
    #expect(levels.index(of: "red ") == nil)
    #expect(levels.pattern(of: [" red"]) == #"(?:\ red)"#)
  }

  /// Compared byte by byte: to Swift all forms are equal.
  @Test func patternsMatchEveryFormAndEscapeSpecialCharacters() {
    let levels = Levels([" a.b|c(", Self.decomposed])
    func bytes(_ texts: [String]) -> [UInt8] { Array(levels.pattern(of: texts).utf8) }
    #expect(bytes([" a.b|c("]) == Array(#"[ \t]*(?:a\.b\|c\()[ \t]*"#.utf8))
    #expect(
      bytes([Self.decomposed, "?"])
        == Array("[ \\t]*(?:ros(?:e\u{301}|\u{E9})|\\?)[ \\t]*".utf8))
  }

  @Test func formsDifferInTheirBytes() {
    func bytes(_ text: String) -> [[UInt8]] { CanonicalForms.of(text).map { Array($0.utf8) } }
    #expect(bytes("red") == [Array("red".utf8)])
    #expect(bytes(Self.composed) == [Array(Self.composed.utf8), Array(Self.decomposed.utf8)])
    #expect(bytes(Self.decomposed) == [Array(Self.decomposed.utf8), Array(Self.composed.utf8)])
    // The sign of the ohm is composed to a letter.
    #expect(bytes("\u{2126}") == [Array("\u{2126}".utf8), Array("\u{3A9}".utf8)])
    #expect(bytes("\u{D55C}").count == 2)
  }
}

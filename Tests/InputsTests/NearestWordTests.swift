import Testing

@testable import Inputs

struct NearestWordTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("hiden", "hidden", 1),
    ("flaw", "lawn", 2), ("same", "same", 0), ("é", "e", 1), ("cpan", "cpna", 1), ("ab", "ba", 1),
    ("abcd", "badc", 2), ("ca", "abc", 3),
  ])
  func distanceCountsSwapsOnce(a: String, b: String, distance: Int) {
    #expect(editDistance(a, b) == distance)
    #expect(editDistance(b, a) == distance)
  }

  @Test(
    arguments: [
      ("optdigts", "optdigits"), ("isolte", "isolet"), ("cars", "car"), ("CAR", "car"),
      ("cra", "car"),
      ("iris", nil),
      ("", nil),
    ] as [(String, String?)])
  func suggestsOnlyWhatIsNear(word: String, suggestion: String?) {
    #expect(nearestWord(to: word, in: ["car", "optdigits", "isolet"]) == suggestion)
  }

  /// Another letter alone is another name.
  @Test(arguments: [("z", nil), ("A", "a"), ("x", "x1")] as [(String, String?)])
  func lettersAreNoMisspellings(word: String, suggestion: String?) {
    #expect(nearestWord(to: word, in: ["a", "b", "x1"]) == suggestion)
  }

  @Test func nothingIsNearNothing() { #expect(nearestWord(to: "car", in: []) == nil) }
}

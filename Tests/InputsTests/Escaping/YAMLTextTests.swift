import Inputs
import TestSupport
import Testing

struct YAMLTextTests {
  /// By Yams, in every place that a text has in a card.
  @Test func everyTextIsReadBack() throws {
    for text in HostileTexts.all(drawn: 2000) {
      let scalar = YAMLText.scalar(text)
      #expect(!scalar.contains("\n") && scalar.isHarmless)
      let yaml =
        "a: \(scalar)\nb: {c: \(scalar), d: [\(scalar), \(scalar)]} # \(YAMLText.comment(text))\n"
      let root = try YAMLValue(parsing: yaml, file: "x.yaml").mapping(of: ["a", "b"])
      let inner = try root.required("b").mapping(of: ["c", "d"])
      let texts =
        try [root.required("a").string(), inner.required("c").string()]
        + inner.required("d").list { value throws(InputError) in try value.string() }
      for read in texts { #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars)) }
    }
  }

  @Test(arguments: [
    ("leaf width", "leaf width"), ("v1.2", "v1.2"), ("no", "\"no\""), ("1", "\"1\""), ("", "\"\""),
    ("a: b", "\"a: b\""), ("a\nb", #""a\nb""#),
    ("\u{1B}\u{202E}\u{E0001}", #""\x1B\u202E\U000E0001""#),
    ("Länge", "\"Länge\""),
  ])
  func scalars(text: String, yaml: String) {
    #expect(YAMLText.scalar(text) == yaml)
  }
}

import Inputs
import Testing

/// What renderers make of it is for scripts/check-markdown to tell.
struct MarkdownTextTests {
  @Test(arguments: [
    ("Car Evaluation", "Car Evaluation"),
    ("Figure 1: minima of 4-D XOR", "Figure 1: minima of 4-D XOR"),
    ("NN(best), 20.5 % at 2.10GHz", "NN(best), 20.5 % at 2.10GHz"), ("C#", "C\\#"),
    ("- item", "\\- item"),
    ("1. item", "1\\. item"), ("0.1.0", "0.1.0"),
    ("1.", "1\\."), ("12) item", "12\\) item"), ("> quote", "&gt; quote"),
    ("===", "\\==="),
    ("  code", "&#32; code"), ("break  ", "break &#32;"), ("a|b", "a&#124;b"), ("a\\", "a\\\\"),
    ("<b>&amp;", "&lt;b&gt;&amp;amp;"), ("[a](b)", "\\[a\\](b)"),
    ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
    ("http://a.example", "http\\://a.example"), ("www.a.example", "www\\.a.example"),
    ("a@b", "a@&#8288;b"), ("a @ 2", "a @ 2"),
    ("a\nb", "a\\\\nb"), ("", ""),
    // Another text than the one before, and so is its twin.
    ("a\\nb", "a\\\\\\\\nb"), ("a\\\nb", "a\\\\\\\\\\\\nb"), ("C:\\data", "C:\\\\data"),
  ])
  func plainTexts(text: String, markdown: String) {
    #expect(MarkdownText.plain(text) == markdown)
  }

  @Test(arguments: [
    ("leaf_width", "`leaf_width`"), ("a`b", "a\\`b"), ("a|b", "a&#124;b"), ("<b>", "`<b>`"),
    ("", ""),
    (" a", "&#32;a"), ("a\nb", "`a\\nb`"),
  ])
  func code(text: String, markdown: String) {
    #expect(MarkdownText.code(text) == markdown)
  }

  @Test func linksAndPictures() {
    #expect(MarkdownText.link("a]b", to: "x.md") == "[a\\]b](x.md)")
    #expect(MarkdownText.image("a", at: "figures/x.svg") == "![a](figures/x.svg)")
  }
}

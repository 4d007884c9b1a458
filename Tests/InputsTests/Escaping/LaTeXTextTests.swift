import Inputs
import Testing

/// What LaTeX makes of it is for scripts/check-latex to tell.
struct LaTeXTextTests {
  @Test(arguments: [
    ("Car Evaluation", "Car Evaluation"), ("NN(best), 20.5 %", "NN(best), 20.5 \\%"),
    ("a_b & c#d $1 ^~", "a\\_b \\& c\\#d \\$1 \\^{}\\~{}"),
    ("\\input{x}", "{\\ttfamily\\char92}input{\\ttfamily\\char123}x{\\ttfamily\\char125}"),
    ("<b>|", "{\\ttfamily\\char60}b{\\ttfamily\\char62}{\\ttfamily\\char124}"),
    ("[a]*", "{[}a{]}{*}"),
    ("a--b ''", "a-{}-b '{}'"), ("\"`", "{\\ttfamily\\char34}{\\ttfamily\\char96}"),
    ("±3 μ…", "\\ensuremath{\\pm}3 \\ensuremath{\\mu}\\ldots{}"),
    ("Erdős–Rényi, Demšar", "Erd\\H{o}s--R\\'{e}nyi, Dem\\v{s}ar"), ("e\u{301}", "\\'{e}"),
    ("中", "{[}U+4E2D{]}"), ("😀", "{[}U+1F600{]}"),
    ("e\u{301}\u{302}", "{[}U+0065{]}{[}U+0301{]}{[}U+0302{]}"),
    ("a\nb", "a{\\ttfamily\\char92}nb"),
    ("a\u{202E}", "a{\\ttfamily\\char92}u{\\ttfamily\\char123}202E{\\ttfamily\\char125}"),
    ("", ""),
  ])
  func plainTexts(text: String, latex: String) {
    #expect(LaTeXText.plain(text) == latex)
    #expect(latex.utf8.allSatisfy { (0x20...0x7E).contains($0) })
  }

  /// Code can be broken into lines within paths and numbers, not within the signs before an option.
  @Test(arguments: [
    ("figures/a-b.svg", "figures/\\allowbreak{}a-\\allowbreak{}b.\\allowbreak{}svg"),
    ("--set 'x=1'", "-{}-set 'x=\\allowbreak{}1'"), ("a_", "a\\_"), ("", ""),
  ])
  func code(text: String, latex: String) {
    #expect(LaTeXText.code(text) == "\\texttt{\(latex)}")
  }

  /// Groups end where they begin, as BibTeX counts braces.
  @Test(arguments: ["}", "{", "\\}", "}{", "\\", "%", "a}\\end{document}"])
  func bracesAreBalanced(text: String) {
    var depth = 0
    for character in LaTeXText.plain(text) {
      depth += character == "{" ? 1 : character == "}" ? -1 : 0
      #expect(depth >= 0)
    }
    #expect(depth == 0)
  }
}

import Foundation

/// Texts as LaTeX and BibTeX have them: printable ASCII, whatever the engine, its fonts and its packages.
package enum LaTeXText {
  /// `text` as itself, in running text, a heading, a cell of a table or a field of BibTeX: no command, no group, no end
  /// of either, no ligature of signs. What LaTeX has no name for stands as its number, `[U+4E2D]`.
  package static func plain(_ text: String) -> String {
    var result = ""
    var last: Unicode.Scalar?
    for character in text.spellingHazards() {
      let scalars = Array(character.unicodeScalars)
      if scalars.count == 1, scalars[0].isASCII {
        // Two hyphens would be a dash, two quotes another quote.
        if scalars[0] == last, "-',".unicodeScalars.contains(scalars[0]) { result += "{}" }
        result += ascii[scalars[0]] ?? String(scalars[0])
      } else {
        result += symbols[String(character)] ?? accented(character) ?? numbers(scalars)
      }
      last = scalars.count == 1 ? scalars[0] : nil
    }
    return result
  }

  /// `text` as code, which may be broken after a sign between letters or digits: paths are long.
  package static func code(_ text: String) -> String {
    let characters = Array(text)
    var pieces = [""]
    for (place, character) in characters.enumerated() {
      pieces[pieces.count - 1].append(character)
      let neighbours = [place - 1, place + 1].filter(characters.indices.contains)
      if "/.-_=,:".contains(character), neighbours.count == 2,
        neighbours.allSatisfy({ characters[$0].isLetter || characters[$0].isNumber })
      {
        pieces.append("")
      }
    }
    return "\\texttt{\(pieces.map(plain).joined(separator: "\\allowbreak{}"))}"
  }

  /// What is markup, or another letter in the usual fonts, but not in that of code. A bracket after the end of a row is
  /// an argument.
  private static let ascii: [Unicode.Scalar: String] = {
    var texts: [Unicode.Scalar: String] = [
      "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_", "^": "\\^{}", "~": "\\~{}",
      "[": "{[}", "]": "{]}", "*": "{*}", "@": "{@}",
    ]
    for scalar in "\\{}<>|\"`".unicodeScalars {
      texts[scalar] = "{\\ttfamily\\char\(scalar.value)}"
    }
    return texts
  }()

  private static let symbols: [String: String] = [
    "±": "\\ensuremath{\\pm}", "×": "\\ensuremath{\\times}", "·": "\\ensuremath{\\cdot}",
    "−": "\\ensuremath{-}", "≤": "\\ensuremath{\\leq}", "≥": "\\ensuremath{\\geq}",
    "≠": "\\ensuremath{\\neq}", "≈": "\\ensuremath{\\approx}", "→": "\\ensuremath{\\rightarrow}",
    "←": "\\ensuremath{\\leftarrow}", "°": "\\ensuremath{^\\circ}", "²": "\\ensuremath{^2}",
    "³": "\\ensuremath{^3}", "¹": "\\ensuremath{^1}", "µ": "\\ensuremath{\\mu}",
    "α": "\\ensuremath{\\alpha}", "β": "\\ensuremath{\\beta}", "γ": "\\ensuremath{\\gamma}",
    "δ": "\\ensuremath{\\delta}", "ε": "\\ensuremath{\\varepsilon}",
    "λ": "\\ensuremath{\\lambda}", "μ": "\\ensuremath{\\mu}", "π": "\\ensuremath{\\pi}",
    "ρ": "\\ensuremath{\\rho}", "σ": "\\ensuremath{\\sigma}", "τ": "\\ensuremath{\\tau}",
    "χ": "\\ensuremath{\\chi}", "Σ": "\\ensuremath{\\Sigma}", "…": "\\ldots{}", "–": "--",
    "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "ß": "\\ss{}", "æ": "\\ae{}",
    "Æ": "\\AE{}", "ø": "\\o{}", "Ø": "\\O{}", "œ": "\\oe{}", "Œ": "\\OE{}", "ł": "\\l{}",
    "Ł": "\\L{}", "ı": "\\i{}", "§": "\\ensuremath{\\mathsection}",
    "¶": "\\ensuremath{\\mathparagraph}",
    "£": "\\ensuremath{\\mathsterling}", "\u{A0}": "~",
  ]

  private static let accents: [Unicode.Scalar: String] = [
    "\u{300}": "`", "\u{301}": "'", "\u{302}": "^", "\u{303}": "~", "\u{304}": "=",
    "\u{306}": "u", "\u{307}": ".", "\u{308}": "\"", "\u{30A}": "r", "\u{30B}": "H",
    "\u{30C}": "v", "\u{323}": "d", "\u{327}": "c", "\u{331}": "b",
  ]

  /// `\'{e}`; nil of what is no ASCII letter with one accent.
  private static func accented(_ character: Character) -> String? {
    let parts = Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
    guard parts.count == 2, parts[0].isASCII, parts[0].properties.isAlphabetic,
      let accent = accents[parts[1]]
    else { return nil }
    return "\\\(accent){\(parts[0])}"
  }

  private static func numbers(_ scalars: [Unicode.Scalar]) -> String {
    scalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "{[}U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits){]}"
    }.joined()
  }
}

/// Texts that can break out of their context: quotes, markup, commands, formulas and control characters of
/// terminals.
public enum HostileTexts {
  /// Texts that a person would try.
  public static let known =
    [
      "", " ", "a", "-", "-0.5", "- item", "1. item", "1) item", "# heading", "> quote", "===",
      "---",
      "```",
      "~~~", "    code", "a  ", "a\\", "\\", "\\n", "'", "''", "'=1", "\"", "\"\"", "=1+1", "+1",
      "-x", "@SUM(A1)",
      "\t=1", "\r=1", " =1", "\u{FF1D}1", "=cmd|' /C calc'!A0", "a,b", "a;b", "a|b", "`ls`", "`",
      "``a``",
      "a\nb", "a\r\nb", "Trees\n!touch PWNED\n", "'\n!touch PWNED\n'",
      "'; system('touch PWNED'); '",
      "\"; system(\"touch PWNED\"); \"", "`touch PWNED`", "$(touch PWNED)", "@macro", "%s %d %n %g",
      "{/Bold x}", "a_b^c",
      "<script>alert(1)</script>", "<b>bold</b>", "<!-- comment", "<?xml", "<![CDATA[", "]]>",
      "&lt;b&gt;", "&#60;b>", "&amp;",
      "<http://a.example>", "<a@b.example>", "http://a.example/x", "www.example.com", "a@b.example",
      "@user",
      "[link](http://a.example)", "![image](x.png)", "[x]: http://a.example", "](x)", "**bold**",
      "_a_", "*a*", "~~gone~~",
      "$x$", "| a | b |", "|", "a \\| b", "[^1]", "{: .class}", ": definition", "title\n===", "C#",
      "a #", "key: value",
      "{a: b}", "[a, b]", "&anchor", "*alias", "!tag", "%YAML", "? a", "null", "true", "~", "0x1F",
      "1e3", "2001-01-01",
      "\u{0}", "\u{7}\u{8}", "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{7}", "\u{7F}", "\u{85}",
      "\u{9B}31m", "\u{9D}0;x\u{9C}",
      "\u{2028}", "a\u{2029}b", "\u{FEFF}bom", "\u{202E}gnp.exe", "\u{2066}x\u{2069}",
      "\u{200E}\u{200F}\u{061C}",
      "\u{200B}", "\u{AD}", "\u{E0001}\u{E0041}",
      "../../etc/passwd", "/etc/passwd", "..", ".", "con", "a/b\\c", "-rf", "Länge", "木", "👩‍🚀",
      "e\u{301}", "\u{E9}",
      String(repeating: "long ", count: 300),
    ] + [0xFFFE, 0xFFFF, 0xFDD0, 0x10FFFF].compactMap(Unicode.Scalar.init).map { String($0) }

  /// The known texts and `count` random ones, the same for the same seed.
  public static func all(drawn count: Int, seed: UInt64 = 1) -> [String] {
    var generator = SplitMix(state: seed)
    return known + (0..<count).map { _ in draw(using: &generator) }
  }

  /// Pieces of the known texts and single characters, in any order.
  private static func draw(using generator: inout SplitMix) -> String {
    let characters = Array(
      "\n\r\t\u{0}\u{1B}\u{85}\u{2028}\u{202E}\u{FEFF}'\"`\\|<>&*_[](){}#!@=+-~$^%:;,. a1"
        .unicodeScalars)
    return (0..<Int.random(in: 0...8, using: &generator)).reduce(into: "") { text, _ in
      if Bool.random(using: &generator) {
        text += known[Int.random(in: 0..<known.count - 1, using: &generator)]
      } else {
        text.unicodeScalars.append(
          characters[Int.random(in: 0..<characters.count, using: &generator)])
      }
    }
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}

/// Texts as a terminal may have them: what would move its cursor, change its colours or turn lines around is
/// spelled out.
package enum TerminalText {
  /// `text` on one line.
  package static func line(_ text: String) -> String { text.spellingHazards() }

  /// `text` with the lines that it has.
  package static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
      .joined(separator: "\n")
  }
}

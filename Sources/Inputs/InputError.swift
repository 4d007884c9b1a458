/// What is wrong with something that a user wrote or named, and where.
///
/// Prints as `file:line:column: expected …, found "…"; hint`, leaving out what is not known.
public struct InputError: Error, Hashable, Sendable {
  /// Whose mistake it is, which decides the exit code.
  public enum Kind: Hashable, Sendable {
    /// The content of a file, or a file that is not there (exit code 65).
    case data
    /// The command line or the use of a folder (exit code 64).
    case usage
    /// Output that could not be written: nobody's mistake, but a disk's or a device's (exit code 74).
    case output
  }

  /// Whose mistake it is.
  public let kind: Kind
  /// The file or folder as the user would name it.
  public let file: String?
  /// 1-based line in `file`.
  public let line: Int?
  /// 1-based column: a field in delimited text, a character elsewhere.
  public let column: Int?
  /// What should have been there, as the object of "expected".
  public let expected: String
  /// What was there instead, printed in quotes.
  public let found: String?
  /// What to do about it.
  public let hint: String?

  /// What was expected, and as much of the rest as is known.
  public init(
    _ kind: Kind = .data, file: String? = nil, line: Int? = nil, column: Int? = nil,
    expected: String, found: String? = nil, hint: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.column = column
    self.expected = expected
    self.found = found
    self.hint = hint
  }
}

extension InputError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    var place = ""
    if let file {
      let numbers = [line, column].compactMap { $0.map(String.init) }
      place = ([file] + numbers).joined(separator: ":") + ": "
    }
    let contrast = found.map { ", found \"\(Self.shortened($0))\"" } ?? ""
    let advice = hint.map { "; \($0)" } ?? ""
    // Names of files and columns are others' texts as much as what was found.
    return TerminalText.line("\(place)expected \(expected)\(contrast)\(advice)")
  }

  /// At most 60 characters of `text`.
  private static func shortened(_ text: String) -> String {
    let limit = 60
    let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    return head + (text.unicodeScalars.count > limit ? "…" : "")
  }
}

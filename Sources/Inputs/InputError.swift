/// What is wrong with something that a user wrote or named, and where.
///
/// Prints as `file:line:column: expected …, found "…"; hint`, leaving out what is not known.
public struct InputError: Error, Hashable, Sendable {
  /// Whose mistake it is. The command's exit code follows from it.
  public enum Kind: Hashable, Sendable {
    /// The content of a file, or a file that is not there (exit code 65).
    case data
    /// The command line or the use of a folder (exit code 64).
    case usage
    /// Output that could not be written, because of a disk or a device (exit code 74).
    case output
  }

  /// Whose mistake it is.
  public let kind: Kind
  /// What is wrong, for a program that answers it.
  public let code: Code
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
  /// The settings of the failed call that may help.
  public let remedies: [Remedy]

  /// What was expected, and as much of the rest as is known.
  public init(
    _ kind: Kind = .data, code: Code = .invalidValue, file: String? = nil, line: Int? = nil,
    column: Int? = nil, expected: String, found: String? = nil, hint: String? = nil,
    remedies: [Remedy] = []
  ) {
    self.kind = kind
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.expected = expected
    self.found = found
    self.hint = hint
    self.remedies = remedies
  }

  /// The same error as another's mistake, who is called `file`.
  /// - Parameter tellingPlace: whether the hint says where the error stood, if that is known.
  package func moved(to kind: Kind, file: String, tellingPlace: Bool = false) -> Self {
    let place = tellingPlace && line != nil ? "the value is that of \(place)" : nil
    let hints = [hint, place].compactMap { $0 }
    return InputError(
      kind, code: code, file: file, expected: expected, found: found,
      hint: hints.isEmpty ? nil : hints.joined(separator: "; "), remedies: remedies)
  }
}

extension InputError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    let place = file == nil ? "" : "\(place): "
    // Some say more after a comma, before the name of a key: "a list, not empty, for 'methods'".
    let expected = expected.hasSuffix(",") ? String(expected.dropLast()) : expected
    let contrast = found.map { ", found \"\(Self.shortened($0))\"" } ?? ""
    let advice = hint.map { "; \($0)" } ?? ""
    // Names of files and columns are others' texts as much as what was found.
    return TerminalText.line("\(place)expected \(expected)\(contrast)\(advice)")
  }

  /// `file:line:column`, as far as it is known.
  private var place: String {
    ([file] + [line, column].map { $0.map(String.init) }).compactMap { $0 }.joined(separator: ":")
  }

  /// At most 60 characters of `text`.
  private static func shortened(_ text: String) -> String {
    let limit = 60
    let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    return head + (text.unicodeScalars.count > limit ? "…" : "")
  }
}

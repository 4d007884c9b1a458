import Foundation
public import Inputs

/// A named collection of datasets, and the rules by which they were chosen: the content of one `suites/*.yaml`.
public struct Suite: Hashable, Sendable {
  /// The short name: `uci`.
  public let name: String
  /// One line on what the collection is for.
  public let summary: String
  /// The rules by which the datasets were chosen, a sentence or two each.
  public let rules: [String]
  /// The datasets, in the order in which they are run.
  public let datasets: [Entry]
  /// Datasets that the rules leave out.
  public let excluded: [Entry]

  /// A dataset that a suite names.
  public struct Entry: Hashable, Sendable {
    /// The dataset as on the command line: its name, with parameters or noise columns, or the path of a card or table.
    public let name: String
    /// Why it is in the collection, or is not; nil if the suite does not say.
    public let reason: String?
    /// Where the suite names it.
    let place: Place
  }

  /// A place in a suite's file.
  struct Place: Hashable, Sendable {
    let file: String
    let line: Int?
    let column: Int?
  }

  private static let prefix = "suite:"

  /// Whether `name` stands for a suite where a dataset's name is expected: `suite:uci`.
  package static func isNamed(by name: String) -> Bool { name.hasPrefix(prefix) }

  /// `suite:uci` for `uci`, and for `suite:uci`.
  package static func prefixed(_ name: String) -> String {
    isNamed(by: name) ? name : prefix + name
  }

  /// The built-in suite `name`, or the one in the file at the path `name`, which ends in `.yaml` or `.yml` or has a `/`.
  /// - Throws: ``InputError`` (usage) that suggests the nearest name if there is no such suite; or at what is wrong with
  ///   the file.
  public static func named(_ name: String) throws(InputError) -> Suite {
    let source = try source(of: name)
    return try Suite(parsing: source.text, file: source.file, folder: source.folder)
  }

  /// The text of the same suite, with its comments.
  /// - Throws: as ``named(_:)`` does.
  public static func text(named name: String) throws(InputError) -> String {
    _ = try named(name)
    return try source(of: name).text
  }

  /// The text of a suite, its file, and the folder that its paths are relative to.
  private static func source(
    of name: String
  ) throws(InputError) -> (text: String, file: String, folder: URL?) {
    let name = prefixed(name).dropFirst(prefix.count)
    if let text = builtInTexts[String(name)] { return (text, "suites/\(name).yaml", nil) }
    guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      throw InputError(
        .usage, code: .unknownName,
        expected: "a suite (\(builtInNames.joined(separator: ", "))) or the path of a suite's file",
        found: String(name),
        hint: nearestWord(to: String(name), in: builtInNames).map { "did you mean '\($0)'?" })
    }
    let file = URL(fileURLWithPath: String(name))
    return (try CardFile(file).text, file.relativePath, file.deletingLastPathComponent())
  }

  /// The names of the built-in suites.
  public static let builtInNames = ["uci", "offline", "irrelevant"]

  private static let builtInTexts: [String: String] = [
    "uci": PackageResources.uci_yaml,
    "offline": PackageResources.offline_yaml,
    "irrelevant": PackageResources.irrelevant_yaml,
  ].mapValues { String(decoding: $0, as: UTF8.self) }
}

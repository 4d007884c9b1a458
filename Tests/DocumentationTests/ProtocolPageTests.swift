import Experiments
import Inputs
import Testing

/// `docs/protocols.md` has a row for each key that protocols may have, and no other.
struct ProtocolPageTests {
  @Test(arguments: [
    ("The file", ""), ("`split`", "split."), ("`validation`", "validation."), ("`grid`", "grid."),
    ("`training`", "training."), ("`pruning`", "pruning."), ("`choose`", "choose."),
    ("`equivalent`", "equivalent."),
  ])
  func keysAreTheDecoders(heading: String, path: String) throws {
    let known = try Self.keys(in: path)
    #expect(try Self.documented(under: heading) == known, "\(heading)")
  }

  /// What a dataset may have of its own is said in the row of `by-dataset`.
  @Test(arguments: ["split", "training"])
  func keysOfADatasetAreTheDecoders(section: String) throws {
    let row = try #require(try Self.row("by-dataset", under: "`\(section)`"))
    for key in try Self.keys(in: "\(section).by-dataset.car.") {
      #expect(row.contains("`\(key)`") || row.contains("\(key): "), "\(section): \(key)")
    }
  }

  @Test func protocolsAreListed() throws {
    let text = try Page("protocols.md").text
    for name in ProtocolFile.builtInNames where !name.contains("/") {
      #expect(text.contains("\n| `\(name)` |"), "\(name)")
    }
  }

  /// The keys of a mapping, as the message about an unknown one lists them.
  private static func keys(in path: String) throws -> [String] {
    let unknown = try KeyReplacement("\(path)zzz=1")
    let error = try #require(throws: InputError.self) {
      _ = try ProtocolFile.named("quick", replacing: [unknown])
    }
    let expected = "\(error)".split(separator: ", found")[0]
    let list = try #require(expected.firstMatch(of: /one of the keys ([a-z0-9, -]*[a-z0-9])/))
    return list.1.replacing(" in", with: "").split(separator: ", ").map(String.init)
  }

  private static func rows(under heading: String) throws -> [Substring] {
    let text = try Page("protocols.md").text
    let section = try #require(
      text.split(separator: "\n## ").first { $0.hasPrefix("\(heading)\n") }, "\(heading)")
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }
  }

  private static func row(_ key: String, under heading: String) throws -> Substring? {
    try rows(under: heading).first { $0.hasPrefix("| `\(key)` |") }
  }

  private static func documented(under heading: String) throws -> [String] {
    try rows(under: heading).map { $0.dropFirst(3).prefix { $0 != "`" } }.map(String.init)
  }
}

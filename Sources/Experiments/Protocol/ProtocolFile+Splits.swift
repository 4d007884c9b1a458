import Foundation
public import Inputs

// Where test sets come from, as a protocol says it. Each kind of splits has its own keys.

extension ProtocolFile.SplitKind {
  /// The keys of other kinds, and why they have no meaning.
  fileprivate var foreignKeys: (keys: [String], reason: String) {
    switch self {
    case .drawn: (["file"], "say 'kind: file' to take splits from a file")
    case .given: (["test-share", "by-dataset", "file"], "the test set is the source's own")
    case .file: (["test-share", "count", "by-dataset"], "the file says what the splits are")
    }
  }

  /// The kind that the mapping `split` asks for; nil if it asks for none.
  fileprivate init?(of split: YAMLMapping) throws(InputError) {
    if let kind = split.optional("kind") {
      self = try kind.choice(of: Self.self)
    } else if split.optional("file") != nil {
      self = .file
    } else {
      return nil
    }
  }
}

extension YAMLValue {
  /// A protocol without what means nothing beside the splits that `changes` ask for: it was said for others.
  func yielding(to changes: YAMLValue) throws(InputError) -> YAMLValue {
    let key = "split"
    guard let split = try? changes.entries().first(where: { $0.key == key })?.value,
      let map = try? split.mapping(of: ProtocolFile.Splits.keys),
      let kind = try? ProtocolFile.SplitKind(of: map)
    else { return self }
    // A source has one test set, whatever number of draws was said.
    return try without(
      Set(["kind"] + kind.foreignKeys.keys + (kind == .given ? ["count"] : [])), in: key)
  }
}

extension ProtocolFile.Splits {
  static let keys = [
    "test-share", "count", "stratified", "by-dataset", "duplicates", "kind", "file",
  ]

  /// What stands for the share of splits that are not drawn: that of the built-in protocols, so that no run of them is
  /// named by it.
  private static let noShare = 0.2

  /// The splits of a CSV file as `prunebench export` writes it.
  /// - Parameters:
  ///   - path: where the file is; a run keeps a copy.
  ///   - duplicates: whether rows whose features are the same, and rows of one group, must be on one side.
  /// - Throws: ``InputError`` at what is wrong in the file.
  public init(
    file path: String, duplicates: ProtocolFile.Duplicates = .together
  ) throws(InputError) {
    self.init(
      testShare: Self.noShare, count: 1, stratified: true, counts: nil,
      duplicates: duplicates == .apart ? nil : duplicates, kind: .file,
      file: SplitsFile(path: path, errorIfFolded: nil))
    self = try reading()
  }

  /// The same with the splits of their file, if they have one, as far as they are not read yet.
  /// - Parameter url: where the file is, if not where the protocol says.
  func reading(at url: URL? = nil) throws(InputError) -> Self {
    guard let file = try file?.read(at: url) else { return self }
    return Self(
      testShare: testShare, count: file.parts.map(\.splits).max() ?? 1,
      stratified: file.hasFolds || stratified, counts: nil, duplicates: duplicates, kind: kind,
      file: file)
  }

  init(_ value: YAMLValue) throws(InputError) {
    let map = try value.mapping(of: Self.keys)
    let kind = try ProtocolFile.SplitKind(of: map) ?? .drawn
    for key in kind.foreignKeys.keys {
      guard let stray = map.optional(key) else { continue }
      throw stray.error(
        expected: "no key '\(key)' beside 'kind: \(kind)'",
        hint: "it means nothing there: \(kind.foreignKeys.reason)", code: .conflict)
    }
    func count(_ value: YAMLValue) throws(InputError) -> Int {
      try value.integer(in: 1...1_000_000)
    }
    var counts: [String: Int] = [:]
    for entry in try map.optional("by-dataset")?.entries() ?? [] {
      counts[entry.key] = try count(entry.value.mapping(of: ["count"]).required("count"))
    }
    let file: SplitsFile? = kind == .file ? try SplitsFile(map) : nil
    let stratified = file == nil ? try map.required("stratified") : map.optional("stratified")
    self.init(
      testShare: kind == .drawn
        ? try map.required("test-share").number(in: 0.01...0.99) : Self.noShare,
      count: try map.optional("count").map(count) ?? 1,
      stratified: try stratified?.boolean() ?? true,
      counts: counts.isEmpty ? nil : counts,
      duplicates: try map.optional("duplicates")?.choice(of: ProtocolFile.Duplicates.self)
        == .apart ? nil : .together,
      kind: kind == .drawn ? nil : kind, file: file)
    guard !areGiven || self.count == 1 else {
      throw value.error(
        expected: "one split, since a source has one test set",
        hint: "'count: 1', without 'by-dataset'")
    }
  }
}

extension SplitsFile {
  fileprivate init(_ split: YAMLMapping) throws(InputError) {
    let file = try split.required("file", hint: "'kind: file' needs the path of a CSV file")
    let path = try file.string()
    guard !path.isEmpty else { throw file.error(expected: "the path of a CSV file") }
    let folder = path.hasPrefix("/") ? "" : file.folder as NSString
    // Beside the file that names it, it is that file's own; from another protocol it is not.
    let stratified = split.optional("stratified").flatMap { $0.file == file.file ? $0 : nil }
    self.init(
      path: folder.appendingPathComponent(path),
      errorIfFolded: stratified?.error(
        expected: "no key 'stratified' beside a file with folds",
        hint: "it means nothing there: the file says what splits and folds are", code: .conflict))
  }
}

import Foundation
public import Inputs

extension Suite {
  /// Reads a suite from `text`, the content of `file`.
  /// - Throws: ``InputError`` at a key that is unknown or missing, or whose value is of a wrong type; at a dataset that is
  ///   named twice.
  public init(parsing text: String, file: String) throws(InputError) {
    try self.init(parsing: text, file: file, folder: nil)
  }

  /// - Parameter folder: what paths are relative to; nil if the suite names none.
  init(parsing text: String, file: String, folder: URL?) throws(InputError) {
    let root = try YAMLValue(parsing: text, file: file)
      .mapping(of: ["name", "summary", "rules", "datasets", "excluded"])
    name = try root.required("name").identifier()
    summary = try root.optional("summary")?.text() ?? ""
    rules =
      try root.optional("rules")?.list { (rule: YAMLValue) throws(InputError) in try rule.text() }
      ?? []
    var known: Set<String> = []
    func entry(_ value: YAMLValue) throws(InputError) -> Entry {
      let entry = try Entry(value, folder: folder)
      guard known.insert(entry.name).inserted else {
        throw value.error(
          expected: "each dataset once", hint: "'\(entry.name)' occurs twice", code: .duplicate)
      }
      return entry
    }
    datasets = try root.required("datasets").list(entry)
    excluded = try root.optional("excluded")?.list(entry) ?? []
  }

  /// Whether `file` holds a suite: YAML with a name and datasets.
  static func recognises(_ file: URL) -> Bool {
    guard let text = try? CardFile(file).text,
      let root = try? YAMLValue(parsing: text, file: file.relativePath).entries()
    else { return false }
    let keys = root.map(\.key)
    return keys.contains("name") && keys.contains("datasets")
  }
}

extension Suite.Entry {
  /// A dataset's name, or a mapping with its name and the reason why it was chosen.
  fileprivate init(_ value: YAMLValue, folder: URL?) throws(InputError) {
    var written = value
    var reason: YAMLValue?
    if value.isMapping {
      let entry = try value.mapping(of: ["name", "reason"])
      written = try entry.required("name")
      reason = entry.optional("reason")
    }
    let name = try written.text()
    self.name = Self.resolved(name, in: folder)
    self.reason = try reason?.text()
    let error = written.error(expected: "a dataset")
    place = Suite.Place(file: written.file, line: error.line, column: error.column)
  }

  /// The name, if it is a path from the command's working folder.
  private static func resolved(_ name: String, in folder: URL?) -> String {
    guard let folder, !name.hasPrefix("/") else { return name }
    // What is wrong with the noise is said where the name is looked up.
    let noise = try? NoiseColumns.split(name)
    let base = noise?.base ?? name
    let path = folder.file(at: base).relativePath
    let isPath =
      base.contains("/") || [".yaml", ".yml"].contains { base.hasSuffix($0) }
      || InspectedTable.recognises(path)
    return isPath ? path + (noise?.noise.suffix ?? "") : name
  }
}

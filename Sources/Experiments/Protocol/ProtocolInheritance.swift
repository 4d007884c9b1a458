import Foundation
public import Inputs
public import Pruning

extension ProtocolFile {
  /// Decodes the content of a protocol file.
  /// - Parameters:
  ///   - text: YAML; the built-in protocol `quick` explains every key.
  ///   - file: its path, for messages, and for finding a file that it extends.
  ///   - methods: those that it may name.
  /// - Throws: ``InputError`` at the key or value that is wrong, in whichever file it stands.
  public init(
    parsing text: String, file: String, methods: MethodCatalogue = .standard
  ) throws(InputError) {
    try self.init(ProtocolSource(file: file, text: text), replacing: [], methods)
  }

  /// The built-in protocol `name`, or the file at the path `name`.
  /// - Parameters:
  ///   - replacements: what is laid over it, in this order.
  ///   - methods: those that it may name.
  /// - Throws: ``InputError`` if there is neither, with the nearest name; or at the key or value that is wrong.
  public static func named(
    _ name: String, replacing replacements: [KeyReplacement] = [],
    methods: MethodCatalogue = .standard
  ) throws(InputError) -> ProtocolFile {
    try ProtocolFile(.asked(for: name), replacing: replacements, methods)
  }

  /// The methods that a protocol lists, with their options, whatever else it says; the paper's where it lists none.
  /// - Throws: ``InputError`` if there is no such protocol, or at an entry that is wrong.
  package static func listedMethods(
    of name: String, from methods: MethodCatalogue
  ) throws(InputError) -> [ComparedMethod] {
    let root = try ProtocolSource.asked(for: name).resolved()
    let list = try root.entries().first { $0.key == "methods" }?.value
    return try list.map { value throws(InputError) in try ComparedMethod.list(value, from: methods)
    }
      ?? ComparedMethod.standard
  }

  private init(
    _ source: ProtocolSource, replacing replacements: [KeyReplacement],
    _ methods: MethodCatalogue
  ) throws(InputError) {
    let root = try source.resolved()
    let result: ProtocolFile
    func decoded(_ replacements: [KeyReplacement]) throws(InputError) -> ProtocolFile {
      var root = root
      for replacement in replacements {
        root = try root.yielding(to: replacement.changes).replacing(by: replacement.changes)
      }
      return try ProtocolFile(decoding: root, file: source.file, methods: methods)
    }
    do {
      let file = try decoded(replacements)
      result = file.summarized(KeyReplacement.summary(file.summary, changedBy: replacements))
    } catch {
      if let label = replacements.map(\.label).first(where: { $0 == error.file }) {
        throw error.moved(to: .usage, file: label)
      }
      // What is wrong stands in the file. Unless it was wrong before, a replacement made it so.
      guard !replacements.isEmpty, (try? decoded([])) != nil else { throw error }
      let guilty = replacements.filter { (try? decoded([$0])) == nil }
      let labels = (guilty.isEmpty ? replacements : guilty).map(\.label)
      throw error.moved(to: .usage, file: labels.joined(separator: " "), tellingPlace: true)
    }
    // What is wrong in there is no replacement's fault.
    self = try result.readingSplits()
  }
}

/// The text of a protocol, and what it extends.
struct ProtocolSource {
  /// The file as the user names it; of a built-in protocol its name and `.yaml`.
  let file: String
  let text: String
  /// The folder that paths in the file are relative to; nil for a built-in protocol.
  private let folder: String?

  /// What is wrong with the name of a protocol.
  struct Fault: Error {
    /// Whether the name was taken for a path.
    let isPath: Bool
    var code: InputError.Code { isPath ? .unreadable : .unknownName }
    let expected: String
    let hint: String?
  }

  private init(file: String, text: String, folder: String?) {
    self.file = file
    self.text = text
    self.folder = folder
  }

  /// The text of a file.
  init(file: String, text: String) {
    self.init(file: file, text: text, folder: (file as NSString).deletingLastPathComponent)
  }

  /// The built-in protocol `name`, or the file at the path `name`, relative to `folder`.
  init(named name: String, in folder: String = "") throws(Fault) {
    if let text = ProtocolFile.builtIn[name] {
      self.init(file: "\(name).yaml", text: text, folder: nil)
      return
    }
    guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      let names = ProtocolFile.builtInNames
      throw Fault(
        isPath: false,
        expected: "a protocol: \(names.joined(separator: ", ")), or the path of a .yaml file",
        hint: nearestWord(to: name, in: names).map { "did you mean '\($0)'?" })
    }
    let path = name.hasPrefix("/") ? name : (folder as NSString).appendingPathComponent(name)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Fault(
        isPath: true, expected: "a protocol file",
        hint: path == name
          ? "there is no such file, or it cannot be read"
          : "there is no file \(path), or it cannot be read")
    }
    self.init(file: path, text: String(decoding: data, as: UTF8.self))
  }

  /// The protocol that somebody asks for by `name`.
  static func asked(for name: String) throws(InputError) -> ProtocolSource {
    do {
      return try ProtocolSource(named: name)
    } catch {
      throw InputError(
        .usage, code: error.code, file: error.isPath ? name : nil, expected: error.expected,
        found: error.isPath ? nil : name, hint: error.hint)
    }
  }

  /// What tells the source from others, however its path is written.
  private var identity: String {
    folder == nil ? file : URL(fileURLWithPath: file).resolvingSymlinksInPath().path
  }

  /// The file's keys, laid over those of the protocol that it extends. Name and summary are a protocol's own.
  /// - Throws: ``InputError`` where a file is not YAML, or at an `extends` that leads nowhere or back.
  func resolved() throws(InputError) -> YAMLValue { try resolved(after: []) }

  /// - Parameter descendants: the protocols that led here.
  private func resolved(after descendants: [ProtocolSource]) throws(InputError) -> YAMLValue {
    let root = try YAMLValue(parsing: text, file: file)
    guard let extended = try root.entries().first(where: { $0.key == Self.key })?.value else {
      return root
    }
    let trail = descendants + [self]
    let source: ProtocolSource
    do {
      source = try ProtocolSource(named: extended.text(), in: folder ?? "")
    } catch let fault as Fault {
      throw extended.error(expected: fault.expected, hint: fault.hint, code: fault.code)
    } catch {
      throw extended.error(expected: "the name of a protocol, or the path of a .yaml file,")
    }
    if let start = trail.firstIndex(where: { $0.identity == source.identity }) {
      let circle = (trail[start...] + [source]).map(\.file).joined(separator: " extends ")
      throw extended.error(
        expected: "a protocol that does not extend this one", hint: "\(circle): leave one out")
    }
    let changes = try root.without([Self.key])
    return try source.resolved(after: trail).without(["name", "summary"])
      .yielding(to: changes).replacing(by: changes)
  }

  private static let key = "extends"
}

import Yams

// Merges one mapping into another, so that a file says only what it changes.
extension YAMLValue {
  /// The node with `changes` laid over it.
  ///
  /// Mappings are merged key by key, in the order of the keys here and new ones behind them; a list, a text or a
  /// number is replaced as a whole. A value that is `null` or `~`, without quotes, removes the key. Every value keeps
  /// the file and line that it comes from.
  /// - Complexity: O(k²) in the keys of one mapping.
  package func replacing(by changes: YAMLValue) throws(InputError) -> YAMLValue {
    guard isMapping, changes.isMapping else { return changes }
    var entries = try allEntries()
    for var change in try changes.allEntries() {
      let index = entries.firstIndex { $0.key == change.key }
      if change.removal != nil || change.value.isNull {
        let isThere = index.map { entries[$0].removal != .ofNothing } ?? false
        change.removal = isThere ? .ofInherited : .ofNothing
      } else if let index, entries[index].removal == nil {
        change = Entry(
          key: change.key, mark: change.mark,
          value: try entries[index].value.replacing(by: change.value))
      }
      if let index { entries[index] = change } else { entries.append(change) }
    }
    // What has no place of its own, because it is no file's, leaves the mapping where it was.
    let place = changes.node.mark == nil ? self : changes
    return YAMLValue(file: place.file, path: path, node: place.node, mergedEntries: entries)
  }

  /// The mapping without some of its keys.
  /// - Throws: ``InputError`` if it is no mapping.
  package func without(_ keys: Set<String>) throws(InputError) -> YAMLValue {
    let entries = try allEntries().filter { !keys.contains($0.key) }
    return YAMLValue(file: file, path: path, node: node, mergedEntries: entries)
  }

  /// The mapping without some keys of the mapping at `key`.
  /// - Throws: ``InputError`` if one of them is no mapping.
  package func without(_ keys: Set<String>, in key: String) throws(InputError) -> YAMLValue {
    let entries = try allEntries().map { entry throws(InputError) in
      guard entry.key == key, entry.removal == nil else { return entry }
      return Entry(key: key, mark: entry.mark, value: try entry.value.without(keys))
    }
    return YAMLValue(file: file, path: path, node: node, mergedEntries: entries)
  }

  /// `value`, YAML, at the keys that `path` names: `grid.hidden` gives a mapping with a mapping in it.
  ///
  /// Errors say `source` in place of a file, and no line.
  /// - Throws: ``InputError`` if `value` is not YAML.
  package init(setting path: String, to value: String, source: String) throws(InputError) {
    let node = try YAMLValue(parsing: value, file: source).node
    let keys = path.split(separator: ".", omittingEmptySubsequences: false)
    let nested = keys.reversed().reduce(Self.withoutMarks(node)) { node, key in
      .mapping(Node.Mapping([(Node(String(key)), node)]))
    }
    self.init(file: source, path: "", node: nested)
  }

  /// The keys that lead to each value which is no mapping, or an empty one.
  package var leafPaths: [String] {
    guard let entries = try? allEntries(), !entries.isEmpty else { return [path] }
    return entries.flatMap(\.value.leafPaths)
  }

  /// Whether the node is `null` or `~`, as YAML writes nothing; in quotes they are texts.
  private var isNull: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && ["null", "~"].contains(scalar.string)
  }

  private static func withoutMarks(_ node: Node) -> Node {
    switch node {
    case .scalar(let scalar):
      .scalar(Node.Scalar(scalar.string, scalar.tag, scalar.style))
    case .sequence(let sequence):
      .sequence(Node.Sequence(sequence.map(withoutMarks)))
    case .mapping(let mapping):
      .mapping(Node.Mapping(mapping.map { (withoutMarks($0.key), withoutMarks($0.value)) }))
    case .alias: node
    }
  }
}

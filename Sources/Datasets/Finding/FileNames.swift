/// Under which names a card's file may be found: its own, then without `.gz` or `.Z`, then with.
///
/// Which of them a file has says how it is packed (``ByteSources``), so any will do.
enum FileNames {
  static func variants(of name: String) -> [String] {
    for ending in [".gz", ".Z"] where name.hasSuffix(ending) && name.count > ending.count {
      let plain = String(name.dropLast(ending.count))
      return [name, plain] + [".gz", ".Z"].map { plain + $0 }.filter { $0 != name }
    }
    return [name, name + ".gz", name + ".Z"]
  }
}

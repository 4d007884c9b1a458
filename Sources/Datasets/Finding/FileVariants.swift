/// The names under which a card's file may be found: its own name, then without `.gz` or `.Z`, then with.
///
/// The ending says how a file is compressed (``ByteSources``), so any of them can be read.
enum FileVariants {
  static func names(of name: String) -> [String] {
    for ending in [".gz", ".Z"] where name.hasSuffix(ending) && name.count > ending.count {
      let plain = String(name.dropLast(ending.count))
      return [name, plain] + [".gz", ".Z"].map { plain + $0 }.filter { $0 != name }
    }
    return [name, name + ".gz", name + ".Z"]
  }
}

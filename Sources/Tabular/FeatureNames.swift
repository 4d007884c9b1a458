/// Names of features for readers.
package enum FeatureNames {
  /// `names` with the names of columns as they are: ``OneHotEncoder`` escapes an `=` in them, so that no two features have
  /// the same name. Names stay as they are where two would be the same without that.
  package static func readable(_ names: [String]) -> [String] {
    let plain = names.map(unescaped)
    let counts = Dictionary(plain.map { ($0, 1) }, uniquingKeysWith: +)
    let result = zip(names, plain).map { counts[$1] == 1 ? $1 : $0 }
    return Set(result).count == names.count ? result : names
  }

  /// A name without the escapes before the `=` that separates a column from its level.
  private static func unescaped(_ name: String) -> String {
    guard name.contains("\\=") else { return name }
    var column = ""
    var rest = Substring(name)
    while let first = rest.first, first != "=" {
      rest.removeFirst()
      guard first == "\\" else {
        column.append(first)
        continue
      }
      guard let escaped = rest.first, "\\=".contains(escaped) else { return name }
      column.append(escaped)
      rest.removeFirst()
    }
    return column + rest
  }
}

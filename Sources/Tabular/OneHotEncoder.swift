/// Turns one categorical column into as many 0/1 columns as it has declared categories.
package struct OneHotEncoder: Hashable, Sendable {
  /// The categories, in the order of their columns.
  package let categories: [String]
  private let index: [String: Int]

  /// - Precondition: `categories` holds no category twice.
  package init(categories: [String]) {
    self.categories = categories
    index = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
  }

  /// The column that stands for `category`, or nil if it was not declared.
  package func column(of category: String) -> Int? { index[category] }

  /// The names of the columns: `name=category`. The first `=` that is not escaped separates the two.
  package func featureNames(for name: String) -> [String] {
    let name = Self.escaped(name)
    return categories.map { "\(name)=\($0)" }
  }

  /// The name of a column as it appears in the names of its features: `=` becomes `\=`, and then `\` becomes
  /// `\\`, so that no two features have the same name.
  package static func escaped(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "=")) else { return name }
    return name.replacing("\\", with: "\\\\").replacing("=", with: "\\=")
  }
}

/// Turns one categorical column into as many 0/1 columns as it has declared categories.
public struct OneHotEncoder: Hashable, Sendable {
  /// In the order of the columns that they become.
  public let categories: [String]
  private let index: [String: Int]

  /// - Precondition: `categories` holds no category twice.
  public init(categories: [String]) {
    self.categories = categories
    index = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
  }

  /// The column that stands for `category`, or nil if it was not declared.
  public func column(of category: String) -> Int? { index[category] }

  /// The names of the columns: `name=category`.
  public func featureNames(for name: String) -> [String] { categories.map { "\(name)=\($0)" } }
}

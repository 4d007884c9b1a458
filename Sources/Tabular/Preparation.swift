/// What became of a table on its way into a dataset, so that nothing of it is silent.
public struct Preparation: Codable, Hashable, Sendable {
  /// The columns that were left out, by name.
  public var ignoredColumns: [String] = []
  /// Rows that were left out since a value is missing.
  public var droppedRows = 0
  /// Missing values that are filled from the rows trained on: how many, by column.
  public var filledValues: [String: Int] = [:]
  /// Missing values that became a level of their own: how many, by column.
  public var missingLevels: [String: Int] = [:]

  /// Nothing was done.
  public init() {}

  /// Whether nothing was done.
  public var isEmpty: Bool { self == Preparation() }
}

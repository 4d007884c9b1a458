/// What became of a table on its way into a dataset, so that nothing of it is silent.
public struct Preparation: Codable, Hashable, Sendable {
  /// The columns that were left out, by name.
  public var ignoredColumns: [String] = []
  /// Rows that were left out since a value is missing.
  public var droppedRows = 0
  /// Rows that were left out for a column: how many have no value there, by column. A row that lacks
  /// several counts for each.
  public var droppedFor: [String: Int] = [:]
  /// Missing values that are filled from the rows trained on: how many, by column.
  public var filledValues: [String: Int] = [:]
  /// Missing values that became a level of their own: how many, by column.
  public var missingLevels: [String: Int] = [:]

  /// Nothing was done.
  public init() {}

  /// Whether nothing was done.
  public var isEmpty: Bool { self == Preparation() }
}

extension Preparation {
  /// Reads what a run wrote, which left out what older versions did not know.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    ignoredColumns = try container.decode([String].self, forKey: .ignoredColumns)
    droppedRows = try container.decode(Int.self, forKey: .droppedRows)
    droppedFor = try container.decodeIfPresent([String: Int].self, forKey: .droppedFor) ?? [:]
    filledValues = try container.decode([String: Int].self, forKey: .filledValues)
    missingLevels = try container.decode([String: Int].self, forKey: .missingLevels)
  }

  /// Writes what is known; what is empty and new is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ignoredColumns, forKey: .ignoredColumns)
    try container.encode(droppedRows, forKey: .droppedRows)
    if !droppedFor.isEmpty { try container.encode(droppedFor, forKey: .droppedFor) }
    try container.encode(filledValues, forKey: .filledValues)
    try container.encode(missingLevels, forKey: .missingLevels)
  }

  private enum CodingKeys: String, CodingKey {
    case ignoredColumns
    case droppedRows
    case droppedFor
    case filledValues
    case missingLevels
  }
}

/// What was left out or filled when a table became a dataset, so that reports can say so.
public struct Preparation: Codable, Hashable, Sendable {
  /// The columns that were left out, by name.
  public var ignoredColumns: [String] = []
  /// The number of rows that were left out because a value is missing.
  public var droppedRows = 0
  /// For each column, how many rows were left out because it has no value there. A row that lacks several
  /// values counts for each of them.
  public var droppedFor: [String: Int] = [:]
  /// For each column, how many missing values are filled by rules fitted on the training rows.
  public var filledValues: [String: Int] = [:]
  /// For each column, how many missing values became a level of their own.
  public var missingLevels: [String: Int] = [:]

  /// A preparation that changed nothing.
  public init() {}

  /// Whether nothing was left out or filled.
  public var isEmpty: Bool { self == Preparation() }
}

extension Preparation {
  /// Decodes what a run wrote. Keys that older versions did not have may be absent.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    ignoredColumns = try container.decode([String].self, forKey: .ignoredColumns)
    droppedRows = try container.decode(Int.self, forKey: .droppedRows)
    droppedFor = try container.decodeIfPresent([String: Int].self, forKey: .droppedFor) ?? [:]
    filledValues = try container.decode([String: Int].self, forKey: .filledValues)
    missingLevels = try container.decode([String: Int].self, forKey: .missingLevels)
  }

  /// Encodes the counts. Keys that older versions did not have are left out where they are empty.
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

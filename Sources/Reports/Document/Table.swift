/// A table: columns with identifiers, and rows of typed cells.
public struct Table: Hashable, Sendable {
  /// A column.
  public struct Column: Hashable, Sendable, Codable {
    /// What programs find it by: it stays as it is when the title changes, and no other column of a table has it.
    public fileprivate(set) var id: String
    /// What people read above it.
    public let title: InlineText
    /// Where its cells are flush, in formats that can show it.
    public let alignment: Alignment

    /// The column `id`, under `title`.
    public init(_ id: String, _ title: InlineText, alignment: Alignment = .leading) {
      self.id = id
      self.title = title
      self.alignment = alignment
    }
  }

  /// Where the cells of a column are flush.
  public enum Alignment: String, Hashable, Sendable, Codable {
    /// On the side where lines begin.
    case leading
    /// On the side where lines end, as numbers are.
    case trailing
  }

  /// What programs find the table by, such as `comparison`. Tables of one kind may share it.
  public let id: String
  /// From left to right.
  public let columns: [Column]
  /// From top to bottom: for each column a cell.
  public private(set) var rows: [[Cell]]

  /// A table under `columns`. A column whose identifier an earlier one has gets a number behind it, `-2` or the next
  /// that is free: identifiers of methods and protocols come from outside.
  /// - Precondition: each row has a cell for each column.
  public init(_ id: String, columns: [Column], rows: [[Cell]] = []) {
    var taken: Set<String> = []
    self.id = id
    self.columns = columns.map { column in
      var column = column
      let id = column.id
      var number = 2
      while !taken.insert(column.id).inserted {
        column.id = "\(id)-\(number)"
        number += 1
      }
      return column
    }
    self.rows = []
    for row in rows { append(row) }
  }

  /// Adds a row below the others.
  /// - Precondition: as many cells as there are columns.
  public mutating func append(_ cells: [Cell]) {
    precondition(
      cells.count == columns.count, "Table: \(cells.count) cells for \(columns.count) columns")
    rows.append(cells)
  }

  /// The table with those of its columns that have one of `ids`.
  func only(_ ids: Set<String>) -> Table {
    let places = columns.indices.filter { ids.contains(columns[$0].id) }
    return Table(
      id, columns: places.map { columns[$0] }, rows: rows.map { row in places.map { row[$0] } })
  }

  /// The cells of the column `id`, from top to bottom; nil if there is no such column.
  public subscript(id: String) -> [Cell]? {
    columns.firstIndex { $0.id == id }.map { index in rows.map { $0[index] } }
  }
}

extension Table: Codable {
  private enum Key: String, CodingKey {
    case id, columns, rows
  }

  /// Reads a table.
  /// - Throws: `DecodingError` also if a row lacks a cell, or has one too many, or two columns have one identifier.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let columns = try container.decode([Column].self, forKey: .columns)
    let rows = try container.decode([[Cell]].self, forKey: .rows)
    guard Set(columns.map(\.id)).count == columns.count,
      rows.allSatisfy({ $0.count == columns.count })
    else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "expected a cell for each column"))
    }
    self.init(try container.decode(String.self, forKey: .id), columns: columns, rows: rows)
  }

  /// Writes an object with the keys `id`, `columns` and `rows`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encode(columns, forKey: .columns)
    try container.encode(rows, forKey: .rows)
  }
}

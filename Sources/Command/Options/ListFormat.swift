import ArgumentParser
import Foundation
import Inputs
import Reports

/// How a list is printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case table
  case csv
  case json

  /// The text of a list.
  /// - Parameter name: what the list is called.
  func text<Entry: ListEntry>(of entries: [Entry], named name: String) throws -> String {
    let table = Table(name, columns: Entry.columns, rows: entries.map(\.cells))
    switch self {
    case .table: return TerminalWriter().write(table)
    case .csv: return CSVWriter().write(table)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return JSONText.visible(String(decoding: try encoder.encode(entries), as: UTF8.self)) + "\n"
    }
  }
}

/// What a list has a row of.
protocol ListEntry: Encodable {
  static var columns: [Table.Column] { get }
  var cells: [Cell] { get }
}

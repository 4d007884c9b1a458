import ArgumentParser
import Datasets
import Foundation
import Inputs
import Reports

struct Datasets: AsyncParsableCommand {
  /// How the list is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table
    case csv
    case json
  }

  static let configuration = CommandConfiguration(
    abstract: "List the sets that PruneBench knows, and where each would come from.",
    discussion: """
      Rows, features (after one-hot encoding) and classes are those of the set's card; loading a \
      set checks them. A card of your own is a set too: 'prunebench run my-card.yaml'.
      """)

  @Option(name: .long, help: "table, csv or json.")
  var format = Format.table

  @OptionGroup var dataFolder: DataFolderOption

  func run() async throws {
    try await reportingFailures {
      let registry = try DatasetRegistry.builtIn()
      let locator = dataFolder.locator(offline: true)
      var entries: [Entry] = []
      for name in registry.names {
        let loader = try registry.loader(named: name)
        let card = loader.card
        entries.append(
          Entry(
            name: card.name, title: card.title, rows: card.expectedRows ?? 0,
            features: card.featureNames.count, classes: card.classNames.count,
            available: try locator.availability(of: loader).rawValue,
            source: card.source.page?.absoluteString ?? ""))
      }
      try printToStandardOutput(try text(of: entries), terminator: "")
    }
  }

  private struct Entry: Encodable {
    let name: String
    let title: String
    let rows: Int
    let features: Int
    let classes: Int
    let available: String
    let source: String

    static let columns = [
      Table.Column("name", "name"), Table.Column("title", "title"),
      Table.Column("rows", "rows", alignment: .trailing),
      Table.Column("features", "features", alignment: .trailing),
      Table.Column("classes", "classes", alignment: .trailing),
      Table.Column("available", "available"), Table.Column("source", "source"),
    ]
    var cells: [Cell] {
      [
        .name(name), .name(title), .count(rows), .count(features), .count(classes),
        .words(available), .name(source),
      ]
    }
  }

  private func text(of entries: [Entry]) throws -> String {
    let table = Table("datasets", columns: Entry.columns, rows: entries.map(\.cells))
    switch format {
    case .table: return TerminalWriter().write(table)
    case .csv: return CSVWriter().write(table)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return JSONText.visible(String(decoding: try encoder.encode(entries), as: UTF8.self)) + "\n"
    }
  }
}

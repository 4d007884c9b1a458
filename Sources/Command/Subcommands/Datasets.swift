import ArgumentParser
import Datasets
import Foundation
import Inputs
import Reports

struct Datasets: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the datasets that PruneBench knows, and where each would come from.",
    discussion: """
      Rows, features (after one-hot encoding) and classes are those of the dataset's card; loading \
      the dataset checks them. A card of your own is a dataset, too: 'prunebench run my-card.yaml'.
      """)

  @Option(name: .long, help: "table, csv or json.")
  var format = ListFormat.table

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
      try printToStandardOutput(try format.text(of: entries, named: "datasets"), terminator: "")
    }
  }

  private struct Entry: ListEntry {
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
}

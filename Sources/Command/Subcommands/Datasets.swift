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

      EXAMPLES:
        prunebench datasets
        prunebench datasets --suite uci --data ~/uci
      """)

  @Option(
    help: ArgumentHelp(
      "List the datasets of this suite alone: a name as 'prunebench suites' lists it, or a path.",
      valueName: "name"))
  var suite: String?

  @Option(name: .long, help: "table, csv or json.")
  var format = ListFormat.table

  @OptionGroup var dataFolder: DataFolderOption

  func run() async throws {
    try await reportingFailures {
      let registry = try DatasetRegistry.builtIn()
      let locator = dataFolder.locator(offline: true)
      var loaders: [any DatasetLoader] = []
      let names = try suite.map { suite throws(InputError) in
        try registry.expanded([Suite.prefixed(suite)])
      }
      for name in names ?? registry.names {
        if InspectedTable.recognises(name) {
          printToStandardError("note: \(name) has no card; 'prunebench inspect' shows what it has")
          continue
        }
        loaders.append(try registry.loader(named: name))
      }
      let entries = zip(loaders.map(\.card), try locator.availabilities(of: loaders)).map {
        card, availability in
        Entry(
          name: card.name, title: card.title, rows: card.expectedRows ?? 0,
          features: card.featureNames.count, classes: card.classNames.count,
          available: availability.rawValue, source: card.source.page?.absoluteString ?? "")
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

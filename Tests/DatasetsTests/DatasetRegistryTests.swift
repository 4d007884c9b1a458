import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

struct DatasetRegistryTests {
  /// The paper's Table 2, and UCI's addresses.
  @Test(arguments: [
    ("car", 4, 21, 1728, "19/car+evaluation"),
    ("segmentation", 7, 19, 2310, "50/image+segmentation"),
    ("optdigits", 10, 64, 5620, "80/optical+recognition+of+handwritten+digits"),
    ("multiple-features", 10, 216, 2000, "72/multiple+features"),
    ("isolet", 26, 617, 7797, "54/isolet"),
  ])
  func builtInCards(name: String, classes: Int, features: Int, rows: Int, place: String) throws {
    let card = try DatasetRegistry.builtIn().card(named: name)
    #expect(card.expectedRows == rows)
    #expect(card.featureNames.count == features)
    #expect(card.classNames.count == classes)
    #expect(card.source.page?.absoluteString == "https://archive.ics.uci.edu/dataset/\(place)")
    #expect(
      card.source.archive?.absoluteString
        == "https://archive.ics.uci.edu/static/public/\(place).zip")
    #expect(card.source.licence == "CC BY 4.0")
    #expect(card.source.citation?.contains("UCI Machine Learning Repository") == true)
  }

  @Test func orderAndNames() throws {
    let registry = try DatasetRegistry.builtIn()
    #expect(
      registry.names.prefix(5)
        == ["car", "segmentation", "optdigits", "multiple-features", "isolet"])
    #expect(Set(registry.names).isSuperset(of: RandomTables.keys))
    #expect(registry.cards.map(\.name) == registry.names)
    #expect(try registry.card(named: "isolet").classNames.joined() == "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
  }

  @Test(arguments: [
    ("optdigts", "did you mean 'optdigits'?"), ("cars", "did you mean 'car'?"),
    ("tulips", #", ...) or a card's path, found "tulips""#),
  ])
  func unknownNames(name: String, expected: String) throws {
    let registry = try DatasetRegistry.builtIn()
    let error = #expect(throws: InputError.self) { try registry.card(named: name) }
    #expect(error?.kind == .usage)
    #expect(error?.description.hasSuffix(expected) == true, "\(String(describing: error))")
  }

  @Test func cardsFromAPath() throws {
    let folder = try TemporaryFolder()
    let card = try folder.write(Fixtures.flowers, to: "flowers.yaml")
    let data = try folder.write(Fixtures.flowersData, to: "flowers.data")
    let loader = try DatasetRegistry.builtIn().loader(named: card.path)
    #expect(!loader.isComputed)
    #expect(try loader.load(from: [data]).name == "flowers")

    try folder.write(Fixtures.flowers + "colour: red\n", to: "flowers.yaml")
    #expect(
      message { _ = try DatasetRegistry.builtIn().loader(named: card.path) }
        .hasPrefix("\(card.path):15:1: expected one of the keys name, title"))
    #expect(
      message { _ = try DatasetRegistry.builtIn().loader(named: "absent.yaml") }
        == "absent.yaml: expected a file that can be read; there is no such file")
  }

  private struct Coin: DatasetLoader {
    let card: DatasetCard
    func load(from files: [URL]) throws(InputError) -> Dataset {
      Dataset(
        name: card.name, title: card.title, features: Matrix(rows: 0, columns: 0), labels: [],
        featureNames: [], classNames: ["head", "tail"], provenance: "a coin")
    }
  }

  @Test func acceptsCustomLoaders() throws {
    let coin = Coin(card: try Fixtures.card())
    let registry = try DatasetRegistry.builtIn().adding(coin)
    #expect(registry.names.last == "flowers")
    #expect(try registry.loader(named: "flowers").load(from: []).provenance == "a coin")
    let error = #expect(throws: InputError.self) { try registry.adding(coin) }
    #expect(error?.description == #"expected a dataset name that is not taken, found "flowers""#)
  }
}

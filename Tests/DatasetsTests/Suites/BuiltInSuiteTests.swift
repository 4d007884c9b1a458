import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

struct BuiltInSuiteTests {
  private static let tunedOn = [
    "car", "segmentation", "optdigits", "multiple-features", "isolet", "page-blocks", "mfeat-zer",
    "vehicle", "biodeg",
  ]

  @Test(arguments: [("uci", 30), ("offline", 8), ("irrelevant", 24)])
  func suitesAreLargeEnough(name: String, count: Int) throws {
    let suite = try Suite.named(name)
    #expect(suite.name == name)
    #expect(suite.datasets.count >= count)
    #expect(!suite.summary.isEmpty && suite.rules.count >= 2)
    #expect(suite.excluded.allSatisfy { $0.reason != nil })
    // What settings were tuned on is in none.
    for entry in suite.datasets {
      #expect(!Self.tunedOn.contains(String(entry.name.prefix { $0 != "+" })), "\(entry.name)")
    }
  }

  @Test(arguments: Suite.builtInNames)
  func everyNameIsOfACard(name: String) throws {
    let registry = try DatasetRegistry.builtIn()
    let names = try registry.expanded(["suite:\(name)"])
    #expect(names == (try Suite.named(name).datasets.map(\.name)))
  }

  /// The choice is by the rules alone: each UCI dataset is in, or it is said which rule it breaks.
  @Test func everyUCIDatasetIsInOrExcluded() throws {
    let suite = try Suite.named("uci")
    let known = Set((suite.datasets + suite.excluded).map(\.name))
    for card in try DatasetRegistry.builtIn().cards
    where card.source.page?.host == "archive.ics.uci.edu" {
      #expect(known.contains(card.name), "\(card.name)")
    }
  }

  @Test(arguments: ["offline", "irrelevant"])
  func computedSuitesNeedNoFile(name: String) throws {
    let registry = try DatasetRegistry.builtIn()
    for name in try registry.expanded(["suite:\(name)"]) {
      let loader = try registry.loader(named: name)
      #expect(loader.isComputed)
      let dataset = try loader.load(from: [])
      try Self.check(dataset, rows: 5000, features: name.contains("+") ? 500 : 200)
    }
  }

  /// The rules of size: rows, features, and seven rows of each class.
  static func check(_ dataset: Dataset, rows: Int, features: Int) throws {
    #expect((100...rows).contains(dataset.rows), "\(dataset.name)")
    #expect(dataset.features.columns <= features, "\(dataset.name)")
    let counts = dataset.labels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    #expect(counts.values.allSatisfy { $0 >= 7 }, "\(dataset.name)")
    #expect(counts.count == dataset.classNames.count, "\(dataset.name)")
  }
}

@Suite(.realData) struct UCISuiteTests {
  @Test func datasetsMeetTheRules() async throws {
    let empty = try TemporaryFolder()
    let folder = try #require(RealData.folder)
    let locator = DatasetLocator(dataFolder: folder, cacheFolder: empty.url, offline: true)
    let registry = try DatasetRegistry.builtIn()
    for name in try registry.expanded(["suite:uci"]) {
      let dataset = try await locator.dataset(named: name, in: registry)
      try BuiltInSuiteTests.check(dataset, rows: 50_000, features: 1000)
    }
  }
}

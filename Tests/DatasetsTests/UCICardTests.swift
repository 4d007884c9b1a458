import Foundation
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// What UCI documents about a dataset.
struct Documented: CustomTestStringConvertible, Sendable {
  let name: String
  /// The rows of each class, in the card's order of classes.
  let classes: [Int]
  /// The features as the source counts them, before one-hot encoding.
  let features: Int
  /// The missing values of features.
  var missing = 0
  /// The rows of the source's own test set; nil if it has none.
  var test: Int?
  var groups: Int?

  var testDescription: String { name }

  static let all = [
    Documented(name: "madelon", classes: [1300, 1300], features: 500, test: 600),
    Documented(
      name: "pendigits", classes: [1143, 1143, 1144, 1055, 1144, 1055, 1056, 1142, 1055, 1055],
      features: 16, test: 3498),
    Documented(
      name: "satimage", classes: [1533, 703, 1358, 626, 707, 1508], features: 36, test: 2000),
    Documented(
      name: "multiple-features-all", classes: Array(repeating: 200, count: 10), features: 649),
    Documented(name: "vehicle", classes: [212, 217, 218, 199], features: 18),
    Documented(name: "ecoli", classes: [143, 77, 52, 35, 20, 5, 2, 2], features: 7),
    Documented(name: "iris", classes: [50, 50, 50], features: 4),
    Documented(name: "ionosphere", classes: [225, 126], features: 34),
    Documented(name: "sonar", classes: [111, 97], features: 60),
    Documented(name: "wdbc", classes: [357, 212], features: 30),
    Documented(name: "breast-cancer-wisconsin", classes: [458, 241], features: 9, missing: 16),
    Documented(name: "dermatology", classes: [112, 61, 72, 49, 52, 20], features: 34, missing: 8),
    Documented(name: "page-blocks", classes: [4913, 329, 28, 88, 115], features: 10),
    Documented(
      name: "semeion", classes: [161, 162, 159, 159, 161, 159, 161, 158, 155, 158], features: 256),
    Documented(name: "wall-following", classes: [2205, 826, 2097, 328], features: 24),
    Documented(name: "splice", classes: [767, 768, 1655], features: 60),
    Documented(name: "kr-vs-kp", classes: [1669, 1527], features: 36),
    Documented(name: "mushroom", classes: [4208, 3916], features: 22, missing: 2480),
    Documented(
      name: "soybean",
      classes: [16, 91, 44, 20, 20, 92, 44, 20, 14, 15, 20, 20, 91, 8, 20, 88, 20, 20, 20],
      features: 35, missing: 2337, test: 376),
    Documented(
      name: "audiology",
      classes: [
        1, 1, 57, 22, 1, 2, 20, 48, 2, 6, 2, 4, 2, 2, 9, 3, 1, 2, 22, 4, 1, 4, 8, 2,
      ], features: 69, missing: 317, test: 26),
    Documented(name: "seeds", classes: [70, 70, 70], features: 7),
    Documented(name: "biodeg", classes: [356, 699], features: 41),
    Documented(
      name: "urban-land-cover", classes: [59, 122, 36, 116, 112, 29, 61, 34, 106], features: 147,
      test: 507),
    Documented(name: "wine-quality-red", classes: [10, 53, 681, 638, 199, 18], features: 11),
    Documented(
      name: "wine-quality-white", classes: [20, 163, 1457, 2198, 880, 175, 5], features: 11),
    Documented(name: "hill-valley", classes: [307, 299], features: 100),
    Documented(name: "musk", classes: [269, 207], features: 166, groups: 92),
    Documented(
      name: "krkopt",
      classes: [
        2796, 27, 78, 246, 81, 198, 471, 592, 683, 1433, 1712, 1985, 2854, 3597, 4194, 4553, 2166,
        390,
      ], features: 6),
    Documented(name: "lymphography", classes: [2, 81, 61, 4], features: 18),
    Documented(name: "zoo", classes: [41, 20, 5, 13, 4, 8, 10], features: 16),
    Documented(name: "hayes-roth", classes: [65, 64, 31], features: 4, test: 28),
    Documented(name: "thyroid", classes: [166, 368, 6666], features: 21, test: 3428),
    Documented(name: "abalone", classes: [1407, 1323, 1447], features: 8),
    Documented(name: "adult", classes: [37155, 11687], features: 14, missing: 6465, test: 16281),
    Documented(name: "bank-marketing", classes: [4000, 521], features: 16),
    Documented(name: "house-votes", classes: [267, 168], features: 16),
    Documented(name: "student", classes: [130, 265], features: 30),
    Documented(name: "gas-drift", classes: [182, 181, 115, 106, 145, 74], features: 128),
  ]
}

/// The cards of UCI's datasets besides the paper's, compared with what the source documents and with its files.
struct UCICardTests {
  @Test func eachCardIsListedAndDocumented() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../data")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    let registry = try DatasetRegistry.builtIn()
    #expect(Set(files) == Set(registry.names) && files.count == registry.names.count)
    #expect(registry.names.count >= 45)
    #expect(Documented.all.map(\.name) == UCICards.files.map(\.file))
  }

  @Test(arguments: Documented.all)
  func theCardSaysIt(_ documented: Documented) throws {
    let card = try DatasetRegistry.builtIn().card(named: documented.name)
    #expect(card.expectedRows == documented.classes.reduce(0, +))
    #expect(card.columns.count { $0.role == .feature } == documented.features)
    #expect(card.classNames.count == documented.classes.count)
    #expect(card.source.page?.host == "archive.ics.uci.edu")
    #expect(card.files.contains { $0.part == .test } == (documented.test != nil))
    #expect(card.columns.contains { $0.role == .group } == (documented.groups != nil))
  }

  @Test(.realData, arguments: Documented.all)
  func theFilesAreThat(_ documented: Documented) async throws {
    let dataset = try await RealData.load(documented.name)
    #expect(dataset.columns.count == documented.features)
    let counts = dataset.labels.reduce(into: Array(repeating: 0, count: dataset.classNames.count)) {
      $0[$1] += 1
    }
    #expect(counts == documented.classes)
    let preparation = dataset.preparation
    #expect(preparation.droppedRows == 0)
    let missing =
      preparation.filledValues.values.reduce(0, +) + preparation.missingLevels.values.reduce(0, +)
    #expect(missing == documented.missing)
    #expect(dataset.isGivenTest?.count { $0 } == documented.test)
    #expect(dataset.isGivenTest?.prefix(1) == (documented.test == nil ? nil : [false]))
    #expect(dataset.groups.map { Set($0).count } == documented.groups)
    let filled = dataset.filledFeatures(from: 0..<dataset.rows)
    #expect(filled.values.allSatisfy { $0.isFinite })
  }

  /// The parts of the paper's datasets, which its own splits combine.
  @Test(.realData, arguments: [("optdigits", 1797), ("isolet", 1559)])
  func partsOfThePapersDatasets(name: String, test: Int) async throws {
    #expect(try await RealData.load(name).isGivenTest?.count { $0 } == test)
  }

  /// The files have the lengths and the checksums that their cards give.
  @Test(.realData) func checksums() async throws {
    let empty = try TemporaryFolder()
    let locator = DatasetLocator(
      dataFolder: RealData.folder, cacheFolder: empty.url, offline: true)
    let registry = try DatasetRegistry.builtIn()
    for name in UCICards.files.map(\.file) {
      let loader = try registry.loader(named: name)
      let files = try await locator.files(of: loader) { _ in }
      for (file, url) in zip(loader.card.files, files) {
        try FileChecksum.check(url, as: file.name, bytes: file.bytes, sha256: file.sha256)
      }
    }
  }
}

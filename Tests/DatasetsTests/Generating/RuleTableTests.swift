import Foundation
import Tabular
import Testing
import TestSupport

@testable import Datasets

struct RuleTableTests {
  /// The numbers of rows and the class counts that UCI documents.
  @Test(
    arguments: [
      ("tic-tac-toe", 27, ["positive": 626, "negative": 332]),
      ("balance-scale", 4, ["left": 288, "balanced": 49, "right": 288]),
      ("monks-1", 17, ["0": 216, "1": 216]),
      ("monks-2", 17, ["0": 290, "1": 142]),
      ("monks-3", 17, ["0": 204, "1": 228]),
      (
        "nursery", 27,
        [
          "not_recom": 4320, "recommend": 2, "very_recom": 328, "priority": 4266,
          "spec_prior": 4044,
        ]
      ),
    ] as [(String, Int, [String: Int])])
  func tablesAreComputed(name: String, features: Int, counts: [String: Int]) throws {
    let loader = try DatasetRegistry.builtIn().loader(named: name)
    #expect(loader.isComputed)
    let dataset = try loader.load(from: [])
    #expect(dataset.rows == counts.values.reduce(0, +))
    #expect(dataset.features.columns == features)
    let found = dataset.labels.reduce(into: [:]) { $0[dataset.classNames[$1], default: 0] += 1 }
    #expect(found == counts)
    #expect(dataset.provenance.hasPrefix("computed from the "))
    // No two rows have the same attributes.
    #expect(Set((0..<dataset.rows).map { Array(dataset.features[row: $0]) }).count == dataset.rows)
  }

  @Test func nurseryHasNinetyFourRules() {
    typealias Model = NurseryDecisionModel
    #expect(Model.employ.map(\.count) == [5, 5, 5])
    #expect(Model.structure.map(\.count) == [4, 4, 4, 4])
    #expect(Model.standing.map { $0.map(\.count) } == Array(repeating: [2, 2, 2], count: 3))
    #expect(Model.socialHealth.map(\.count) == [3, 3, 3])
    #expect(Model.outcome.map { $0.map(\.count) } == Array(repeating: [3, 3, 3], count: 4))
  }

  /// Greater need of anything never makes an application less urgent; only `not_recom` stands outside the order.
  @Test func nurseryIsMonotone() {
    typealias Model = NurseryDecisionModel
    let scales = [
      Model.parents, Model.nursery, Model.form, Model.children, Model.housing, Model.finance,
      Model.social, Model.health,
    ]
    let order = ["recommend", "very_recom", "priority", "spec_prior", "not_recom"]
    let grades = Dictionary(
      uniqueKeysWithValues: Model.rows().map { row in
        (Array(row.dropLast()), order.firstIndex(of: row[8]) ?? -1)
      })
    for (application, grade) in grades {
      for (attribute, scale) in scales.enumerated() {
        guard let level = scale.firstIndex(of: application[attribute]), level + 1 < scale.count
        else { continue }
        var needier = application
        needier[attribute] = scale[level + 1]
        #expect(grades[needier].map { $0 >= grade } == true)
      }
    }
  }
}

/// The computed rows against UCI's files.
@Suite(.realData) struct RuleTableFileTests {
  @Test(arguments: [
    ("car", "car.data"), ("tic-tac-toe", "tic-tac-toe.data"),
    ("balance-scale", "balance-scale.data"), ("nursery", "nursery.data"),
    ("monks-1", "monks-1.test"), ("monks-2", "monks-2.test"), ("monks-3", "monks-3.test"),
  ])
  func rowsAreTheFilesInItsOrder(name: String, fileName: String) async throws {
    let empty = try TemporaryFolder()
    let folder = try #require(RealData.folder, "PRUNEBENCH_REQUIRE_DATA without PRUNEBENCH_DATA")
    let locator = DatasetLocator(dataFolder: folder, cacheFolder: empty.url, offline: true)
    let registry = try DatasetRegistry.builtIn()
    let file = try await locator.dataset(named: name, in: registry)
    let computed = try registry.loader(named: name).load(from: [])
    #expect(file.provenance == fileName)
    #expect(computed.features == file.features)
    #expect(computed.labels == file.labels)
    #expect(computed.featureNames == file.featureNames)
  }

  /// UCI's training files are samples of the rows. Six labels of the third are wrong: its noise.
  @Test(arguments: [(1, 124, 0), (2, 169, 0), (3, 122, 6)])
  func monksTrainingFilesAreSamples(problem: Int, rows: Int, wrong: Int) throws {
    let folder = try #require(RealData.folder)
    let text = try String(
      contentsOf: folder.appendingPathComponent("monks/monks-\(problem).train"), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.count == rows)
    let rules = try #require(RuleTable(rawValue: "monks-\(problem)")).rows
    let classes = Dictionary(uniqueKeysWithValues: rules.map { ($0.dropFirst(), $0[0]) })
    #expect(lines.count { classes[$0.dropFirst()] != $0[0] } == wrong)
  }
}

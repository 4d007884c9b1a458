import Inputs
import Tabular
import Testing

@testable import Datasets

struct ClustersTests {
  @Test func onlyTheInformativeFeaturesDependOnTheClass() throws {
    let rows = 20_000
    let clusters = try Clusters(classes: 2, informative: 3, dimensions: 6, rows: rows, seed: 1)
    let (features, labels) = clusters.samples()
    #expect(labels.prefix(4) == [0, 1, 0, 1])
    let differences = (0..<6).map { feature in
      let means = [0, 1].map { label in
        let values = (0..<rows).filter { labels[$0] == label }.map { features[$0, feature] }
        return values.reduce(0, +) / Float(values.count)
      }
      return abs(means[0] - means[1])
    }
    // Five standard errors of a difference of two means of 10,000 samples of unit variance.
    #expect(differences.dropFirst(3).allSatisfy { $0 < 0.07 })
    #expect(differences.prefix(3).contains { $0 > 0.2 })
    let squares = (0..<rows).map { features[$0, 5] * features[$0, 5] }.reduce(0, +)
    #expect(abs(squares / Float(rows) - 1) < 0.05)
  }

  @Test func longerTablesBeginWithShorterOnesAndSeedsDiffer() throws {
    func samples(rows: Int, seed: UInt64) throws -> (features: Matrix, labels: [Int]) {
      try Clusters(classes: 3, informative: 2, dimensions: 5, rows: rows, seed: seed).samples()
    }
    let few = try samples(rows: 10, seed: 2)
    let many = try samples(rows: 20, seed: 2)
    #expect(many.features.values.starts(with: few.features.values))
    #expect(many.labels.starts(with: few.labels))
    #expect(try samples(rows: 10, seed: 3).features != few.features)
  }

  @Test func namesAreRead() throws {
    let registry = try DatasetRegistry.builtIn()
    let card = try registry.card(named: "clusters:classes=8,p=30,informative=16")
    let clusters = try Clusters(classes: 8, informative: 16, dimensions: 30, rows: 2000, seed: 1)
    #expect(card.generator == .random(clusters))
    #expect(card.name == "clusters:classes=8,informative=16,p=30,n=2000,seed=1")
    #expect(try registry.card(named: card.name) == card)
    let dataset = try registry.loader(named: card.name).load(from: [])
    #expect(dataset.classNames.count == 8 && dataset.features.columns == 30)
  }

  @Test(arguments: [
    ("clusters:classes=1", "2 to 1000 classes"), ("clusters:informative=0", "from 1 to p = 200"),
    ("clusters:p=10", "from 1 to p = 10 informative"), ("clusters:n=3", "a row for each of 4"),
    ("clusters:n=0", "at least one row"), ("clusters:k=3", "expected classes=, informative="),
    ("clusters:informativ=3", "did you mean 'informative='?"),
  ])
  func impossibleParametersAreExplained(name: String, expected: String) throws {
    let registry = try DatasetRegistry.builtIn()
    let error = #expect(throws: InputError.self) { try registry.card(named: name) }
    #expect(error?.kind == .usage)
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
  }
}

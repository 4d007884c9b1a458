import Inputs
import Tabular
import Testing

@testable import Datasets

struct XORTests {
  @Test(arguments: [(1, 1, 50), (2, 2, 100), (3, 20, 500), (5, 60, 300), (7, 7, 200)])
  func labelsFollowFromTheFirstFeatures(k: Int, dimensions: Int, rows: Int) throws {
    let (features, labels) = try XOR(k: k, dimensions: dimensions, rows: rows, seed: 1).samples()
    #expect(features.rows == rows && features.columns == dimensions)
    #expect(features.values.allSatisfy { $0 >= -1 && $0 <= 1 })
    for row in 0..<rows {
      let product = features[row: row].prefix(k).map(Double.init).reduce(1, *)
      #expect(labels[row] == (product > 0 ? 1 : 0))
    }
    let share = Double(labels.reduce(0, +)) / Double(rows)
    #expect(abs(share - 0.5) < 5 * 0.5 / Double(rows).squareRoot())
  }

  @Test func aProductOfManySmallNumbersKeepsItsSign() throws {
    let (_, labels) = try XOR(k: 2000, dimensions: 2000, rows: 60, seed: 3).samples()
    #expect(Set(labels) == [0, 1])
  }

  @Test func longerTablesBeginWithShorterOnesAndSeedsDiffer() throws {
    let few = try XOR(k: 3, dimensions: 5, rows: 10, seed: 2).samples()
    let many = try XOR(k: 3, dimensions: 5, rows: 20, seed: 2).samples()
    #expect(many.features.values.starts(with: few.features.values))
    #expect(many.labels.starts(with: few.labels))
    #expect(try XOR(k: 3, dimensions: 5, rows: 10, seed: 3).samples().features != few.features)
    #expect(try XOR(k: 2, dimensions: 5, rows: 10, seed: 2).samples().features == few.features)
  }

  /// As `Golden/random_stream.py` in TabularTests prints them for seed 1 and the name "xor".
  @Test func isTheSameEverywhere() throws {
    let (features, labels) = try XOR(k: 2, dimensions: 2, rows: 2, seed: 1).samples()
    #expect(
      features.values
        == [0.038997530937194824, 0.4838932752609253, 0.31484806537628174, -0.9556589126586914])
    #expect(labels == [1, 0])
  }

  @Test(arguments: [
    (0, 5, 5, #"expected k of at least 1 for xor, found "0""#),
    (6, 5, 5, #"expected at least k = 6 dimensions for xor, found "5""#),
    (1, 5, 0, #"expected at least one row for xor, found "0""#),
    (
      1, 1_000_000, Int.max,
      #"expected rows times dimensions of at most 1073741824 for xor, found "\#(Int.max) x 1000000""#
    ),
    (1, Int.max, 1, #"expected at most 1000000 dimensions for xor, found "\#(Int.max)""#),
  ])
  func impossibleSizesAreRefused(k: Int, dimensions: Int, rows: Int, expected: String) {
    let error = #expect(throws: InputError.self) {
      try XOR(k: k, dimensions: dimensions, rows: rows, seed: 0)
    }
    #expect(error?.kind == .usage)
    #expect(error?.description == expected)
  }

  @Test(
    arguments: [
      ("xor:k=4", 4, 20, 1000, 1), ("xor:n=5,p=9", 3, 9, 5, 1),
      ("xor:k=4,p=40,n=3000,seed=7", 4, 40, 3000, 7),
      ("xor:seed=18446744073709551615", 3, 20, 1000, UInt64.max),
    ] as [(String, Int, Int, Int, UInt64)])
  func namesAreRead(name: String, k: Int, dimensions: Int, rows: Int, seed: UInt64) throws {
    let registry = try DatasetRegistry.builtIn()
    let card = try registry.card(named: name)
    let xor = try XOR(k: k, dimensions: dimensions, rows: rows, seed: seed)
    #expect(card.generator == .random(xor))
    #expect(card.name == "xor:k=\(k),p=\(dimensions),n=\(rows),seed=\(seed)")
    #expect(try registry.card(named: card.name) == card)
  }

  @Test(arguments: [
    ("xor:q=3", "expected k=, p=, n=, seed= or noise="), ("xor:sed=3", "did you mean 'seed='?"),
    ("xor:", "at most once"), ("xor:k", "each of k=, p=, n=, seed= and noise= at most once"),
    ("xor:k=3,k=3", "at most once"),
    ("xor:k=3,", "at most once"), ("xor:k=three", "expected an integer after k="),
    ("xor:k=0", "expected k of at least 1"),
    ("xor:seed=-1", "expected an integer from 0 after seed="),
    ("xor:k=99", "expected at least k = 99 dimensions"),
  ])
  func namesThatAreWrongAreExplained(name: String, expected: String) throws {
    let registry = try DatasetRegistry.builtIn()
    let error = #expect(throws: InputError.self) { try registry.card(named: name) }
    #expect(error?.kind == .usage)
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
  }

  @Test func labelNoiseChangesAShareOfTheClasses() throws {
    let rows = 4000
    let (features, labels) = try XOR(k: 2, dimensions: 3, rows: rows, seed: 5).samples()
    let noisy = try XOR(k: 2, dimensions: 3, rows: rows, seed: 5, labelNoise: 0.1).samples()
    #expect(noisy.features == features)
    let share = Double(zip(labels, noisy.labels).count { $0 != $1 }) / Double(rows)
    #expect(abs(share - 0.1) < 5 * (0.09 / Double(rows)).squareRoot())
    let inverted = try XOR(k: 2, dimensions: 3, rows: rows, seed: 5, labelNoise: 1).samples()
    #expect(zip(labels, inverted.labels).allSatisfy { $0 != $1 })

    let card = try DatasetRegistry.builtIn().card(named: "xor:k=2,p=3,n=4000,seed=5,noise=0.1")
    #expect(card.name == "xor:k=2,p=3,n=4000,seed=5,noise=0.1")
    let error = #expect(throws: InputError.self) {
      try DatasetRegistry.builtIn().card(named: "xor:noise=1.5")
    }
    #expect(error?.description.contains("label noise from 0 to 1") == true)
  }

  @Test func theCardMakesADataset() throws {
    let dataset = try DatasetRegistry.builtIn().loader(named: "xor").load(from: [])
    #expect(dataset.rows == 1000)
    #expect(dataset.features.columns == 20)
    #expect(dataset.featureNames.first == "x1" && dataset.featureNames.last == "x20")
    #expect(dataset.classNames == ["0", "1"])
  }
}

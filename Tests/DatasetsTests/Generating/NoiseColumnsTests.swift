import Inputs
import Tabular
import Testing

@testable import Datasets

struct NoiseColumnsTests {
  private func load(_ name: String) throws -> Dataset {
    try DatasetRegistry.builtIn().loader(named: name).load(from: [])
  }

  /// The values of some features of a row.
  private func fields(_ dataset: Dataset, _ row: Int, _ features: Range<Int>) -> [Float] {
    features.map { dataset.features[row, $0] }
  }

  @Test(arguments: ["car", "balance-scale", "xor:k=2,p=3,n=50"], [1, 4])
  func copiesHaveTheirColumnsValues(name: String, times: Int) throws {
    let base = try load(name)
    let noisy = try load("\(name)+noise=\(times)")
    let width = base.features.columns
    #expect(noisy.name == "\(base.name)+noise=\(times)")
    #expect(noisy.features.columns == width * (1 + times))
    #expect(noisy.labels == base.labels)
    #expect(Set(noisy.featureNames).count == noisy.features.columns)
    #expect(noisy.columns.count == base.columns.count * (1 + times))
    for row in 0..<base.rows {
      #expect(fields(noisy, row, 0..<width) == Array(base.features[row: row]))
    }
    for (index, column) in noisy.columns.enumerated() {
      let own = base.columns[index % base.columns.count]
      let values = (0..<base.rows).map { fields(noisy, $0, column.features) }
      let originals = (0..<base.rows).map { fields(base, $0, own.features) }
      // One-hot columns move as a whole, so that each row has one level.
      #expect(column.isOneHot == own.isOneHot)
      #expect(
        values.sorted { $0.lexicographicallyPrecedes($1) }
          == originals.sorted { $0.lexicographicallyPrecedes($1) })
      #expect((values == originals) == (index < base.columns.count))
    }
    #expect(noisy.featureNames[width] == "noise1.\(base.featureNames[0])")
  }

  /// No copy is related to the class: chi-square over classes and levels, of which each has its deviation.
  @Test func copiesSayNothingOfTheClass() throws {
    let noisy = try load("car+noise=16")
    var statistics: [Double] = []
    for column in noisy.columns {
      let levels = column.features.count
      var counts = Array(repeating: Array(repeating: 0.0, count: 4), count: levels)
      for row in 0..<noisy.rows {
        guard let level = fields(noisy, row, column.features).firstIndex(of: 1) else { continue }
        counts[level][noisy.labels[row]] += 1
      }
      let classes = (0..<4).map { label in counts.map { $0[label] }.reduce(0, +) }
      var sum = 0.0
      for level in counts {
        for (label, count) in level.enumerated() {
          let expected = level.reduce(0, +) * classes[label] / Double(noisy.rows)
          sum += (count - expected) * (count - expected) / expected
        }
      }
      statistics.append(sum / Double((levels - 1) * 3))
    }
    // Of the six own columns, `doors` matters least. A statistic by its degrees of freedom is 1 on average.
    let noise = statistics.dropFirst(6)
    let mean = noise.reduce(0, +) / Double(noise.count)
    #expect(abs(mean - 1) < 0.25, "\(mean)")
    #expect(noise.allSatisfy { $0 < 4 })
    #expect(statistics.prefix(6).filter { $0 > 10 }.count >= 4)
  }

  @Test func theSeedDrawsTheOrders() throws {
    let one = try load("car+noise=2")
    #expect(try load("car+noise=2,seed=1").name == "car+noise=2")
    #expect(try load("car+noise=2").features == one.features)
    let other = try load("car+noise=2,seed=7")
    #expect(other.name == "car+noise=2,seed=7")
    #expect(other.features != one.features)
    // More noise begins with the same.
    let more = try load("car+noise=3")
    #expect((0..<1728).allSatisfy { more.features[row: $0].starts(with: one.features[row: $0]) })
    #expect(DatasetRegistry.seeded("xor+noise=4", by: 9) == "xor:seed=9+noise=4")
    #expect(
      DatasetRegistry.seeded("xor:k=2+noise=4,seed=3", by: 9) == "xor:k=2,seed=9+noise=4,seed=3")
    #expect(DatasetRegistry.seeded("car+noise=4", by: 9) == "car+noise=4")
  }

  @Test(arguments: ["car+noise=4", "monks-1+noise=2", "led:n=100+noise=1,seed=3"])
  func theCardIsTheDatasets(name: String) throws {
    let loader = try DatasetRegistry.builtIn().loader(named: name)
    let dataset = try loader.load(from: [])
    #expect(loader.isComputed)
    #expect(loader.card.name == dataset.name)
    #expect(loader.card.title == dataset.title)
    #expect(loader.card.featureNames == dataset.featureNames)
    #expect(loader.card.classNames == dataset.classNames)
    #expect(loader.card.expectedRows == dataset.rows)
    #expect(
      loader.source.name
        == name.split(separator: "+")[0].description.replacing(
          "led:n=100", with: "led:p=24,n=100,seed=1"))
  }

  /// Rows that are the same without the copies are a group; without such rows there are no groups.
  @Test func twinsStayTogether() throws {
    let features = Matrix(rows: 5, columns: 1, values: [1, 2, 1, 3, .nan])
    func dataset(groups: [Int]?) -> Dataset {
      Dataset(
        name: "twins", title: "Twins", features: features, labels: [0, 1, 0, 1, 0],
        featureNames: ["x"], classNames: ["a", "b"], provenance: "here", groups: groups)
    }
    let noise = try NoiseColumns(times: 3)
    #expect(try noise.added(to: dataset(groups: nil)).groups == [0, 1, 0, 3, 4])
    // A group and twins of one of its rows are one group.
    #expect(try noise.added(to: dataset(groups: [5, 6, 7, 7, 8])).groups == [0, 1, 0, 0, 4])
    #expect(try noise.added(to: load("monks-1")).groups == nil)
  }

  @Test func missingValuesStayMissing() throws {
    let dataset = Dataset(
      name: "gaps", title: "Gaps", features: Matrix(rows: 3, columns: 1, values: [1, .nan, 3]),
      labels: [0, 1, 0], featureNames: ["x"], classNames: ["a", "b"], provenance: "here",
      columns: [FeatureColumn(name: "x", features: 0..<1, isOneHot: false, fill: .median)])
    let noisy = try NoiseColumns(times: 2).added(to: dataset)
    #expect(noisy.columns.map(\.fill) == [.median, .median, .median])
    #expect(
      (0..<3).map { column in (0..<3).count { noisy.features[$0, column].isNaN } } == [1, 1, 1])
    #expect(noisy.filledFeatures(from: [0, 1, 2]).values.allSatisfy { !$0.isNaN })
  }

  @Test(arguments: [
    ("car+noise=0", "expected from 1 to 1000 times the columns as noise, found \"0\""),
    ("car+noise=x", "expected an integer after noise= in 'car+noise=x'"),
    ("car+noise=4,sed=2", "did you mean 'seed='?"),
    ("car+noise=4+noise=4", "expected an integer after noise= in"),
    ("cra+noise=4", "did you mean 'car'?"),
  ])
  func wrongNamesAreExplained(name: String, expected: String) throws {
    let error = #expect(throws: InputError.self) {
      try DatasetRegistry.builtIn().loader(named: name)
    }
    #expect(error?.kind == .usage)
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
  }

  @Test func tooMuchNoiseIsAnError() throws {
    let clusters = try DatasetRegistry.builtIn().loader(named: "clusters:n=9000+noise=1000")
    let error = #expect(throws: InputError.self) { try clusters.load(from: []) }
    #expect(error?.description.contains("rows times dimensions of at most") == true)
  }
}

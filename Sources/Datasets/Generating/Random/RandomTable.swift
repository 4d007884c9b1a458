import Inputs
import Tabular

/// A synthetic dataset: parameters that determine the rows, and a name that contains them.
protocol RandomTable: Hashable, Sendable {
  /// The name of the generator, in cards and before the parameters: `xor`.
  static var key: String { get }
  /// The name of exactly this dataset: `xor:k=4,p=20,n=1000,seed=7`.
  var name: String { get }
  /// The title, for display.
  var title: String { get }
  var rows: Int { get }
  var seed: UInt64 { get }
  var featureNames: [String] { get }
  var classNames: [String] { get }
  func samples() -> (features: Matrix, labels: [Int])
  /// The dataset of a name; parameters that the name lacks are as in this one.
  /// - Throws: ``InputError`` (usage) that names the wrong part.
  func named(_ name: String) throws(InputError) -> Self
  /// The dataset of a card's parameters.
  /// - Throws: ``InputError`` at the parameter that is wrong, or (usage) if they are impossible together.
  init(_ parameters: YAMLValue) throws(InputError)
}

/// The kinds of synthetic datasets.
enum RandomTables {
  static let kinds: [any RandomTable.Type] = [
    XOR.self, Clusters.self, Drawn<Waveform>.self, Drawn<LED>.self, Drawn<TwoNorm>.self,
    Drawn<RingNorm>.self,
  ]

  static let keys = kinds.map { $0.key }
}

extension DatasetCard.Generator {
  /// The synthetic dataset, if the generator is one.
  var randomTable: (any RandomTable)? {
    if case .random(let table) = self { table } else { nil }
  }

  /// The same kind of dataset, with the parameters in a name.
  func named(_ name: String) throws(InputError) -> DatasetCard.Generator {
    try randomTable.map { table throws(InputError) in .random(try table.named(name)) } ?? self
  }
}

extension DatasetCard.Generator: Hashable {
  /// What tells a generator from all others.
  private var name: String {
    switch self {
    case .rules(let table): table.rawValue
    case .random(let table): table.name
    }
  }

  static func == (one: Self, other: Self) -> Bool { one.name == other.name }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension DatasetCard {
  /// This card with another generator's parameters, name and title.
  func with(_ generator: Generator) -> DatasetCard {
    guard let table = generator.randomTable else { return self }
    return DatasetCard(
      name: table.name, title: table.title, source: source, files: [], format: format,
      missingMarks: [], columns: [], labels: labels, classNames: table.classNames,
      classOfCategory: Array(table.classNames.indices), generator: generator,
      expectedRows: table.rows)
  }
}

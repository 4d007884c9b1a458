import Inputs
import Tabular

/// A synthetic dataset: parameters that determine the rows, and a name that contains them.
protocol RandomTable: Sendable {
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
}

extension XOR: RandomTable {
  var name: String {
    "xor:k=\(k),p=\(dimensions),n=\(rows),seed=\(seed)"
      + (labelNoise > 0 ? ",noise=\(labelNoise)" : "")
  }

  var title: String {
    "\(k)-D XOR in \(dimensions) dimensions"
      + (labelNoise > 0 ? ", label noise \(labelNoise)" : "")
  }

  func named(_ name: String) throws(InputError) -> XOR {
    let parameters = try NamedParameters(
      of: name, keys: ["k", "p", "n", "seed", "noise"],
      example: "xor:k=3,p=20,n=1000,seed=1,noise=0.1")
    return try XOR(
      k: parameters.value("k", "an integer", or: k),
      dimensions: parameters.value("p", "an integer", or: dimensions),
      rows: parameters.value("n", "an integer", or: rows),
      seed: parameters.value("seed", "an integer from 0", or: seed),
      labelNoise: parameters.value("noise", "a number", or: labelNoise))
  }
}

extension Clusters: RandomTable {
  var name: String {
    "clusters:classes=\(classes),informative=\(informative),p=\(dimensions),n=\(rows),seed=\(seed)"
  }

  var title: String { "Clusters in \(informative) of \(dimensions) dimensions" }

  func named(_ name: String) throws(InputError) -> Clusters {
    let parameters = try NamedParameters(
      of: name, keys: ["classes", "informative", "p", "n", "seed"],
      example: "clusters:classes=4,informative=20,p=200,n=2000,seed=1")
    return try Clusters(
      classes: parameters.value("classes", "an integer", or: classes),
      informative: parameters.value("informative", "an integer", or: informative),
      dimensions: parameters.value("p", "an integer", or: dimensions),
      rows: parameters.value("n", "an integer", or: rows),
      seed: parameters.value("seed", "an integer from 0", or: seed))
  }
}

extension DatasetCard.Generator {
  /// The synthetic dataset, if the generator is one.
  var randomTable: (any RandomTable)? {
    switch self {
    case .carDecisionModel: nil
    case .xor(let xor): xor
    case .clusters(let clusters): clusters
    }
  }

  /// The same kind of dataset, with the parameters in a name.
  func named(_ name: String) throws(InputError) -> DatasetCard.Generator {
    switch self {
    case .carDecisionModel: self
    case .xor(let xor): .xor(try xor.named(name))
    case .clusters(let clusters): .clusters(try clusters.named(name))
    }
  }
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

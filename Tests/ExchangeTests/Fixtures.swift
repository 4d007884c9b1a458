import Foundation
import Tabular
import Testing
@testable import Pruning

@testable import Datasets
@testable import Exchange
@testable import Training

/// A made-up dataset with every kind of column that a card can describe, and networks fitted on it.
struct Fixture {
  static let card = """
    name: trees
    title: Trees
    files: [{name: trees.csv}]
    missing: {marks: ["", "?"], policy: error}
    columns:
      - {name: colour, categories: [red, green], missing: category}
      - {name: height, missing: median}
      - {name: plot, role: ignore}
      - {name: size, categories: [small, medium, large], ordinal: true, missing: mode}
      - {name: kind, role: target, categories: [oak, elm, ash], class-names: [oak, other, other]}
      - {name: place, categories: [north, south], missing: mode}
      - {name: width, missing: drop-rows}
    """

  /// Rows of the dataset; every seventh lacks a height, every fifth a colour.
  static func rows(_ count: Int, seed: UInt64 = 1) -> [String] {
    var stream = RandomStream(seed: seed, name: "rows")
    return (0..<count).map { row in
      let colour = row % 5 == 4 ? "?" : ["red", "green"][stream.integer(below: 2)]
      let height = row % 7 == 6 ? "" : "\(Float(stream.integer(below: 1000)) / 8)"
      let size = ["small", "medium", "large", ""][stream.integer(below: 4)]
      let kind = ["oak", "elm", "ash"][stream.integer(below: 3)]
      let place = ["north", "south", "?"][stream.integer(below: 3)]
      return "\(colour),\(height),\(row),\(size),\(kind),\(place),\(stream.integer(below: 50)).25"
    }
  }

  let folder: URL
  let dataset: Dataset
  let rows: RowDescription

  init(_ folder: URL) throws {
    try self.init(folder, card: Self.card, files: [Self.rows(120).joined(separator: "\n") + "\n"])
  }

  /// - Parameter files: the text of each file of the card; the first has at least 80 rows.
  init(_ folder: URL, card text: String, files texts: [String]) throws {
    self.folder = folder
    let card = try DatasetCard(parsing: text, file: "trees.yaml")
    var files: [URL] = []
    for (file, text) in zip(card.files, texts) {
      files.append(folder.appendingPathComponent(file.name))
      try Data(text.utf8).write(to: files[files.count - 1])
    }
    dataset = try DelimitedLoader(card: card).load(from: files)
    rows = RowDescription(of: dataset, readBy: card)
  }

  /// A network with one or more hidden layers, either dense or pruned to a third of the connections.
  func saved(
    hidden: [Int] = [6], isPruned: Bool, scaling: Scaling = .minmax
  ) throws -> SavedNetwork {
    let columns = zip(dataset.columns, rows.fills).map {
      FeatureColumn(name: $0.name, features: $0.features, isOneHot: $0.isOneHot, fill: $1)
    }
    let training = Array(0..<80)
    let imputer = Imputer(fitting: dataset.features, columns: columns, rows: training)
    let filled = imputer.filled(dataset.features)
    let scaler = Scaler(scaling, fitting: filled, columns: columns, rows: training)
    let trainer = Trainer(
      try SampleTable(scaler.scaled(filled), labels: dataset.labels), trainingRows: training,
      hyperparameters: Hyperparameters(learningRate: 0.01, l2: 1e-4, batchSize: 16))
    let architecture = Architecture(
      inputs: dataset.features.columns, hidden: hidden, classes: dataset.classNames.count)
    var state = TrainingState(architecture, stream: RandomStream(seed: 1, name: "weights"))
    try trainer.train(&state, epochs: 3)
    if isPruned {
      let targets = architecture.connectionsByLayer.map { max(1, $0 / 3) }
      try trainer.prune(
        &state, by: PruningPlan(AnnealingSchedule(epochs: 4, rate: 5), targets: targets))
    }
    return try SavedNetwork(
      FittedNetwork(imputer: imputer, scaler: scaler, network: state.network),
      on: dataset, readAs: rows, hidden: hidden, trainingRows: training, seed: 1)
  }

  /// Passes `body` a fixture in a folder that is removed afterwards.
  static func withFixture<Value>(_ body: (Fixture) throws -> Value) throws -> Value {
    try withFolder { try body(try Fixture($0)) }
  }

  /// Passes `body` a folder that is removed afterwards.
  static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-exchange-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  func write(_ text: String, to name: String) throws -> URL {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file
  }
}

/// The results of scoring, with all blocks joined.
struct Scored {
  var rows: [Int] = []
  var classes: [Int] = []
  var probabilities: [Float] = []
  var summary = Scoring.Summary()

  init(_ score: ((Scoring.Block) throws -> Void) throws -> Scoring.Summary) throws {
    var blocks: [Scoring.Block] = []
    summary = try score { blocks.append($0) }
    rows = blocks.flatMap(\.rows)
    classes = blocks.flatMap(\.classes)
    probabilities = blocks.flatMap(\.probabilities.values)
  }
}

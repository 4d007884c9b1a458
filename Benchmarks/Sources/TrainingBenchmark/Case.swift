import Datasets
import Foundation
import Tabular
import Training

/// A dataset and a network size of the paper's grid.
struct Case {
  let dataset: String
  let hidden: Int
  let batch: Int

  /// The nine cases for comparisons with other trainers.
  static let all = [
    Case(dataset: "car", hidden: 64, batch: 16),
    Case(dataset: "car", hidden: 64, batch: 64),
    Case(dataset: "segmentation", hidden: 256, batch: 16),
    Case(dataset: "optdigits", hidden: 512, batch: 16),
    Case(dataset: "optdigits", hidden: 512, batch: 64),
    Case(dataset: "multiple-features", hidden: 64, batch: 32),
    Case(dataset: "isolet", hidden: 64, batch: 16),
    Case(dataset: "isolet", hidden: 512, batch: 64),
    Case(dataset: "isolet", hidden: 512, batch: 16),
  ]

  /// What trains networks of the case on all rows, how many these are, and what the networks look like.
  func trainer(
    in folder: URL?, _ instructionSet: InstructionSet
  ) async throws -> (trainer: Trainer, rows: Int, architecture: Architecture) {
    let samples = try await samples(in: folder)
    let rows = samples.features.rows
    let trainer = Trainer(
      try SampleTable(samples.features, labels: samples.labels), trainingRows: Array(0..<rows),
      hyperparameters: Hyperparameters(l2: 1e-4, batchSize: batch), instructionSet: instructionSet)
    let architecture = Architecture(
      inputs: samples.features.columns, hidden: [hidden], classes: samples.classes)
    return (trainer, rows, architecture)
  }

  /// The dataset, scaled to [-1, 1], if its files are in `folder` or it can be computed; otherwise random
  /// samples of the same shape.
  private func samples(in folder: URL?) async throws -> (
    features: Matrix, labels: [Int], classes: Int
  ) {
    let registry = try DatasetRegistry.builtIn()
    let loader = try registry.loader(named: dataset)
    let locator = DatasetLocator(
      dataFolder: folder, cacheFolder: URL(fileURLWithPath: "/nonexistent"), offline: true)
    if try locator.availability(of: loader) != .absent {
      let dataset = try await locator.dataset(named: self.dataset, in: registry)
      let scaler = Scaler(fitting: dataset.features, rows: 0..<dataset.rows)
      return (scaler.scaled(dataset.features), dataset.labels, dataset.classNames.count)
    }
    let card = loader.card
    let (rows, columns) = (card.expectedRows ?? 1000, card.featureNames.count)
    var stream = RandomStream(seed: 1, name: dataset)
    let values = (0..<rows * columns).map { _ in stream.symmetricUniform() }
    let classes = card.classNames.count
    let labels = (0..<rows).map { _ in stream.integer(below: classes) }
    return (Matrix(rows: rows, columns: columns, values: values), labels, classes)
  }
}

import Tabular
import TestSupport
import Testing

@testable import Pruning
@testable import Training

/// LassoNet on ISOLET, whose authors publish an accuracy of about 88 % with 50 of the 617 features (JMLR 22:127,
/// section 5).
struct LassoNetTests {
  @Test(.enabled(if: RealData.isWanted, Comment(rawValue: RealData.reason)))
  func fiftyFeaturesOfISOLETAreEnough() async throws {
    let dataset = try await RealData.load("isolet")
    let isTest = try #require(dataset.isGivenTest)
    let training = isTest.indices.filter { !isTest[$0] }
    let test = isTest.indices.filter { isTest[$0] }
    let scaler = Scaler(
      .minmax, fitting: dataset.features, columns: dataset.columns, rows: training)
    let trainer = Trainer(
      try SampleTable(scaler.scaled(dataset.features), labels: dataset.labels),
      trainingRows: training, hyperparameters: Hyperparameters(l2: 1e-4, batchSize: 32))
    let architecture = Architecture(inputs: 617, hidden: [64], classes: 26)
    var state = TrainingState(architecture, stream: stream("weights"))
    let initial = state.network
    try trainer.train(&state, epochs: 20)
    let start = MethodStart(
      trainer: trainer, initial: initial, pretrained: state, pretrainingEpochs: 20,
      annealing: AnnealingSchedule(epochs: 40, rate: 20), decay: LearningRateDecay(share: 0.5),
      normalization: .bounded, targets: Density([49.5 / 617]).targets(for: architecture), seed: 1,
      name: "test")
    let network = try LassoNet().train(start) { _ in }.state.network
    let features = network.mask.layers[0].indices.filter { network.mask.layers[0][$0] }
    #expect(Set(features.map { $0 / 64 }).count <= 50)
    #expect(network.connectionsByLayer.reduce(0, +) == start.target)
    let classes = predictedClasses(try trainer.logits(of: network, rows: test))
    let right = zip(classes, test).count { $0 == dataset.labels[$1] }
    #expect(Double(right) / Double(test.count) > 0.83, "\(right) of \(test.count)")
  }
}

import Tabular
import Testing
import TestSupport
@testable import Pruning

@testable import Training

struct LearningRateDecayTests {
  @Test func staysConstantAndThenFallsLinearly() {
    let decay = LearningRateDecay(share: 0.4)
    let factors = (1...10).map { decay.factor(in: $0, of: 10) }
    #expect(factors == [1, 1, 1, 1, 1, 1, 0.8, 0.6, 0.4, 0.2])
  }

  @Test(arguments: [0.01, 0.3, 0.5, 1], [1, 2, 3, 50, 99])
  func neverRisesAndNeverReachesZero(share: Double, epochs: Int) {
    let decay = LearningRateDecay(share: share)
    let factors = (1...epochs).map { decay.factor(in: $0, of: epochs) }
    #expect(factors.allSatisfy { $0 > 0 && $0 <= 1 })
    #expect(zip(factors, factors.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test(arguments: [
    (0.29, 100, 29), (0.58, 50, 29), (0.5, 75, 38), (0.5, 1, 1), (0.2, 2, 0), (1, 7, 7),
  ])
  func fallsOverItsShareOfTheEpochs(share: Double, epochs: Int, falling: Int) {
    let decay = LearningRateDecay(share: share)
    #expect((1...epochs).count { decay.factor(in: $0, of: epochs) < 1 } == falling)
  }

  /// A training with a falling rate equals trainings at each of its rates, one after the other.
  @Test func isTheSameAsTrainingsAtItsRates() throws {
    let samples = Samples(rows: 40, columns: 5, classes: 3)
    let table = try samples.table()
    func trainer(_ rate: Double) -> Trainer {
      Trainer(
        table, trainingRows: Array(0..<40),
        hyperparameters: Hyperparameters(learningRate: rate, l2: 1e-4, batchSize: 8))
    }
    let architecture = Architecture(inputs: 5, hidden: [9], classes: 3)
    let begun = TrainingState(architecture, stream: stream())
    var whole = begun
    try trainer(1e-2).train(&whole, epochs: 4, decay: LearningRateDecay(share: 0.5))
    var parts = begun
    try trainer(1e-2).train(&parts, epochs: 2)
    for factor in [2.0 / 3, 1.0 / 3] {
      try trainer(1e-2 * factor).train(&parts, epochs: 1)
    }
    #expect(whole == parts)
    var constant = begun
    try trainer(1e-2).train(&constant, epochs: 4)
    #expect(whole != constant)
  }

  /// In a plan the share refers to the epochs of all phases: here it is the whole second phase.
  @Test func isCountedThroughAllPhases() throws {
    let samples = Samples(rows: 40, columns: 5, classes: 3)
    let table = try samples.table()
    func trainer(_ rate: Double) -> Trainer {
      Trainer(
        table, trainingRows: Array(0..<40),
        hyperparameters: Hyperparameters(learningRate: rate, l2: 0, batchSize: 8))
    }
    let first = PruningPlan.Phase(AnnealingSchedule(epochs: 3, rate: 1), targets: [20, nil])
    let second = PruningPlan.Phase(AnnealingSchedule(epochs: 1, rate: 1), targets: [nil, 15])
    let begun = TrainingState(
      Architecture(inputs: 5, hidden: [9], classes: 3), stream: stream())
    var whole = begun
    try trainer(1e-2).prune(
      &whole, by: PruningPlan(phases: [first, second]), decay: LearningRateDecay(share: 0.25))
    var parts = begun
    try trainer(1e-2).prune(&parts, by: PruningPlan(phases: [first]))
    try trainer(0.5e-2).prune(&parts, by: PruningPlan(phases: [second]))
    #expect(whole == parts)
  }
}

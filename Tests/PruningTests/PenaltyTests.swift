import Tabular
import Testing
import TestSupport

@testable import Pruning
@testable import Training

/// Methods that prune by a penalty: L1 and LassoNet.
struct PenaltyTests {
  // MARK: L1

  @Test func theSoftThresholdIsExact() throws {
    let samples = Samples(rows: 32, columns: 4, classes: 2)
    let rows = Array(0..<32)
    for set in instructionSets {
      func trained(_ l1: Double) throws -> Network {
        let trainer = Trainer(
          try samples.table(), trainingRows: rows,
          hyperparameters: Hyperparameters(learningRate: 0.01, l2: 0, l1: l1, batchSize: 32),
          instructionSet: set)
        var state = TrainingState(
          Architecture(inputs: 4, hidden: [7], classes: 2), stream: stream())
        try trainer.train(&state, epochs: 1)
        return state.network
      }
      let (plain, shrunk) = (try trained(0), try trained(5))
      let threshold = Float(0.01 * 5)
      for (layer, other) in zip(plain.layers, shrunk.layers) {
        #expect(layer.biasValues == other.biasValues)
        for (w, s) in zip(layer.weightValues, other.weightValues) {
          #expect(s == (w > 0 ? max(w - threshold, 0) : min(w + threshold, 0)))
        }
      }
    }
  }

  @Test func penaltiesRiseFromTheFirstToTheLast() {
    let penalties = ProximalL1.penalties(50, from: 1e-4, to: 10)
    #expect(penalties.count == 50)
    #expect(abs(penalties[0] / 1e-4 - 1) < 1e-9 && penalties[49] == 10)
    #expect(zip(penalties, penalties.dropFirst()).allSatisfy(<))
    #expect(ProximalL1.penalties(1, from: 1, to: 10) == [10])
  }

  // MARK: LassoNet

  /// After every step a feature's weights are within M times the norm of its skip weights, and features vanish as the
  /// penalty rises.
  @Test func theFeaturePathIsFeasible() throws {
    let start = try MethodTests.start(hidden: [16], density: 0.2, rows: 64, columns: 9)
    var states = [TrainingState]()
    for set in instructionSets {
      let trainer = Trainer(
        start.trainer.table, trainingRows: start.trainer.rows,
        hyperparameters: start.trainer.hyperparameters, instructionSet: set)
      var state = start.pretrained
      var curve = LearningCurve()
      var left: [Int] = []
      try trainer.followFeaturePath(
        &state, penalties: LassoNet.penalties(40, nodes: 16), hierarchy: 10, after: &curve
      ) { epoch, norms in
        left.append(norms.count { $0 > 0 })
        guard epoch.number > 10 else { return true }
        let layer = epoch.network().layers[0]
        for (feature, norm) in norms.enumerated() {
          let weights = layer.weightValues[feature * layer.outputs..<(feature + 1) * layer.outputs]
          #expect(weights.map(\.magnitude).max() ?? 0 <= 10 * norm * (1 + 1e-5))
        }
        return true
      }
      #expect(curve.losses.count == 40)
      #expect(left[9] == 9 && left[39] == 0)
      #expect(zip(left, left.dropFirst()).count { $0 < $1 } <= 2)
      states.append(state)
    }
    #expect(states.allSatisfy { $0 == states[0] })
  }
}

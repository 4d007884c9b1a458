import Foundation
import Pruning
import Tabular
import Training

/// A whole fit by a pruning method: pretraining, scores, pruning and all epochs after it.
struct MethodFit {
  let method: any Method
  let benchmark: Case
  let pretraining: Int
  let pruning: Int
  /// The share of each layer's connections that is kept.
  let density: Double

  /// `METHOD DATASET HIDDEN BATCH PRETRAINING PRUNING DENSITY`; nil if that is not what the words are.
  init?(_ words: [String]) {
    guard words.count == 7, let method = MethodCatalogue.standard[words[0]],
      let density = Double(words[6])
    else { return nil }
    let numbers = words[2...5].compactMap { Int($0) }
    guard numbers.count == 4 else { return nil }
    self.method = method
    benchmark = Case(dataset: words[1], hidden: numbers[0], batch: numbers[1])
    (pretraining, pruning) = (numbers[2], numbers[3])
    self.density = density
  }

  /// The seconds of the fastest of `rounds` fits, and the connections that are left.
  func time(
    rounds: Int, in folder: URL?, _ instructionSet: InstructionSet
  ) async throws -> (seconds: Double, connections: [Int]) {
    let (trainer, _, architecture) = try await benchmark.trainer(in: folder, instructionSet)
    var best = Double.infinity
    var connections: [Int] = []
    for _ in 0..<rounds {
      let clock = ContinuousClock()
      let duration = try clock.measure {
        var state = TrainingState(architecture, stream: RandomStream(seed: 1, name: "race"))
        let initial = state.network
        // A method that begins anew has no pretraining.
        if method.continuesPretraining { try trainer.train(&state, epochs: pretraining) }
        let start = MethodStart(
          trainer: trainer, initial: initial, pretrained: state, pretrainingEpochs: pretraining,
          annealing: AnnealingSchedule(epochs: pruning, rate: 1), decay: nil,
          normalization: .none, targets: Density([density]).targets(for: architecture), seed: 1,
          name: "race")
        connections = try method.train(start) { _ in }.state.network.connectionsByLayer
      }
      best = min(best, duration / .seconds(1))
    }
    return (best, connections)
  }
}

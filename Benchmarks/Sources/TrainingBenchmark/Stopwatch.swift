import Training

/// Seconds for an epoch of `trainer`, starting from `state`: the best of as many measurements as fit in
/// `budget` seconds. Each measurement is long enough to hide the overhead of a call.
func secondsPerEpoch(
  _ trainer: Trainer, _ state: TrainingState, budget: Double
) throws -> Double {
  let clock = ContinuousClock()
  func time(_ epochs: Int) throws -> Double {
    var state = state
    let duration = try clock.measure { try trainer.train(&state, epochs: epochs) }
    return duration / .seconds(1) / Double(epochs)
  }
  var best = try time(1)
  let epochs = max(1, Int(0.005 / best))
  let end = clock.now + .seconds(budget)
  repeat { best = min(best, try time(epochs)) } while clock.now < end
  return best
}

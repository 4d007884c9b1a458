import Training

/// Seconds an epoch of `trainer` takes from `state` on: the best of as many as fit in `budget`
/// seconds, each timed over a call long enough to hide what a call costs.
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

/// How many connections are left at each epoch of gradual pruning: sparsity rises by the cube of the time left,
/// `s_t = s_f + (s_i - s_f) (1 - t / n)³` (Zhu and Gupta, arXiv:1710.01878, equation 1), from all connections at t = 0
/// to the target at t = n.
public struct CubicSchedule: Hashable, Sendable {
  /// n, in epochs; positive.
  public let epochs: Int

  /// - Precondition: `epochs` is positive.
  public init(epochs: Int) {
    precondition(epochs > 0)
    self.epochs = epochs
  }

  /// The connections left after `epoch` epochs of pruning: the nearest number to the schedule's, between `target` and
  /// `initial`.
  public func connections(in epoch: Int, from initial: Int, to target: Int) -> Int {
    guard epoch < epochs else { return min(initial, target) }
    let left = 1 - Double(epoch) / Double(epochs)
    return target + Int((Double(max(0, initial - target)) * left * left * left).rounded())
  }
}

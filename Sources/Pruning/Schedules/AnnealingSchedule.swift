/// The number of connections in each epoch of a pruning phase (paper, equation 2).
///
/// `M_e = k + (M - k) · max(0, (N - 2e) / (2eμ + N))`. It falls from M, faster for larger μ, reaches the target
/// k at e = N/2, and stays there. The equation is garbled in the paper's text; this form is that of feature
/// selection with annealing (Barbu et al., doi:10.1109/TPAMI.2016.2544315).
public struct AnnealingSchedule: Hashable, Sendable {
  /// N, the epochs of the phase; positive.
  public let epochs: Int
  /// μ, the annealing rate; not negative.
  public let rate: Double

  /// The annealing rate that `at-once` stands for: with any number of epochs and up to ten million connections,
  /// none but those that are to stay is left after the first epoch of pruning. It is a number, because the
  /// descriptions of runs and their names have it as one.
  public static let atOnce = 1e9

  /// - Precondition: the ranges above.
  public init(epochs: Int, rate: Double) {
    precondition(epochs > 0 && rate >= 0)
    self.epochs = epochs
    self.rate = rate
  }

  /// Whether `epoch`, counted from 1, still removes connections.
  public func isPruning(in epoch: Int) -> Bool { 2 * (epoch - 1) < epochs }

  /// The first epoch, counted from 1, that trains with the target's number of connections.
  public var targetEpoch: Int { (epochs + 1) / 2 }

  /// M_e for an `epoch` counted from 1, rounded down, between `target` and `initial`.
  public func connections(in epoch: Int, from initial: Int, to target: Int) -> Int {
    guard initial > target else { return initial }
    return target + Int(Double(initial - target) * share(in: epoch))
  }

  /// The share of the connections that are to go which is still there in `epoch`, counted from 1.
  private func share(in epoch: Int) -> Double {
    let e = Double(epoch)
    let n = Double(epochs)
    return max(0, (n - 2 * e) / (2 * e * rate + n))
  }

  /// The mean of that share over all epochs: how much of their work in a dense training the removed connections take.
  /// - Complexity: O(epochs).
  package var meanShare: Double { (1...epochs).map(share).reduce(0, +) / Double(epochs) }
}

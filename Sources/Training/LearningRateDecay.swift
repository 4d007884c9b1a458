/// How the learning rate falls towards the end of a training: evenly to 0, over the last epochs.
///
/// A straight line, since a comparison of schedules found none that is better on the whole (Defazio et
/// al. 2023, doi:10.48550/arXiv.2310.07831), and since it needs no function whose last bit depends on
/// the machine's mathematical library.
public struct LearningRateDecay: Hashable, Sendable {
  /// The share of the epochs over which the rate falls, in (0, 1].
  public let share: Double

  /// - Precondition: the range above.
  public init(share: Double) {
    precondition(share > 0 && share <= 1, "LearningRateDecay: a share in (0, 1], not \(share)")
    self.share = share
  }

  /// What the learning rate is multiplied by in `epoch`, counted from 1, of `epochs`: 1 before it
  /// falls, and above 0 in the last.
  func factor(in epoch: Int, of epochs: Int) -> Double {
    let falling = Int((share * Double(epochs)).rounded())
    return min(1, Double(epochs + 1 - epoch) / Double(falling + 1))
  }
}

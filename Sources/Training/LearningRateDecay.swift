/// How the learning rate falls at the end of a training: linearly to 0, over the last epochs.
///
/// It is linear because a comparison of schedules found none that is better overall (Defazio et al. 2023,
/// doi:10.48550/arXiv.2310.07831), and because it needs no function of the machine's mathematical library,
/// whose last bit may differ.
public struct LearningRateDecay: Hashable, Sendable {
  /// The share of the epochs over which the rate falls, in (0, 1].
  public let share: Double

  /// - Precondition: the range above.
  public init(share: Double) {
    precondition(share > 0 && share <= 1, "LearningRateDecay: a share outside (0, 1]: \(share)")
    self.share = share
  }

  /// The factor by which the learning rate is multiplied in `epoch` (counted from 1) of `epochs`: 1 before the
  /// rate falls, and still above 0 in the last epoch.
  func factor(in epoch: Int, of epochs: Int) -> Double {
    let falling = Int((share * Double(epochs)).rounded())
    return min(1, Double(epochs + 1 - epoch) / Double(falling + 1))
  }
}

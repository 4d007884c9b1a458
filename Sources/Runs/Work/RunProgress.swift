/// The progress of a run.
public struct RunProgress: Hashable, Sendable {
  /// The title of the current stage: `search`.
  public let stage: String
  /// The finished fits, by this process and earlier ones.
  public let finishedFits: Int
  /// All fits of the run.
  public let totalFits: Int
  /// Estimated work done by this process, in a unit of its own.
  public let workDone: Double
  /// An estimate of the remaining work, in the same unit.
  public let workLeft: Double

  package init(
    stage: String, finishedFits: Int, totalFits: Int, workDone: Double, workLeft: Double
  ) {
    self.stage = stage
    self.finishedFits = finishedFits
    self.totalFits = totalFits
    self.workDone = workDone
    self.workLeft = workLeft
  }
}

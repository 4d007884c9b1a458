/// How far a run has come.
public struct RunProgress: Hashable, Sendable {
  /// What is being done, for people: `search`.
  public let stage: String
  /// Fits finished, by this process and those before.
  public let finishedFits: Int
  /// All fits of the run.
  public let totalFits: Int
  /// Estimated work done by this process, in a unit of its own.
  public let workDone: Double
  /// What is left, in the same unit, as far as it can be told.
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

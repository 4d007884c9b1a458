/// What CPNA removes, when, and how: one or more phases, each with its own schedule and targets.
///
/// Pruning all layers at once, as for the UCI sets, is one phase with a target for each layer; the
/// hidden layer first and the input layer later, as for XOR, is two.
public struct PruningPlan: Hashable, Sendable {
  /// One run of the schedule over some of the layers.
  public struct Phase: Hashable, Sendable {
    /// How fast connections go.
    public let schedule: AnnealingSchedule
    /// For each layer from the input side the connections to keep, or nil to leave it alone.
    public let targets: [Int?]

    /// A phase with a target, or nil, for each layer from the input side.
    public init(_ schedule: AnnealingSchedule, targets: [Int?]) {
      self.schedule = schedule
      self.targets = targets
    }
  }

  /// In the order in which they run.
  public let phases: [Phase]
  /// Whether hidden nodes are normalised before each removal: the N of CPNA.
  public let normalizes: Bool

  /// The phases one after the other.
  public init(phases: [Phase], normalizes: Bool = true) {
    self.phases = phases
    self.normalizes = normalizes
  }

  /// All layers at once.
  public init(_ schedule: AnnealingSchedule, targets: [Int], normalizes: Bool = true) {
    self.init(phases: [Phase(schedule, targets: targets)], normalizes: normalizes)
  }

  /// The epochs of all phases.
  public var epochs: Int { phases.map(\.schedule.epochs).reduce(0, +) }

  /// The first epoch of the plan, counted from 1, that trains with the final connections.
  public var finalEpoch: Int {
    guard let last = phases.last else { return 1 }
    return epochs - last.schedule.epochs + last.schedule.targetEpoch
  }
}

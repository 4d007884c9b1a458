/// What CPNA removes, and when: one or more phases, each with its own schedule and targets.
///
/// Pruning all layers at once, as for the UCI datasets, is one phase with a target for each layer. Pruning the
/// hidden layer first and the input layer later, as for XOR, is two phases.
public struct PruningPlan: Hashable, Sendable {
  /// What a phase counts and removes.
  public enum Unit: String, Codable, CaseIterable, Hashable, Sendable {
    /// The connections of a layer, by the magnitude of their weights.
    case connections
    /// The nodes or features that feed a layer, by the norm of their outgoing weights (paper,
    /// section 3.1: "directly remove hidden nodes instead of connections").
    case nodes
  }

  /// One run of the schedule over some of the layers.
  public struct Phase: Hashable, Sendable {
    /// The phase's epochs, and how fast they remove connections.
    public let schedule: AnnealingSchedule
    /// For each layer, from the input side, how many units to keep, or nil to leave it unchanged.
    public let targets: [Int?]
    /// Whether connections are removed, or whole nodes.
    public let unit: Unit

    /// A phase with a target, or nil, for each layer from the input side.
    public init(
      _ schedule: AnnealingSchedule, targets: [Int?], unit: Unit = .connections
    ) {
      self.schedule = schedule
      self.targets = targets
      self.unit = unit
    }
  }

  /// The phases, in the order in which they run.
  public let phases: [Phase]
  /// How hidden nodes are normalised before each removal: the N of CPNA.
  public let normalization: Normalization
  /// Whether each layer ends with exactly its last target. Otherwise, as in the paper, it can have fewer, since
  /// a node that loses all its outgoing connections also loses its incoming ones.
  public let isExact: Bool
  /// What becomes of Adam's moments at normalisation.
  public let moments: Moments

  /// A plan that runs the phases one after the other.
  public init(
    phases: [Phase], normalization: Normalization = .bounded, isExact: Bool = false,
    moments: Moments = .rescaled
  ) {
    self.phases = phases
    self.normalization = normalization
    self.isExact = isExact
    self.moments = moments
  }

  /// A plan of one phase, for all layers at once.
  public init(
    _ schedule: AnnealingSchedule, targets: [Int], normalization: Normalization = .bounded,
    isExact: Bool = false, moments: Moments = .rescaled
  ) {
    self.init(
      phases: [Phase(schedule, targets: targets)], normalization: normalization, isExact: isExact,
      moments: moments)
  }

  /// The fewest connections that any phase leaves in each layer; nil where no phase counts them.
  var fewestConnections: [Int?] {
    let counting = phases.filter { $0.unit == .connections }.map(\.targets)
    return (phases.first?.targets.indices ?? 0..<0).map { layer in
      counting.compactMap { $0[layer] }.min()
    }
  }

  /// The epochs of all phases.
  public var epochs: Int { phases.map(\.schedule.epochs).reduce(0, +) }

  /// The first epoch of the plan, counted from 1, that trains with the final connections.
  public var finalEpoch: Int {
    guard let last = phases.last else { return 1 }
    return epochs - last.schedule.epochs + last.schedule.targetEpoch
  }
}

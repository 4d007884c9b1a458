public import Training

/// Pruning of whole hidden nodes. The nodes whose outgoing weights have the largest norm stay, with all their
/// connections (paper, section 3.2).
public struct NodePruning: Method {
  /// `nodes`.
  public let identifier = "nodes"
  /// `node pruning`.
  public let title = "node pruning"
  /// The paper, and that of its schedule.
  public var papers: [Paper] { [.cpna, .barbu] }
  /// True.
  public let isPruned = true

  private var options = AnnealingOptions()

  /// Pruning of hidden nodes.
  public init() {}

  /// Reads `annealing-rate` and `normalization`, the protocol's unless they are chosen; and `moments`.
  public func configured(by options: inout MethodOptions) throws(OptionError) -> NodePruning {
    var result = self
    result.options = try self.options.configured(by: &options, counts: false)
    return result
  }

  /// Keeps as many nodes as possible with at most as many connections as the targets in total.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    let start = start.with(options)
    let layers = start.pretrained.network.layers
    let widths = [layers[0].inputs] + layers.map(\.outputs)
    let nodes = Self.nodes(within: start.targets.reduce(0, +), widths: widths)
    let phase = PruningPlan.Phase(start.annealing, targets: [nil] + nodes, unit: .nodes)
    return try start.prune(
      by: PruningPlan(
        phases: [phase], normalization: start.normalization,
        moments: options.moments ?? .rescaled), observe: observe)
  }

  /// How many nodes each hidden layer keeps: the same share of each, as large as possible with at most
  /// `connections` in total; at least one node.
  /// - Parameter widths: the features, the nodes of each hidden layer, and the classes.
  /// - Complexity: O(layers · log nodes).
  static func nodes(within connections: Int, widths: [Int]) -> [Int] {
    let hidden = widths.dropFirst().dropLast()
    let steps = hidden.max() ?? 1
    func nodes(_ step: Int) -> [Int] { hidden.map { max(1, $0 * step / steps) } }
    func size(_ step: Int) -> Int {
      let widths = [widths[0]] + nodes(step) + [widths[widths.count - 1]]
      return zip(widths, widths.dropFirst()).map { $0 * $1 }.reduce(0, +)
    }
    var (low, high) = (0, steps)
    while low < high {
      let middle = (low + high + 1) / 2
      if size(middle) <= connections { low = middle } else { high = middle - 1 }
    }
    return nodes(low)
  }
}

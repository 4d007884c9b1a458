public import Training

/// How many connections pruning keeps in total, whatever the width of the initial network.
///
/// Networks that are pruned to the same budget can be compared even if their initial widths differ.
public struct ConnectionBudget: Hashable, Sendable {
  /// The number of connections of all layers together, positive.
  public let connections: Int
  /// The output layer's share of them, in (0, 1), as far as the layers are large enough. The other layers
  /// divide the rest in proportion to their sizes.
  public let outputShare: Double

  /// - Precondition: the ranges above.
  public init(_ connections: Int, outputShare: Double) {
    precondition(connections > 0 && outputShare > 0 && outputShare < 1)
    self.connections = connections
    self.outputShare = outputShare
  }

  /// The number of connections to keep in each layer: at most as many as it has, and at least one for each
  /// class, so that every class can be distinguished.
  public func targets(for architecture: Architecture) -> [Int] {
    let layers = architecture.connectionsByLayer
    let before = layers.dropLast().reduce(0, +)
    let wanted = max(Int((outputShare * Double(connections)).rounded()), architecture.classes)
    let output = max(min(wanted, layers[layers.count - 1]), connections - before)
    let rest = Double(max(0, connections - output))
    return zip(layers, layers.indices).map { size, layer in
      let kept =
        layer < layers.count - 1
        ? Int((rest * Double(size) / Double(before)).rounded()) : output
      return min(size, max(kept, architecture.classes))
    }
  }
}

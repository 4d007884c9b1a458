public import Training

/// How many connections pruning keeps in all, whatever the width of the network that it begins with.
///
/// Networks that were pruned to one budget can be compared though they began with different widths.
public struct ConnectionBudget: Hashable, Sendable {
  /// The connections of all layers together, positive.
  public let connections: Int
  /// The share of them that the output layer has, in (0, 1), as far as it and the layers before it are
  /// large enough; these share the rest by their sizes.
  public let outputShare: Double

  /// - Precondition: the ranges above.
  public init(_ connections: Int, outputShare: Double) {
    precondition(connections > 0 && outputShare > 0 && outputShare < 1)
    self.connections = connections
    self.outputShare = outputShare
  }

  /// The connections to keep in each layer: no more than there are, and at least one for each class, so
  /// that every class can be told apart.
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

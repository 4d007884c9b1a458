package import Training

/// What phases of pruning ask for, and the most that they can leave of a network, computed before any training.
///
/// A node without outgoing connections is removed with its incoming ones. So a layer of four connections leaves
/// at most four nodes before it, however many incoming connections they were meant to have.
package struct PruningBounds: Hashable, Sendable {
  /// At most this many `[features, hidden nodes…, classes]` are left.
  package private(set) var widths: [Int]
  /// At most this many connections are left in each layer.
  package private(set) var connections: [Int]
  /// The connections of each layer that the phases ask for; nil where no phase counts them.
  package private(set) var askedConnections: [Int?]
  /// The features, and the nodes of each hidden layer, that the phases ask for.
  package private(set) var askedInputs: [Int?]

  /// A target that cannot be reached.
  package struct Shortage: Hashable, Sendable {
    /// The layer, counted from 0.
    package let layer: Int
    /// The target.
    package let asked: Int
    /// The most that can be kept.
    package let most: Int
  }

  /// The bounds of an unpruned network of `architecture`.
  package init(_ architecture: Architecture) {
    widths = architecture.widths
    connections = architecture.connectionsByLayer
    askedConnections = connections.map { _ in nil }
    askedInputs = askedConnections
  }

  /// Lowers the bounds by what `phase` removes.
  /// - Returns: the first target, from the output side, that this phase or one before it cannot reach.
  package mutating func apply(_ phase: PruningPlan.Phase) -> Shortage? {
    for layer in connections.indices.reversed() {
      let target = phase.targets[layer]
      switch phase.unit {
      case .connections:
        askedInputs[layer] = nil
        askedConnections[layer] = target ?? askedConnections[layer]
      case .nodes:
        // Removed nodes lose their connections, however many were asked for before.
        askedConnections[layer] = nil
        askedInputs[layer] = target ?? askedInputs[layer]
        if let target, target > widths[layer] {
          return Shortage(layer: layer, asked: target, most: widths[layer])
        }
        widths[layer] = target ?? widths[layer]
      }
      let most = min(connections[layer], widths[layer] * widths[layer + 1])
      if let asked = askedConnections[layer], asked > most {
        return Shortage(layer: layer, asked: asked, most: most)
      }
      connections[layer] = askedConnections[layer] ?? most
      widths[layer] = min(widths[layer], connections[layer])
    }
    return nil
  }

  /// The most connections that `layer` can have if the layer after it has `next`.
  func most(in layer: Int, before next: Int) -> Int {
    min(connections[layer], widths[layer] * min(widths[layer + 1], next))
  }

  /// The most connections that all layers before `layer` can have if it has `count`.
  func mostBefore(_ layer: Int, having count: Int) -> Int {
    var next = count
    return (0..<layer).reversed().reduce(0) { sum, before in
      next = most(in: before, before: next)
      return sum + next
    }
  }
}

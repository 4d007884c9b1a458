package import Training

/// What phases of pruning ask for, and the most that they can leave of a network, told before any training.
///
/// A node with no outgoing connection takes its incoming ones along: a layer of four connections leaves at
/// most four nodes before it, however many connections those were to have.
package struct PruningBounds: Hashable, Sendable {
  /// `[features, hidden nodes…, classes]`, at most.
  package private(set) var widths: [Int]
  /// The connections of each layer, at most.
  package private(set) var connections: [Int]
  /// The connections of each layer that the phases ask for; nil where none counts them.
  package private(set) var askedConnections: [Int?]
  /// The features, and the nodes of each hidden layer, that the phases ask for.
  package private(set) var askedInputs: [Int?]

  /// A target that cannot be had.
  package struct Shortage: Hashable, Sendable {
    /// The layer, counted from 0.
    package let layer: Int
    /// The target.
    package let asked: Int
    /// The most that can be left.
    package let most: Int
  }

  /// All of a network of `architecture`.
  package init(_ architecture: Architecture) {
    widths = architecture.widths
    connections = architecture.connectionsByLayer
    askedConnections = connections.map { _ in nil }
    askedInputs = askedConnections
  }

  /// Takes away what `phase` does.
  /// - Returns: the first target, from the output side, that it or a phase before it cannot come to.
  package mutating func apply(_ phase: PruningPlan.Phase) -> Shortage? {
    for layer in connections.indices.reversed() {
      let target = phase.targets[layer]
      switch phase.unit {
      case .connections:
        askedInputs[layer] = nil
        askedConnections[layer] = target ?? askedConnections[layer]
      case .nodes:
        // Nodes that go take connections along, however many were asked for before.
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

  /// The most connections that `layer` can have where the one after it has `next`.
  func most(in layer: Int, before next: Int) -> Int {
    min(connections[layer], widths[layer] * min(widths[layer + 1], next))
  }

  /// The most connections that all layers before `layer` can have where that has `count`.
  func mostBefore(_ layer: Int, having count: Int) -> Int {
    var next = count
    return (0..<layer).reversed().reduce(0) { sum, before in
      next = most(in: before, before: next)
      return sum + next
    }
  }
}

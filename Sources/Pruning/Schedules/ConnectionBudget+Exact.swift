extension ConnectionBudget {
  /// The number of connections to keep in each layer, exactly ``connections`` in total.
  ///
  /// Like ``targets(for:)``, but without its rounding of each layer, so that the sum is right. Each layer gets
  /// at least one connection for each class, or fewer, but at least one, if the budget does not allow that. The
  /// output layer gets more than its share where the nodes left by its share could not hold the rest.
  /// - Returns: nil if `bounds` have fewer connections than the budget, or it has less than one for each layer.
  /// - Complexity: O(layers · log connections).
  package func exactTargets(within bounds: PruningBounds) -> [Int]? {
    let layers = bounds.connections
    guard (layers.count...max(layers.count, layers.reduce(0, +))).contains(connections) else {
      return nil
    }
    let least = leastOfEachLayer(bounds)
    var targets = layers
    var rest = connections
    for layer in layers.indices.reversed() {
      let isOutput = layer == layers.count - 1
      let available = isOutput ? layers[layer] : bounds.most(in: layer, before: targets[layer + 1])
      let sizes = layers[...layer].reduce(0, +)
      let wanted =
        isOutput
        ? outputShare * Double(connections) : Double(rest) * Double(layers[layer]) / Double(sizes)
      let mostForOthers = rest - layers[..<layer].reduce(0) { $0 + min(least, $1) }
      let kept = min(max(Int(wanted.rounded()), least), available, mostForOthers)
      targets[layer] = max(kept, fewest(in: layer, upTo: available, holding: rest, bounds))
      rest -= targets[layer]
    }
    return targets
  }

  /// The fewest connections of each layer: one for each class, or fewer if the budget does not allow that.
  private func leastOfEachLayer(_ bounds: PruningBounds) -> Int {
    let classes = bounds.widths[bounds.widths.count - 1]
    return (1...classes).reversed().first { count in
      bounds.connections.reduce(0) { $0 + min(count, $1) } <= connections
    } ?? 1
  }

  /// The fewest connections of `layer` such that it and the layers before it can have `rest` in total.
  private func fewest(
    in layer: Int, upTo available: Int, holding rest: Int, _ bounds: PruningBounds
  ) -> Int {
    var (low, high) = (1, available)
    while low < high {
      let middle = (low + high) / 2
      if middle + bounds.mostBefore(layer, having: middle) >= rest {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}

import Training

extension Layer {
  /// Removes all connections but the `count` of largest magnitude among those still there.
  ///
  /// Exactly `count` stay (all, if there are no more); of equal magnitudes the one of the lower
  /// index stays. A removed weight and its moments are exactly 0 from then on.
  /// - Complexity: O(weights): the magnitudes are selected by radix, not sorted.
  mutating func keepLargest(_ count: Int) {
    guard connections > count else { return }
    keep(largest(count, among: mask ?? Array(repeating: true, count: weights.values.count)))
  }

  /// Of the connections `kept` the `count` of largest magnitude, or all if there are no more; those that are
  /// `required`, at most so many, before any other.
  func largest(_ count: Int, among kept: [Bool], requiring required: [Bool]? = nil) -> [Bool] {
    // Magnitudes of floats are ordered as their bits are, and below the largest integer.
    var keys = weights.values.map(\.magnitude.bitPattern)
    for (index, isRequired) in (required ?? []).enumerated() where isRequired {
      keys[index] = .max
    }
    return LargestKeys.mask(count, of: keys, among: kept)
  }

  /// Removes all connections but those of `kept`, which are still there.
  mutating func keep(_ kept: [Bool]) {
    var hasChanged = false
    for index in kept.indices where !kept[index] && (mask?[index] ?? true) {
      weights.remove(at: index)
      hasChanged = true
    }
    if hasChanged { mask = kept }
  }
}

extension Layer {
  /// How many of `unit` are still there.
  func count(of unit: PruningPlan.Unit) -> Int {
    switch unit {
    case .connections: connections
    case .nodes: connectedInputs.count
    }
  }

  /// Removes all outgoing connections of all inputs but the `count` whose outgoing weights have the
  /// largest norm; of equal norms the input of the lower index stays.
  /// - Complexity: O(weights + inputs log inputs).
  mutating func keepLargestInputs(_ count: Int) {
    let connected = connectedInputs
    guard connected.count > count else { return }
    let squares = outgoingSquares
    let removed = connected.sorted { (-squares[$0], $0) < (-squares[$1], $1) }.dropFirst(count)
    var kept = mask ?? Array(repeating: true, count: weights.values.count)
    for input in removed {
      for index in input * outputs..<(input + 1) * outputs {
        kept[index] = false
        weights.remove(at: index)
      }
    }
    mask = kept
  }

  /// The squared norm of each input's outgoing weights, summed in double precision.
  private var outgoingSquares: [Double] {
    (0..<inputs).map { input in
      weights.values[input * outputs..<(input + 1) * outputs]
        .reduce(0) { $0 + Double($1) * Double($1) }
    }
  }
}

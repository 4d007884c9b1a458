import Training

extension Layer {
  /// Removes all connections except the `count` of largest magnitude.
  ///
  /// Exactly `count` stay (all of them if there are fewer). Of equal magnitudes, the one with the lower index
  /// stays. Removed weights and their moments are exactly 0 from then on.
  /// - Complexity: O(weights): the magnitudes are selected by radix, not sorted.
  mutating func keepLargest(_ count: Int) {
    guard connections > count else { return }
    keep(largest(count, among: mask ?? Array(repeating: true, count: weights.values.count)))
  }

  /// Selects, among the connections `kept`, the `count` of largest magnitude (all if there are fewer). The
  /// `required` ones, at most `count`, are selected before any other.
  func largest(_ count: Int, among kept: [Bool], requiring required: [Bool]? = nil) -> [Bool] {
    // The bits of non-negative floats, read as integers, are in the order of the floats, and below the largest
    // integer.
    var keys = weights.values.map(\.magnitude.bitPattern)
    for (index, isRequired) in (required ?? []).enumerated() where isRequired {
      keys[index] = .max
    }
    return LargestKeys.mask(count, of: keys, among: kept)
  }

  /// Removes all connections except those of `kept`, none of which was removed before.
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
  /// How many connections, or nodes, are left.
  func count(of unit: PruningPlan.Unit) -> Int {
    switch unit {
    case .connections: connections
    case .nodes: connectedInputs.count
    }
  }

  /// Keeps the `count` inputs whose outgoing weights have the largest norm, and removes all outgoing
  /// connections of the others. Of equal norms, the input with the lower index stays.
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

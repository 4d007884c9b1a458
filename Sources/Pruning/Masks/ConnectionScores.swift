public import Training

/// What each connection of a network is worth to a method: those of the largest scores stay.
public struct ConnectionScores: Hashable, Sendable {
  /// For each layer from the input side `[inputs, outputs]`, row-major.
  public var layers: [[Float]]

  /// - Parameter layers: for each layer from the input side `[inputs, outputs]`, row-major.
  public init(layers: [[Float]]) { self.layers = layers }

  /// The magnitudes of the weights of `network`.
  public init(magnitudesOf network: Network) {
    layers = network.layers.map { $0.weightValues.map(\.magnitude) }
  }

  /// Of the connections of `mask` the `counts[layer]` best of each layer, or all that it has.
  ///
  /// Exactly so many stay; of equal scores the one of the lower index does.
  public func largest(_ counts: [Int], among mask: ConnectionMask) -> ConnectionMask {
    ConnectionMask(
      layers: layers.indices.map { layer in
        LargestKeys.mask(
          counts[layer], of: layers[layer].map(\.orderedKey), among: mask.layers[layer])
      })
  }

  /// Of the connections of `mask` the `count` best of all layers together, or all that there are.
  ///
  /// Exactly so many stay; of equal scores the one of the earlier layer and the lower index does. No layer loses all
  /// of its connections as long as there is one for each.
  /// - Complexity: O(connections of the dense network).
  public func largest(_ count: Int, among mask: ConnectionMask) -> ConnectionMask {
    var keys = layers.flatMap { $0.map(\.orderedKey) }
    let starts = layers.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    if count >= layers.count {
      for (layer, kept) in mask.layers.enumerated() {
        let places = kept.indices.filter { kept[$0] }
        let best = places.max { a, b in
          let (first, second) = (keys[starts[layer] + a], keys[starts[layer] + b])
          return first == second ? a > b : first < second
        }
        if let best { keys[starts[layer] + best] = .max }
      }
    }
    let all = LargestKeys.mask(count, of: keys, among: mask.layers.flatMap(\.self))
    return ConnectionMask(
      layers: layers.indices.map { Array(all[starts[$0]..<starts[$0 + 1]]) })
  }
}

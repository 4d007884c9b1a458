public import Training

/// The share of each layer's connections that pruning keeps.
public struct Density: Hashable, Sendable {
  /// One share in (0, 1] for each layer from the input side, or a single share for all layers.
  public let shares: [Double]

  /// - Precondition: the range above, and at least one share.
  public init(_ shares: [Double]) {
    precondition(!shares.isEmpty && shares.allSatisfy { $0 > 0 && $0 <= 1 })
    self.shares = shares
  }

  /// The number of connections to keep in each layer: rounded to the nearest, and at least one for each class,
  /// so that every class can be distinguished.
  /// - Precondition: one share for each layer of `architecture`, or a single one.
  public func targets(for architecture: Architecture) -> [Int] {
    precondition(shares.count == 1 || shares.count == architecture.layerCount)
    return architecture.connectionsByLayer.enumerated().map { layer, connections in
      let share = shares.count == 1 ? shares[0] : shares[layer]
      let kept = Int((share * Double(connections)).rounded())
      return min(connections, max(kept, architecture.classes))
    }
  }
}

extension Density: CustomStringConvertible {
  /// `0.1` or `0.09+0.125`.
  public var description: String { shares.map { "\($0)" }.joined(separator: "+") }
}

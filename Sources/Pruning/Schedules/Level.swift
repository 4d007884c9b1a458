public import Training

/// How many connections pruning keeps.
public enum Level: Hashable, Sendable {
  /// A share in (0, 1] of the connections of each layer, from the input side; or one share for all layers.
  case perLayer([Double])
  /// A share in (0, 1] of the connections of a comparison's largest network, whatever network is pruned; and the
  /// share of the kept ones that the output layer has, in (0, 1).
  case budget(density: Double, outputShare: Double)

  /// The numbers of the level, in order: what names it in journals, tables and random streams.
  public var shares: [Double] {
    switch self {
    case .perLayer(let shares): shares
    case .budget(let density, let outputShare): [density, outputShare]
    }
  }

  /// The connections to keep in each layer of a network.
  /// - Parameter largest: the connections of the comparison's largest network.
  /// - Precondition: the ranges above, and one share or one for each layer of `architecture`.
  public func targets(for architecture: Architecture, largest: Int) -> [Int] {
    switch self {
    case .perLayer(let shares): Density(shares).targets(for: architecture)
    case .budget(let density, let outputShare):
      ConnectionBudget(
        max(1, Int((density * Double(largest)).rounded())), outputShare: outputShare
      ).targets(for: architecture)
    }
  }
}

extension Level: CustomStringConvertible {
  /// `0.1`, or `0.09+0.125`.
  public var description: String { shares.map { "\($0)" }.joined(separator: "+") }
}

extension Level: Codable {
  private enum CodingKeys: String, CodingKey {
    case density
    case outputShare
  }

  /// Reads what ``encode(to:)`` writes. Runs of before there was a second form have a list for either kind, which is
  /// read as shares of layers: only their protocol tells what it means.
  public init(from decoder: any Decoder) throws {
    if let shares = try? decoder.singleValueContainer().decode([Double].self) {
      self = .perLayer(shares)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self = .budget(
        density: try container.decode(Double.self, forKey: .density),
        outputShare: try container.decode(Double.self, forKey: .outputShare))
    }
  }

  /// Writes the shares of layers as a list, a budget with the names of its numbers.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .perLayer(let shares):
      var container = encoder.singleValueContainer()
      try container.encode(shares)
    case .budget(let density, let outputShare):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(density, forKey: .density)
      try container.encode(outputShare, forKey: .outputShare)
    }
  }
}

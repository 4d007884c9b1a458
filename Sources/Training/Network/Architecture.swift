/// The widths of a fully connected network: features, hidden nodes of each layer, classes.
///
/// Prints its connections as the paper does: `21x64+64x4 = 1600` (Table 3; biases are not counted).
public struct Architecture: Hashable, Sendable {
  /// `[inputs, hidden…, classes]`, at least two entries, all positive.
  public let widths: [Int]

  /// - Precondition: every width is positive.
  public init(inputs: Int, hidden: [Int], classes: Int) {
    widths = [inputs] + hidden + [classes]
    precondition(widths.allSatisfy { $0 > 0 }, "Architecture: widths must be positive: \(widths)")
  }

  /// The features.
  public var inputs: Int { widths[0] }
  /// The nodes of each hidden layer.
  public var hidden: [Int] { Array(widths.dropFirst().dropLast()) }
  /// The outputs.
  public var classes: Int { widths[widths.count - 1] }
  /// The number of weight layers, one more than of hidden layers.
  public var layerCount: Int { widths.count - 1 }
  /// The connections of each layer, from the input side.
  public var connectionsByLayer: [Int] { zip(widths, widths.dropFirst()).map { $0 * $1 } }
  /// The most connections that a network may have: 4 GB of weights and moments.
  package static let connectionLimit = 300_000_000

  /// Whether a network of such widths is within the limit. The widths may be any numbers.
  package static func isWithinLimit(_ widths: [Int]) -> Bool {
    zip(widths, widths.dropFirst()).map { Double($0) * Double($1) }.reduce(0, +)
      <= Double(connectionLimit)
  }

  /// All connections, biases not counted.
  public var connections: Int { connectionsByLayer.reduce(0, +) }

  /// All weights and biases.
  public var parameters: Int { connections + widths.dropFirst().reduce(0, +) }

  /// The network with one hidden layer whose connection count is nearest to `connections` (paper, section 4.2:
  /// "equivalent"); of two equally near ones, the smaller.
  public static func equivalent(
    to connections: Int, inputs: Int, classes: Int
  ) -> Architecture {
    let perNode = inputs + classes
    let below = max(1, connections / perNode)
    let isNearerAbove =
      abs((below + 1) * perNode - connections) < abs(below * perNode - connections)
    return Architecture(
      inputs: inputs, hidden: [isNearerAbove ? below + 1 : below], classes: classes)
  }
}

extension Architecture: CustomStringConvertible {
  /// `21x64+64x4 = 1600`.
  public var description: String {
    let terms = zip(widths, widths.dropFirst()).map { "\($0)x\($1)" }.joined(separator: "+")
    return "\(terms) = \(connections)"
  }
}

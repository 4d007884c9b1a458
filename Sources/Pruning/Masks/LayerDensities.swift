/// How many connections each layer of a sparse network has, where a method does not choose them one by one.
public enum LayerDensities: String, CaseIterable, Hashable, Sendable {
  /// The same share of each layer.
  case uniform
  /// Larger shares of smaller layers: a layer's density is proportional to (inputs + outputs) / (inputs · outputs);
  /// a layer that this would more than fill is dense, and the others share the rest (Mocanu et al.,
  /// doi:10.1038/s41467-018-04316-3; Evci et al., arXiv:1911.11134, section 3).
  case erdosRenyi = "erdos-renyi"

  /// The connections of each layer, exactly `connections` in all.
  ///
  /// Fractions are rounded to the nearest numbers of that sum; of equal fractions the earlier layer has the larger one.
  /// No layer is empty unless there are fewer connections than layers.
  /// - Parameter widths: features, the nodes of each hidden layer, classes.
  /// - Precondition: no more connections than the dense network has.
  public func connections(_ connections: Int, widths: [Int]) -> [Int] {
    let sizes = zip(widths, widths.dropFirst()).map { $0 * $1 }
    precondition((0...sizes.reduce(0, +)).contains(connections))
    return rounded(shares(of: connections, sizes, widths), to: connections, sizes)
  }

  private func shares(of connections: Int, _ sizes: [Int], _ widths: [Int]) -> [Double] {
    let weights: [Double] =
      switch self {
      case .uniform: sizes.map(Double.init)
      // Density times size: the layer's share is proportional to its inputs and outputs.
      case .erdosRenyi: zip(widths, widths.dropFirst()).map { Double($0 + $1) }
      }
    var isDense = sizes.map { _ in false }
    while true {
      let dense = zip(sizes, isDense).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
      let weight = zip(weights, isDense).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
      let factor = weight > 0 ? Double(connections - dense) / weight : 0
      let overfull = sizes.indices.filter {
        !isDense[$0] && factor * weights[$0] > Double(sizes[$0])
      }
      guard !overfull.isEmpty else {
        return sizes.indices.map { isDense[$0] ? Double(sizes[$0]) : factor * weights[$0] }
      }
      for layer in overfull { isDense[layer] = true }
    }
  }

  /// The largest-remainder method.
  private func rounded(_ shares: [Double], to sum: Int, _ sizes: [Int]) -> [Int] {
    var counts = zip(shares, sizes).map { min(Int($0.rounded(.down)), $1) }
    let order = shares.indices.sorted {
      let (a, b) = (shares[$0] - shares[$0].rounded(.down), shares[$1] - shares[$1].rounded(.down))
      return a == b ? $0 < $1 : a > b
    }
    var missing = sum - counts.reduce(0, +)
    while missing > 0 {
      for layer in order where missing > 0 && counts[layer] < sizes[layer] {
        counts[layer] += 1
        missing -= 1
      }
    }
    if sum >= counts.count {
      for layer in counts.indices where counts[layer] == 0 {
        let largest = counts.indices.max { counts[$0] < counts[$1] } ?? layer
        counts[largest] -= 1
        counts[layer] = 1
      }
    }
    return counts
  }
}

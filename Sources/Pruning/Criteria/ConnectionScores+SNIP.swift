import Training

extension ConnectionScores {
  /// SNIP's sensitivity: how much the loss changes, to first order, if a connection is cut, as a share of the sum over
  /// all of them, `|g w| / Σ |g w|` (Lee, Ajanthan and Torr, arXiv:1810.02340, equations 5 and 6).
  init(sensitivitiesOf network: Network, under gradient: Gradient) {
    let products = zip(network.layers, gradient.layers).map { layer, gradient in
      zip(layer.weightValues, gradient.weights).map { Double(($0 * $1).magnitude) }
    }
    let sum = products.joined().reduce(0, +)
    layers = products.map { $0.map { sum > 0 ? Float($0 / sum) : 0 } }
  }
}

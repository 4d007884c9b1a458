import Pruning

extension Level {
  /// For people: `4.0 %+8.0 %` of the layers, or `2.5 % (at most 40 % of them in the output layer)`, which may have
  /// fewer connections than that.
  var text: String {
    switch self {
    case .perLayer(let shares):
      shares.map { "\(Formatting.percentage($0, decimals: 1)) %" }.joined(separator: "+")
    case .budget(let density, let outputShare):
      "\(Formatting.percentage(density, decimals: 1)) % "
        + "(at most \(Formatting.percentage(outputShare, decimals: 0)) % of them in the output layer)"
    }
  }

  /// Of what a share is, behind it.
  var whole: String {
    switch self {
    case .perLayer: ""
    case .budget: " of the largest network's connections"
    }
  }
}

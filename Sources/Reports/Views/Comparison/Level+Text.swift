import Pruning

extension Level {
  /// For people: `10.0 %`, `input layer 4.0 %, output layer 8.0 %`, or
  /// `2.5 % (at most 40 % of them in the output layer)`, which may have fewer connections than that.
  var text: String {
    switch self {
    case .perLayer(let shares) where shares.count == 1: Self.percent(shares[0], decimals: 1)
    case .perLayer(let shares):
      shares.enumerated().map { index, share in
        let layer =
          index == 0
          ? "input layer" : index == shares.count - 1 ? "output layer" : "layer \(index + 1)"
        return "\(layer) \(Self.percent(share, decimals: 1))"
      }.joined(separator: ", ")
    case .budget(let density, let outputShare):
      "\(Self.percent(density, decimals: 1)) "
        + "(at most \(Self.percent(outputShare, decimals: 0)) of them in the output layer)"
    }
  }

  /// Of what a share is, behind it.
  var whole: String {
    switch self {
    case .perLayer(let shares): shares.count == 1 ? " of the connections" : ""
    case .budget: " of the largest network's connections"
    }
  }

  private static func percent(_ share: Double, decimals: Int) -> String {
    "\(Formatting.percentage(share, decimals: decimals)) %"
  }
}

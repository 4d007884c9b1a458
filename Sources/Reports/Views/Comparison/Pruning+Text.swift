import Experiments

extension ProtocolFile.Pruning {
  /// A density for people: `4.0 %+8.0 %` of the layers, or `2.5 % (at most 40 % of them in the output
  /// layer)`, which may have fewer connections than that.
  func text(of level: [Double]) -> String {
    guard outputShares != nil, level.count == 2 else {
      return level.map { "\(Formatting.percentage($0, decimals: 1)) %" }.joined(separator: "+")
    }
    return "\(Formatting.percentage(level[0], decimals: 1)) % "
      + "(at most \(Formatting.percentage(level[1], decimals: 0)) % of them in the output layer)"
  }
}

import Protocols

extension ProtocolFile.Pruning {
  /// A sparsity level for people: `4.0 %+8.0 %` of the layers, or `2.5 % (40 % of them in the output layer)`.
  func text(of level: [Double]) -> String {
    guard outputShares != nil, level.count == 2 else {
      return level.map { "\(fixed(100 * $0, 1)) %" }.joined(separator: "+")
    }
    return
      "\(fixed(100 * level[0], 1)) % (\(fixed(100 * level[1], 0)) % of them in the output layer)"
  }
}

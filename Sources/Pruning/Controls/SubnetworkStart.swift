public import Tabular
public import Training

/// What a found sub-network is trained again from, to see what its trained weights are worth
/// (paper, section 4.1; "lottery tickets" in Frankle and Carbin, arXiv:1803.03635).
public enum SubnetworkStart: String, CaseIterable, Codable, Sendable {
  /// Fresh random weights, drawn as those of a network of its size.
  case random
  /// The weights that it had at initialisation.
  case initial = "init"
}

extension TrainingState {
  /// The connections of `found`, untrained.
  /// - Parameters:
  ///   - initial: the network at its initialisation that `found` was pruned from.
  ///   - stream: draws the random weights, and shuffles the minibatches.
  /// - Precondition: `found` was pruned from a network of the widths of `initial`.
  public init(
    retraining found: Network, from start: SubnetworkStart, initial: Network,
    stream: RandomStream
  ) {
    var stream = stream
    let network =
      switch start {
      case .random: Network(connectedAs: found, using: &stream)
      case .initial: initial.subnetwork(of: found)
      }
    self.init(network: network, stream: stream)
  }
}

public import Tabular
public import Training

/// What a found sub-network is trained again from, to see what its trained weights are worth
/// (paper, section 4.1; "lottery tickets" in Frankle and Carbin, arXiv:1803.03635).
public enum SubnetworkStart: String, CaseIterable, Codable, Sendable {
  /// Fresh random weights, drawn as those of a network of its size.
  case random
  /// The weights that it had at initialisation.
  case initial = "init"
  /// The weights at initialisation of as many other connections in each layer, drawn at random: what it matters which
  /// connections they are (Frankle et al., arXiv:2009.08576, section 4).
  case shuffled
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
      case .shuffled: Network(shuffling: found, in: initial, using: &stream)
      }
    self.init(network: network, stream: stream)
  }
}

extension Network {
  /// The weights of `initial` with as many connections in each layer as `found` has, drawn at random.
  fileprivate init(shuffling found: Network, in initial: Network, using stream: inout RandomStream)
  {
    let widths = [initial.layers[0].inputs] + initial.layers.map(\.outputs)
    let mask = ConnectionMask(of: found, in: widths).shuffled(using: &stream)
    self = initial.connected(as: mask)
  }
}

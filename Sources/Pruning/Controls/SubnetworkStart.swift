public import Tabular
public import Training

/// The weights from which a found sub-network is trained a second time, to see how much its trained weights
/// matter (paper, section 4.1; "lottery tickets" in Frankle and Carbin, arXiv:1803.03635).
public enum SubnetworkStart: String, CaseIterable, Codable, Sendable {
  /// New random weights, drawn like those of a new network of its size; the paper's column `random`.
  case reinitialised = "random"
  /// The weights that it had at initialisation; the paper's column `init`.
  case rewound = "init"
  /// The weights at initialisation of as many other connections in each layer, drawn at random: what it matters which
  /// connections they are (Frankle et al., arXiv:2009.08576, section 4).
  case shuffled
}

extension TrainingState {
  /// The connections of `found`, untrained: reinitialised, rewound or shuffled.
  /// - Parameters:
  ///   - initial: the network from which `found` was pruned, at its initialisation.
  ///   - stream: draws the random weights and shuffles the minibatches.
  /// - Precondition: `found` was pruned from a network of the same widths as `initial`.
  public init(
    subnetwork found: Network, from start: SubnetworkStart, initial: Network,
    stream: RandomStream
  ) {
    var stream = stream
    let network =
      switch start {
      case .reinitialised: Network(connectedAs: found, using: &stream)
      case .rewound: initial.subnetwork(of: found)
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

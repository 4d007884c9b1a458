public import Tabular
public import Training

/// The weights from which a found sub-network is trained a second time, to see how much its trained weights
/// matter (paper, section 4.1; "lottery tickets" in Frankle and Carbin, arXiv:1803.03635).
public enum SubnetworkStart: String, CaseIterable, Codable, Sendable {
  /// New random weights, drawn like those of a new network of its size; the paper's column `random`.
  case reinitialised = "random"
  /// The weights that it had at initialisation; the paper's column `init`.
  case rewound = "init"
}

extension TrainingState {
  /// The connections of `found`, untrained: reinitialised or rewound.
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
      }
    self.init(network: network, stream: stream)
  }
}

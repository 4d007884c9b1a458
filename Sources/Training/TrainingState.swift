public import Tabular

/// A network in training: its weights, masks and Adam moments, the steps taken, and the stream that shuffles
/// its minibatches. It is a value: a copy can be trained separately.
public struct TrainingState: Hashable, Sendable {
  /// The network as it is trained so far.
  public package(set) var network: Network
  /// Adam steps taken so far.
  public internal(set) var step = 0
  var stream: RandomStream

  /// A network with random weights; both they and the later shuffling are drawn from `stream`.
  public init(_ architecture: Architecture, stream: RandomStream) {
    self.stream = stream
    network = Network(architecture, using: &self.stream)
  }

  /// A given network, with its moments unchanged; `stream` shuffles its minibatches.
  public init(network: Network, stream: RandomStream) {
    self.network = network
    self.stream = stream
  }

  /// The order of the next epoch: `samples` shuffled.
  mutating func nextOrder(of samples: [Int32]) -> [Int32] {
    var order = samples
    stream.shuffle(&order)
    return order
  }
}

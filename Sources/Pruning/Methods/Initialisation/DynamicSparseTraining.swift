import Tabular
public import Training

/// Training that is sparse from the start to the end: at the start of an epoch each layer drops some of its smallest
/// connections and grows as many others.
///
/// The first connections are drawn at random, with Erdős–Rényi densities. Over the first three quarters of the epochs
/// the share of a layer's connections that is dropped falls from 0.3 to 0 as half a cosine (Evci et al.,
/// arXiv:1911.11134, section 3).
public struct DynamicSparseTraining: Method {
  /// Which connections are grown.
  public enum Growth: String, CaseIterable, Hashable, Sendable {
    /// Any, at random: SET (Mocanu et al., doi:10.1038/s41467-018-04316-3).
    case random
    /// Those whose weight would change the loss most: RigL (Evci et al., arXiv:1911.11134).
    case gradient
  }

  /// `set` or `rigl`.
  public let identifier: String
  /// `SET` or `RigL`.
  public let title: String
  /// Mocanu et al. of SET; Evci et al.
  public var papers: [Paper] { growth == .random ? [.mocanu, .evci] : [.evci] }
  /// Yes.
  public let isPruned = true
  /// More than that of methods that prune once.
  public let relativeCost = 0.8
  /// No: it is sparse from the start.
  public let continuesPretraining = false
  private let growth: Growth

  /// - Parameter growth: which connections are grown.
  public init(_ growth: Growth) {
    identifier = growth == .random ? "set" : "rigl"
    title = growth == .random ? "SET" : "RigL"
    self.growth = growth
  }

  /// The first whose connections stay.
  public func firstEpoch(in schedule: MethodSchedule) -> Int {
    max(1, Self.lastChange(in: schedule.epochs))
  }

  /// Trains, and changes connections on the way.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var stream = start.stream("connections")
    let counts = LayerDensities.erdosRenyi.connections(start.target, widths: start.widths)
    let mask = ConnectionMask(random: counts, widths: start.widths, using: &stream)
    var state = TrainingState(
      network: start.initial.connected(as: mask), stream: start.stream("minibatches"))
    let last = Self.lastChange(in: start.epochs)
    let batch = min(start.trainer.hyperparameters.batchSize, start.trainer.rows.count)
    let curve = try start.train(
      &state, isChanged: { $0 >= 2 && $0 <= last },
      change: { network, epoch throws(TrainingError) in
        let share = Self.share(in: epoch - 1, of: last)
        let scores: ConnectionScores
        switch growth {
        case .random:
          scores = ConnectionScores(randomFor: network, using: &stream)
        case .gradient:
          var rows = start.trainer.rows
          stream.shuffle(&rows)
          let gradient = try start.trainer.gradient(of: network, rows: Array(rows.prefix(batch)))
          scores = ConnectionScores(layers: gradient.layers.map { $0.weights.map(\.magnitude) })
        }
        network.exchange(share, growing: scores)
      }, observe: observe)
    return (state, curve)
  }

  /// The last epoch, counted from 1, before which connections may change.
  static func lastChange(in epochs: Int) -> Int { 3 * epochs / 4 }

  /// α / 2 · (1 + cos(π t / T)) with α = 0.3.
  static func share(in epoch: Int, of end: Int) -> Double {
    0.15 * (1 + halfCosine(Double(epoch) / Double(end)))
  }

  /// cos(π x) for x from 0 to 1, by its Taylor series around 1/2, whose error is below 1e-13: the bits of a library's
  /// cosine depend on the machine.
  static func halfCosine(_ x: Double) -> Double {
    let y = Double.pi * (x - 0.5)
    var (term, sum) = (-y, -y)
    for k in stride(from: 2.0, through: 20, by: 2) {
      term *= -y * y / (k * (k + 1))
      sum += term
    }
    return sum
  }
}

extension Network {
  /// Each layer drops `share` of its connections, those of smallest |w|, and grows as many of those that it has not
  /// kept, those with the largest scores. A connection that is dropped and grown at once keeps its weight.
  mutating func exchange(_ share: Double, growing scores: ConnectionScores) {
    let before = mask
    let counts = before.connectionsByLayer
    let dropped = counts.map { Int((share * Double($0)).rounded(.down)) }
    let kept = ConnectionScores(magnitudesOf: self)
      .largest(zip(counts, dropped).map { $0 - $1 }, among: before)
    let free = ConnectionMask(layers: kept.layers.map { $0.map { !$0 } })
    let grown = scores.largest(dropped, among: free)
    connect(
      as: ConnectionMask(
        layers: zip(kept.layers, grown.layers).map { zip($0, $1).map { $0 || $1 } }))
  }
}

extension ConnectionScores {
  /// Scores drawn at random.
  fileprivate init(randomFor network: Network, using stream: inout RandomStream) {
    layers = network.layers.map { layer in
      (0..<layer.inputs * layer.outputs).map { _ in stream.symmetricUniform() }
    }
  }
}

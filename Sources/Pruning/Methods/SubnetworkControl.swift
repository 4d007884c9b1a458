public import Training

/// A control that shows how much of a found sub-network matters. Its connections are trained a second time, for as many
/// epochs as a dense network: from new random weights (reinitialised), which leaves out the trained weights, or from
/// their weights at initialisation (rewound); or, in each layer, as many others are, from the weights at initialisation
/// (shuffled), which leaves out the places (paper, section 4.1; Frankle and Carbin, arXiv:1803.03635; Frankle et al.,
/// arXiv:2009.08576).
public struct SubnetworkControl: Method {
  /// `reinitialised`, `rewound` or `shuffled`.
  public let identifier: String
  /// `reinitialised NN+CPNA`.
  public var title: String { "\(start) \(method.title)" }
  /// The method's own, and those of the controls.
  public var papers: [Paper] { method.papers + [.frankleLottery, .frankleAtInitialisation] }
  /// True: it has the connections that the other method found.
  public let isPruned = true
  /// False: its weights start anew.
  public let continuesPretraining = false
  /// As the method that finds the sub-network.
  public var usesPretraining: Bool { method.usesPretraining }
  /// As of the method that finds the sub-network.
  public var largestNetwork: Int? { method.largestNetwork }
  /// The sub-network is found, and trained once more.
  public var relativeCost: Double { method.relativeCost + 0.4 }
  /// As of the method that finds the sub-network.
  public func otherWork(on architecture: Architecture) -> Double {
    method.otherWork(on: architecture)
  }
  private var method: any Method
  private let start: SubnetworkStart

  /// - Parameters:
  ///   - method: the method that finds the sub-network.
  ///   - start: the weights that it is trained from.
  public init(of method: any Method = CPNA(), from start: SubnetworkStart) {
    identifier =
      method.identifier == Self.standard
      ? "\(start)" : "\(start)-\(method.identifier)"
    self.method = method
    self.start = start
  }

  /// The method whose sub-networks are trained again unless another is chosen.
  private static let standard = "cpna"

  /// Reads `of`, the method that finds the sub-network: one of PruneBench's own that prune and are no controls, CPNA
  /// unless it is chosen. And that method's options.
  public func configured(by options: inout MethodOptions) throws(OptionError) -> SubnetworkControl {
    let methods =
      [method]
      + MethodCatalogue.standard.methods.filter {
        $0.isPruned && !($0 is SubnetworkControl) && $0.identifier != method.identifier
      }
    let name = try options.optionalWord(
      "of", among: methods.map(\.identifier),
      default: method.identifier == Self.standard ? nil : method.identifier)
    var result = self
    result.method = try (methods.first { $0.identifier == name } ?? method)
      .configured(by: &options)
    return result
  }

  /// The first epoch: the sub-network has its final connections from the start.
  public func firstEpoch(in schedule: MethodSchedule) -> Int { 1 }

  /// Finds the sub-network, resets its weights and trains it.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    let found = try method.train(start) { _ in }
    var state = TrainingState(
      subnetwork: found.state.network, from: self.start, initial: start.initial,
      stream: start.stream(identifier))
    let first = try start.trainer.train(
      &state, epochs: start.pretrainingEpochs, observe: observe)
    let rest = try start.trainer.train(
      &state, epochs: start.annealing.epochs, decay: start.decay, observe: observe)
    return (state, first.followed(by: rest))
  }
}

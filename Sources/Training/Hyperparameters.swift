/// The hyperparameters of a training, apart from the architecture and the schedule.
public struct Hyperparameters: Hashable, Sendable {
  /// Adam's learning rate, positive.
  public let learningRate: Double
  /// The coefficient of the L2 penalty, added to the gradient as `l2 * weight` (coupled), of
  /// weights and biases alike; not negative.
  public let l2: Double
  /// The coefficient of the L1 penalty on weights, not on biases: each step ends with its proximal step, which
  /// makes small weights exactly 0; not negative.
  public let l1: Double
  /// The samples in a minibatch, positive.
  public let batchSize: Int

  /// The decay rate of Adam's first moment; this and the next two have their customary values (Kingma and Ba,
  /// arXiv:1412.6980).
  public let beta1 = 0.9
  /// The decay rate of Adam's second moment.
  public let beta2 = 0.999
  /// The term that Adam adds to the denominator.
  public let epsilon = 1e-8

  /// - Precondition: the ranges above.
  public init(learningRate: Double = 1e-3, l2: Double, l1: Double = 0, batchSize: Int) {
    precondition(learningRate > 0 && l2 >= 0 && l1 >= 0 && batchSize > 0)
    self.learningRate = learningRate
    self.l2 = l2
    self.l1 = l1
    self.batchSize = batchSize
  }

  /// The same hyperparameters with the learning rate multiplied by `factor`.
  func scalingRate(by factor: Double) -> Hyperparameters {
    Hyperparameters(learningRate: factor * learningRate, l2: l2, l1: l1, batchSize: batchSize)
  }

  /// The same with an L1 penalty.
  public func penalizing(l1: Double) -> Hyperparameters {
    Hyperparameters(learningRate: learningRate, l2: l2, l1: l1, batchSize: batchSize)
  }
}

/// The hyperparameters of a training, apart from the architecture and the schedule.
public struct Hyperparameters: Hashable, Sendable {
  /// Adam's learning rate, positive.
  public let learningRate: Double
  /// The coefficient of the L2 penalty, added to the gradient as `l2 * weight` (coupled), of
  /// weights and biases alike; not negative.
  public let l2: Double
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
  public init(learningRate: Double = 1e-3, l2: Double, batchSize: Int) {
    precondition(learningRate > 0 && l2 >= 0 && batchSize > 0)
    self.learningRate = learningRate
    self.l2 = l2
    self.batchSize = batchSize
  }

  /// The same hyperparameters with the learning rate multiplied by `factor`.
  func scalingRate(by factor: Double) -> Hyperparameters {
    Hyperparameters(learningRate: factor * learningRate, l2: l2, batchSize: batchSize)
  }
}

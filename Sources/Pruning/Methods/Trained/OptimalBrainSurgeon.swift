import Tabular
public import Training

/// Optimal Brain Surgeon: the connection whose removal raises the loss least, once all other weights have answered, goes
/// first, and they answer (Hassibi and Stork 1992, "Second order derivatives for network pruning", NIPS 5).
///
/// Before each of the first epochs after the pretraining up to half of the connections go, before the last of them
/// all that are too many, with second derivatives taken anew. Networks may have no more than ``largestNetwork`` weights and biases: the inverse Hessian has the square
/// of that.
public struct OptimalBrainSurgeon: Method {
  /// `obs`.
  public let identifier = "obs"
  /// `OBS`.
  public let title = "OBS"
  /// Hassibi and Stork.
  public var papers: [Paper] { [.hassibi] }
  /// Yes.
  public let isPruned = true
  /// 2,000 weights and biases.
  public let largestNetwork: Int? = 2000
  /// Each connection that goes changes the whole inverse Hessian: 3e-10 seconds for the cube of the weights and biases
  /// in reports/methods/uci, twelve times as long as the engine's multiplications.
  public func otherWork(on architecture: Architecture) -> Double {
    let size = Double(architecture.parameters)
    return 12 * size * size * size
  }
  /// The second derivatives are taken on so many rows, drawn anew each time.
  private static let rows = 300
  private static let damping = 1e-4

  /// Optimal Brain Surgeon.
  public init() {}

  /// Prunes and trains on.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var stream = start.stream("rows")
    var state = start.pretrained
    var curve = LearningCurve()
    let last = start.annealing.targetEpoch
    try start.trainer.train(
      &state, epochs: start.annealing.epochs, of: start.annealing.epochs, after: &curve,
      decay: start.decay, isChanged: { $0 <= last },
      change: { network, epoch in
        let left = network.connectionsByLayer.reduce(0, +)
        guard left > start.target else { return }
        let count = epoch == last ? start.target : max(start.target, left / 2)
        var rows = start.trainer.rows
        stream.shuffle(&rows)
        let derivatives = LossDerivatives(
          of: network, on: start.trainer.table, rows: rows.prefix(Self.rows).sorted())
        network.operate(
          derivatives, damping: Self.damping + start.trainer.hyperparameters.l2, keeping: count)
      }, observe: observe)
    return (state, curve)
  }
}

extension Network {
  /// Removes connections one by one until `count` are left; no layer loses its last one.
  /// - Parameters:
  ///   - derivatives: those of the loss, of which the Gauss-Newton matrix is taken.
  ///   - damping: is added to its diagonal.
  mutating func operate(_ derivatives: LossDerivatives, damping: Double, keeping count: Int) {
    var mask = mask
    // What is left: the connections of each layer, and then its biases.
    var parameters: [(layer: Int, place: Int?, position: Int)] = []
    var values: [Double] = []
    var offset = 0
    for (index, layer) in layers.enumerated() {
      let weights = layer.weightValues.count
      for (place, isKept) in mask.layers[index].enumerated() where isKept {
        parameters.append((index, place, offset + place))
        values.append(Double(layer.weightValues[place]))
      }
      for (output, bias) in layer.biasValues.enumerated() {
        parameters.append((index, nil, offset + weights + output))
        values.append(Double(bias))
      }
      offset += weights + layer.biasValues.count
    }
    var surgeon = SurgeonNetwork(
      weights: values,
      hessian: derivatives.gaussNewton(damping: damping, of: parameters.map(\.position)))
    var left = mask.connectionsByLayer
    while left.reduce(0, +) > count {
      var best: (saliency: Double, index: Int)?
      for (index, parameter) in parameters.enumerated() {
        guard let place = parameter.place, mask.layers[parameter.layer][place],
          left[parameter.layer] > 1 || count < layers.count
        else { continue }
        let saliency = surgeon.saliency(of: index)
        if saliency < best?.saliency ?? .infinity { best = (saliency, index) }
      }
      guard let best, let place = parameters[best.index].place else { break }
      surgeon.remove(best.index)
      mask.layers[parameters[best.index].layer][place] = false
      left[parameters[best.index].layer] -= 1
    }
    connect(as: mask)
    for (index, parameter) in parameters.enumerated() {
      let value = Float(surgeon.weights[index])
      guard let place = parameter.place else {
        let output =
          parameter.position - start(of: parameter.layer)
          - layers[parameter.layer].weightValues.count
        layers[parameter.layer].biases.values[output] = value
        continue
      }
      if mask.layers[parameter.layer][place] {
        layers[parameter.layer].weights.values[place] = value
      }
    }
  }

  /// The place of a layer's first weight among all parameters.
  private func start(of layer: Int) -> Int {
    layers[..<layer].map { $0.weightValues.count + $0.biasValues.count }.reduce(0, +)
  }
}

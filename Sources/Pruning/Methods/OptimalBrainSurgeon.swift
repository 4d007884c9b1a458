import Tabular
public import Training

/// Optimal Brain Surgeon: the connection whose removal raises the loss least, once all other weights have answered, goes
/// first, and they answer (Hassibi and Stork 1992, "Second order derivatives for network pruning", NIPS 5).
///
/// Before each of the first epochs after the pretraining up to half of the connections go, with second derivatives
/// taken anew. Networks may have no more than ``largestNetwork`` weights and biases: the inverse Hessian has the square
/// of that.
public struct OptimalBrainSurgeon: Method {
  /// `obs`.
  public let identifier = "obs"
  /// `OBS`.
  public let title = "OBS"
  /// Yes.
  public let isPruned = true
  /// 2,000 weights and biases.
  public let largestNetwork: Int? = 2000
  /// The second derivatives are taken on so many rows, drawn anew each time.
  private static let rows = 500
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
          derivatives.gaussNewton(damping: Self.damping + start.trainer.hyperparameters.l2),
          keeping: count)
      }, observe: observe)
    return (state, curve)
  }
}

extension Network {
  /// Removes connections one by one until `count` are left; no layer loses its last one.
  /// - Parameter hessian: by all weights and biases, layer by layer.
  mutating func operate(_ hessian: SymmetricMatrix, keeping count: Int) {
    let parameters = layers.map { $0.weightValues + $0.biasValues }
    var surgeon = SurgeonNetwork(
      weights: parameters.flatMap { $0.map(Double.init) }, hessian: hessian)
    let starts = parameters.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    var mask = mask
    // What was removed before is no parameter any more.
    for (layer, kept) in mask.layers.enumerated() {
      for (place, isKept) in kept.enumerated() where !isKept {
        surgeon.remove(starts[layer] + place)
      }
    }
    var left = mask.connectionsByLayer
    while left.reduce(0, +) > count {
      var best: (saliency: Double, layer: Int, place: Int)?
      for (layer, kept) in mask.layers.enumerated() where left[layer] > 1 || count < layers.count {
        for (place, isKept) in kept.enumerated() where isKept {
          let saliency = surgeon.saliency(of: starts[layer] + place)
          if saliency < best?.saliency ?? .infinity { best = (saliency, layer, place) }
        }
      }
      guard let best else { break }
      surgeon.remove(starts[best.layer] + best.place)
      mask.layers[best.layer][best.place] = false
      left[best.layer] -= 1
    }
    connect(as: mask)
    for (index, layer) in layers.enumerated() {
      let values = surgeon.weights[starts[index]..<starts[index + 1]].map { Float($0) }
      let weights = layer.weightValues.count
      for (place, isKept) in mask.layers[index].enumerated() where isKept {
        layers[index].weights.values[place] = values[place]
      }
      layers[index].biases.values = Array(values[weights...])
    }
  }
}

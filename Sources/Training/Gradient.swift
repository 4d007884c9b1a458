/// The gradient of a loss by every weight and bias of a network, weights of removed connections included: what they
/// would learn if they were there.
public struct Gradient: Hashable, Sendable {
  /// The part of one layer.
  public struct Layer: Hashable, Sendable {
    /// `[inputs, outputs]`, row-major.
    public var weights: [Float]
    /// `[outputs]`.
    public var biases: [Float]
  }

  /// From the input side.
  public let layers: [Layer]
}

extension Gradient {
  /// The mean of several gradients of one network, each with its weight; the sums are in double precision.
  /// - Precondition: at least one; the weights add up to 1.
  init(mean parts: [(gradient: Gradient, weight: Double)]) {
    guard parts.count > 1 else {
      self = parts[0].gradient
      return
    }
    func mean(_ values: (Layer) -> [Float], _ layer: Int) -> [Float] {
      let parts = parts.map { (values($0.gradient.layers[layer]), $0.weight) }
      return parts[0].0.indices.map { index in
        Float(parts.reduce(0.0) { $0 + $1.1 * Double($1.0[index]) })
      }
    }
    layers = parts[0].gradient.layers.indices.map {
      Layer(weights: mean(\.weights, $0), biases: mean(\.biases, $0))
    }
  }
}

extension Network {
  /// The same function, with every connection there, those that were removed at weight 0, and all moments 0.
  func unmasked() -> Network {
    var result = self
    for index in layers.indices {
      result.layers[index].mask = nil
      result.layers[index].weights = Parameters(values: layers[index].weights.values)
      result.layers[index].biases = Parameters(values: layers[index].biases.values)
    }
    return result
  }
}

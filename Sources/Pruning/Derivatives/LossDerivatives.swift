import Tabular
import Training

/// First and second derivatives of a network's loss, in double precision, one sample at a time: what criteria need once,
/// not what training needs each step.
///
/// The loss is the mean cross-entropy of the samples; the logits can be divided by a temperature first. Vectors of
/// derivatives have one array a layer: its weights `[inputs, outputs]`, then its biases. ReLU's second derivative is 0.
struct LossDerivatives {
  let layers: [LayerShape]
  /// Where the derivatives are taken.
  var weights: [[Double]]
  let samples: [(features: [Double], label: Int)]
  let temperature: Double

  struct LayerShape {
    let inputs: Int
    let outputs: Int
  }

  /// - Precondition: at least one row.
  init(of network: Network, on table: SampleTable, rows: [Int], temperature: Double = 1) {
    layers = network.layers.map { LayerShape(inputs: $0.inputs, outputs: $0.outputs) }
    weights = network.layers.map { ($0.weightValues + $0.biasValues).map(Double.init) }
    samples = rows.map { row in
      (table.features(of: row, network.features).map(Double.init), table.labels[row])
    }
    self.temperature = temperature
  }

  /// The gradient.
  /// - Complexity: O(samples · weights).
  func gradient() -> [[Double]] {
    var result = weights.map { $0.map { _ in 0.0 } }
    for sample in samples {
      let outputs = activations(of: sample.features)
      var delta = logitGradient(outputs[layers.count], sample.label)
      for index in layers.indices.reversed() {
        add(outer: outputs[index], delta, to: &result[index])
        if index > 0 { delta = back(weights[index], delta, layers[index], gate: outputs[index]) }
      }
    }
    return result
  }

  /// The product of the Hessian with `vector` (Pearlmutter's R operator, doi:10.1162/neco.1994.6.1.147).
  /// - Complexity: O(samples · weights).
  func hessianProduct(_ vector: [[Double]]) -> [[Double]] {
    var result = weights.map { $0.map { _ in 0.0 } }
    for sample in samples {
      let outputs = activations(of: sample.features)
      // The derivative of each layer's inputs along the vector.
      var slopes = [sample.features.map { _ in 0.0 }]
      for (index, shape) in layers.enumerated() {
        var slope = forward(vector[index], outputs[index], shape)
        let through = forward(weights[index], slopes[index], shape, withBiases: false)
        let isOutput = index == layers.count - 1
        for o in slope.indices {
          slope[o] = isOutput || outputs[index + 1][o] > 0 ? slope[o] + through[o] : 0
        }
        slopes.append(slope)
      }
      let logits = outputs[layers.count]
      var delta = logitGradient(logits, sample.label)
      let shares = probabilities(logits)
      let scaled = slopes[layers.count].map { $0 / temperature }
      let mean = zip(shares, scaled).reduce(0) { $0 + $1.0 * $1.1 }
      var slope = zip(shares, scaled).map {
        $0 * ($1 - mean) / temperature / Double(samples.count)
      }
      for index in layers.indices.reversed() {
        add(outer: slopes[index], delta, withBiases: false, to: &result[index])
        add(outer: outputs[index], slope, to: &result[index])
        guard index > 0 else { break }
        let along = back(vector[index], delta, layers[index], gate: outputs[index])
        let through = back(weights[index], slope, layers[index], gate: outputs[index])
        slope = zip(along, through).map { $0 + $1 }
        delta = back(weights[index], delta, layers[index], gate: outputs[index])
      }
    }
    return result
  }

  /// The Gauss-Newton matrix of some parameters, plus `damping` times the identity: the Hessian as if the logits were
  /// linear in the parameters.
  /// - Parameter places: of the parameters in the order of the vectors, layer by layer; nil for all.
  /// - Complexity: O(samples · classes · parameters²).
  func gaussNewton(damping: Double, of places: [Int]? = nil) -> SymmetricMatrix {
    let places = places ?? Array(0..<weights.map(\.count).reduce(0, +))
    var matrix = SymmetricMatrix(size: places.count, diagonal: damping)
    for sample in samples {
      let outputs = activations(of: sample.features)
      let shares = probabilities(outputs[layers.count])
      for (label, share) in shares.enumerated() {
        // The gradient if this were the class; over the classes, by their probabilities, its outer
        // products are the Gauss-Newton matrix.
        var delta = shares.enumerated().map { ($1 - ($0 == label ? 1 : 0)) / temperature }
        var gradient = weights.map { $0.map { _ in 0.0 } }
        for index in layers.indices.reversed() {
          add(outer: outputs[index], delta, to: &gradient[index])
          if index > 0 { delta = back(weights[index], delta, layers[index], gate: outputs[index]) }
        }
        let all = gradient.flatMap(\.self)
        matrix.add(share / Double(samples.count), outer: places.map { all[$0] })
      }
    }
    return matrix
  }
}

extension LossDerivatives {
  /// The inputs of each layer, then the logits.
  private func activations(of features: [Double]) -> [[Double]] {
    var result = [features]
    for (index, shape) in layers.enumerated() {
      let sums = forward(weights[index], result[index], shape)
      result.append(index == layers.count - 1 ? sums : sums.map { max($0, 0) })
    }
    return result
  }

  private func forward(
    _ weights: [Double], _ inputs: [Double], _ shape: LayerShape, withBiases: Bool = true
  ) -> [Double] {
    let outputs = shape.outputs
    var sums =
      withBiases ? Array(weights.suffix(outputs)) : Array(repeating: 0.0, count: outputs)
    for (i, input) in inputs.enumerated() where input != 0 {
      for o in 0..<outputs { sums[o] += input * weights[i * outputs + o] }
    }
    return sums
  }

  /// What reaches a layer's inputs of `delta` at its outputs; nothing where an input is not positive.
  private func back(
    _ weights: [Double], _ delta: [Double], _ shape: LayerShape, gate: [Double]
  ) -> [Double] {
    (0..<shape.inputs).map { i in
      guard gate[i] > 0 else { return 0 }
      var sum = 0.0
      for o in 0..<shape.outputs { sum += weights[i * shape.outputs + o] * delta[o] }
      return sum
    }
  }

  private func add(
    outer inputs: [Double], _ delta: [Double], withBiases: Bool = true, to sum: inout [Double]
  ) {
    for (i, input) in inputs.enumerated() where input != 0 {
      for o in delta.indices { sum[i * delta.count + o] += input * delta[o] }
    }
    guard withBiases else { return }
    for o in delta.indices { sum[inputs.count * delta.count + o] += delta[o] }
  }

  private func logitGradient(_ logits: [Double], _ label: Int) -> [Double] {
    probabilities(logits).enumerated().map { index, share in
      (share - (index == label ? 1 : 0)) / temperature / Double(samples.count)
    }
  }

  /// Softmax of the logits divided by the temperature.
  func probabilities(_ logits: [Double]) -> [Double] {
    softmax(logits.map { $0 / temperature })
  }
}

import Training

extension Network {
  /// The smallest norm by which weights are divided: its square is far above the smallest number of single
  /// precision.
  private static let smallestNorm: Float = 1e-10

  /// Gives every hidden node incoming weights of norm 1 without changing the network's function.
  ///
  /// A node's incoming weights and bias are divided by the norm, its outgoing weights multiplied by it (paper,
  /// equation 3). ReLU is positively homogeneous, so the function stays the same. After that, the magnitudes in
  /// one layer can be compared. Adam's moments follow, or stay.
  ///
  /// The L2 penalty produces two kinds of nodes that could make a run diverge (reports/stability). Where the
  /// incoming weights are tiny compared with the bias, dividing by their norm would make the bias, and so the
  /// activation, huge, and Adam's next steps of the outgoing weights have a fixed size. If the normalisation is
  /// bounded, such a node is divided by its bias / 10 instead. A node whose weights and bias are both tiny is
  /// left alone: its moments, divided by the square of the norm, would overflow.
  /// - Complexity: O(weights).
  mutating func normalizeHiddenNodes(
    _ normalization: Normalization = .bounded, moments: Moments = .rescaled
  ) {
    guard let largestBias = normalization.largestBias else { return }
    for index in layers.indices.dropLast() {
      let divisors = zip(layers[index].incomingNorms, layers[index].biasValues).map {
        let divisor = max($0, $1.magnitude / largestBias)
        return divisor >= Self.smallestNorm ? divisor : nil
      }
      layers[index].rescaleIncoming(by: divisors.map { $0.map { 1 / $0 } }, moments)
      layers[index + 1].rescaleOutgoing(by: divisors, moments)
    }
  }
}

extension Layer {
  /// The Euclidean norm of each output's incoming weights, summed in double precision.
  var incomingNorms: [Float] {
    var squares = Array(repeating: 0.0, count: outputs)
    for input in 0..<inputs {
      for output in 0..<outputs {
        let weight = Double(weights.values[input * outputs + output])
        squares[output] += weight * weight
      }
    }
    return squares.map { Float($0.squareRoot()) }
  }

  /// Rescales the weights to each output, and its bias; without a factor they stay.
  fileprivate mutating func rescaleIncoming(by factors: [Float?], _ moments: Moments) {
    // Row by row, as they lie in memory.
    for input in 0..<inputs { weights.rescale(from: input * outputs, by: factors, moments) }
    biases.rescale(from: 0, by: factors, moments)
  }

  /// Rescales the weights from each input; without a factor they stay.
  fileprivate mutating func rescaleOutgoing(by factors: [Float?], _ moments: Moments) {
    for (input, factor) in factors.enumerated() {
      weights.rescale(
        from: input * outputs, by: Array(repeating: factor, count: outputs), moments)
    }
  }
}

extension Parameters {
  fileprivate mutating func rescale(from start: Int, by factors: [Float?], _ moments: Moments) {
    switch moments {
    case .rescaled: rescale(from: start, by: factors)
    case .kept:
      for (index, factor) in zip(start..., factors) { values[index] *= factor ?? 1 }
    }
  }
}

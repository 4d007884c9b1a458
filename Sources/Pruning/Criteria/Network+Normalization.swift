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
      let norms = layers[index].incomingNorms
      for (node, norm) in norms.enumerated() {
        let bias = layers[index].biasValues[node].magnitude
        let divisor = max(norm, bias / largestBias)
        guard divisor >= Self.smallestNorm else { continue }
        layers[index].rescaleIncoming(of: node, by: 1 / divisor, moments)
        layers[index + 1].rescaleOutgoing(of: node, by: divisor, moments)
      }
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

  mutating func rescaleIncoming(of output: Int, by factor: Float, _ moments: Moments) {
    for input in 0..<inputs { weights.rescale(at: input * outputs + output, by: factor, moments) }
    biases.rescale(at: output, by: factor, moments)
  }

  mutating func rescaleOutgoing(of input: Int, by factor: Float, _ moments: Moments) {
    for output in 0..<outputs {
      weights.rescale(at: input * outputs + output, by: factor, moments)
    }
  }
}

extension Parameters {
  fileprivate mutating func rescale(at index: Int, by factor: Float, _ moments: Moments) {
    switch moments {
    case .rescaled: rescale(at: index, by: factor)
    case .kept: values[index] *= factor
    }
  }
}

import Training

extension LossDerivatives {
  /// So many samples are taken together: their matrices stay in the processor's caches, and are too small for the
  /// allocator to hand their pages back to the system after each.
  private static let block = 64

  /// Optimal Brain Damage's diagonal of the Hessian: second derivatives go back through the layers as gradients do,
  /// their mixed ones neglected (LeCun, Denker and Solla 1989, equations 6 to 9).
  ///
  /// OBD needs it after each epoch. So it takes many samples together, by products of matrices. Each sum has the bits of
  /// a loop over single samples.
  /// - Complexity: O(samples · weights).
  func hessianDiagonal() -> [[Double]] {
    let matrices = zip(layers, weights).map { DiagonalMatrices($0, $1) }
    let factor = 1 / (temperature * temperature * Double(samples.count))
    var ofWeights = layers.map { DoubleMatrix(rows: $0.inputs, columns: $0.outputs) }
    var ofBiases = layers.map { Array(repeating: 0.0, count: $0.outputs) }
    for first in stride(from: 0, to: samples.count, by: Self.block) {
      let block = samples[first..<min(first + Self.block, samples.count)]
      let (inputs, logits) = forward(block.map(\.features), through: matrices)
      var curvature = DoubleMatrix(
        block.indices.map { sample in
          probabilities(Array(logits[row: sample - first])).map { factor * $0 * (1 - $0) }
        }, columns: logits.columns)
      for index in layers.indices.reversed() {
        ofWeights[index].add(transposeOf: inputs[index].squared(), times: curvature)
        curvature.addRows(to: &ofBiases[index])
        if index > 0 { curvature = matrices[index].back(curvature, to: inputs[index]) }
      }
    }
    return zip(ofWeights, ofBiases).map { weights, biases in
      (0..<weights.rows).flatMap { weights[row: $0] } + biases
    }
  }

  /// For each layer its inputs, `[samples, inputs]`; and the logits, `[samples, classes]`.
  private func forward(
    _ features: [[Double]], through matrices: [DiagonalMatrices]
  ) -> (inputs: [DoubleMatrix], logits: DoubleMatrix) {
    var inputs = [DoubleMatrix(features, columns: layers[0].inputs)]
    for layer in matrices.dropLast() {
      var sums = layer.sums(of: inputs[inputs.count - 1])
      sums.rectify()
      inputs.append(sums)
    }
    return (inputs, matrices[matrices.count - 1].sums(of: inputs[inputs.count - 1]))
  }
}

/// One layer's parameters, as the diagonal of the Hessian needs them.
private struct DiagonalMatrices {
  /// `[inputs, outputs]`.
  let weights: DoubleMatrix
  let biases: [Double]
  /// `[outputs, inputs]`.
  let transposedSquares: DoubleMatrix

  /// - Parameter parameters: the weights `[inputs, outputs]`, then the biases.
  init(_ shape: LossDerivatives.LayerShape, _ parameters: [Double]) {
    weights = DoubleMatrix(rows: shape.inputs, columns: shape.outputs) { input, output in
      parameters[input * shape.outputs + output]
    }
    biases = Array(parameters.suffix(shape.outputs))
    transposedSquares = DoubleMatrix(rows: shape.outputs, columns: shape.inputs) { output, input in
      let weight = parameters[input * shape.outputs + output]
      return weight * weight
    }
  }

  /// What the nodes of the layer add up, `[samples, outputs]`.
  func sums(of inputs: DoubleMatrix) -> DoubleMatrix {
    var sums = DoubleMatrix(rows: inputs.rows, repeating: biases)
    sums.add(inputs, times: weights)
    return sums
  }

  /// The second derivatives by the layer's inputs, `[samples, inputs]`, from those by its sums: 0 where ReLU is.
  func back(_ curvature: DoubleMatrix, to inputs: DoubleMatrix) -> DoubleMatrix {
    var result = DoubleMatrix(rows: inputs.rows, columns: inputs.columns)
    result.add(curvature, times: transposedSquares)
    result.clear(whereNotPositive: inputs)
    return result
  }
}

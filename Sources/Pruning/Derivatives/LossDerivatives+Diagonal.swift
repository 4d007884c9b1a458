import Training

extension LossDerivatives {
  /// Optimal Brain Damage's diagonal of the Hessian: second derivatives go back through the layers as gradients do,
  /// their mixed ones neglected (LeCun, Denker and Solla 1989, equations 6 to 9).
  ///
  /// OBD needs it after each epoch. So it takes all samples together, by products of matrices; a bias is the weight of a
  /// first input that is always 1.
  /// - Complexity: O(samples · weights).
  func hessianDiagonal() -> [[Double]] {
    let (inputs, logits) = forward()
    let factor = 1 / (temperature * temperature * Double(samples.count))
    var curvature = DoubleMatrix(
      samples.indices.map { sample in
        probabilities(Array(logits[row: sample])).map { factor * $0 * (1 - $0) }
      }, columns: logits.columns)
    var result = weights
    for (index, shape) in layers.enumerated().reversed() {
      var diagonal = DoubleMatrix(rows: shape.inputs + 1, columns: shape.outputs)
      diagonal.add(transposeOf: inputs[index].squared(), times: curvature)
      result[index] = (1...shape.inputs).flatMap { diagonal[row: $0] } + diagonal[row: 0]
      if index > 0 { curvature = back(curvature, through: index, to: inputs[index]) }
    }
    return result
  }

  /// For each layer its inputs, `[samples, 1 + inputs]`, the first of them 1; and the logits, `[samples, classes]`.
  private func forward() -> (inputs: [DoubleMatrix], logits: DoubleMatrix) {
    var inputs = [DoubleMatrix(samples.map { [1] + $0.features }, columns: layers[0].inputs + 1)]
    for index in layers.indices.dropLast() {
      let sums = sums(of: index, inputs[index])
      inputs.append(
        DoubleMatrix(rows: sums.rows, columns: sums.columns + 1) { sample, input in
          input == 0 ? 1 : max(sums[sample, input - 1], 0)
        })
    }
    return (inputs, sums(of: layers.count - 1, inputs[layers.count - 1]))
  }

  /// What the nodes of a layer add up, `[samples, outputs]`.
  private func sums(of index: Int, _ inputs: DoubleMatrix) -> DoubleMatrix {
    let (shape, weights) = (layers[index], weights[index])
    // The biases come last among a layer's weights, and are added first.
    let parameters = DoubleMatrix(rows: shape.inputs + 1, columns: shape.outputs) { row, output in
      weights[(row == 0 ? shape.inputs : row - 1) * shape.outputs + output]
    }
    var sums = DoubleMatrix(rows: inputs.rows, columns: shape.outputs)
    sums.add(inputs, times: parameters)
    return sums
  }

  /// The second derivatives by a layer's inputs, `[samples, inputs]`, from those by its sums: 0 where ReLU is.
  private func back(
    _ curvature: DoubleMatrix, through index: Int, to inputs: DoubleMatrix
  ) -> DoubleMatrix {
    let (shape, weights) = (layers[index], weights[index])
    let transposed = DoubleMatrix(rows: shape.outputs, columns: shape.inputs) { output, input in
      weights[input * shape.outputs + output]
    }
    var result = DoubleMatrix(rows: curvature.rows, columns: shape.inputs)
    result.add(curvature, times: transposed.squared())
    return DoubleMatrix(rows: result.rows, columns: result.columns) { sample, input in
      inputs[sample, input + 1] > 0 ? result[sample, input] : 0
    }
  }
}

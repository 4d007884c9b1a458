/// Weights under Optimal Brain Surgeon: the inverse of the loss's Hessian says what removing a weight costs once all
/// others have answered, and how they do (Hassibi and Stork 1992, "Second order derivatives for network pruning", NIPS
/// 5, equations 5 and 6).
struct SurgeonNetwork {
  /// The parameters; a removed one is exactly 0.
  private(set) var weights: [Double]
  /// The inverse Hessian of those that are left, row by row, each padded to whole vectors; rows of removed ones are 0.
  private var inverse: [SIMD8<Double>]
  private let vectors: Int

  /// - Parameter hessian: `[parameters, parameters]`, positive definite.
  /// - Complexity: O(parameters³).
  init(weights: [Double], hessian: SymmetricMatrix) {
    self.weights = weights
    vectors = hessian.vectors
    inverse = hessian.inverse()
  }

  /// The rise of the loss if a parameter is removed and the others answer, `w² / (2 [H⁻¹]_qq)`.
  func saliency(of index: Int) -> Double {
    let diagonal = inverse[index * vectors + index / 8][index % 8]
    return weights[index] * weights[index] / (2 * diagonal)
  }

  /// Removes a parameter; the others change by `-w_q / [H⁻¹]_qq · H⁻¹ e_q`.
  /// - Complexity: O(parameters²).
  mutating func remove(_ index: Int) {
    let row = Array(inverse[index * vectors..<(index + 1) * vectors])
    let diagonal = row[index / 8][index % 8]
    let change = -weights[index] / diagonal
    for other in weights.indices {
      let share = row[other / 8][other % 8]
      guard share != 0 else { continue }
      weights[other] += change * share
      let factor = SIMD8(repeating: -share / diagonal)
      for vector in 0..<vectors { inverse[other * vectors + vector] += factor * row[vector] }
    }
    weights[index] = 0
    for other in weights.indices { inverse[other * vectors + index / 8][index % 8] = 0 }
    for vector in 0..<vectors { inverse[index * vectors + vector] = .zero }
  }
}

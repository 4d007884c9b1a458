import Training

/// One point of the grid: what a fit is trained with.
public struct Setting: Codable, Hashable, Sendable {
  /// The nodes of each hidden layer.
  public let hidden: [Int]
  /// The coefficient of the L2 penalty.
  public let l2: Double
  /// Samples a minibatch.
  public let batch: Int

  /// A setting; whether it is one of a grid's is for the grid to say.
  package init(hidden: [Int], l2: Double, batch: Int) {
    self.hidden = hidden
    self.l2 = l2
    self.batch = batch
  }

  func hyperparameters(learningRate: Double) -> Hyperparameters {
    Hyperparameters(learningRate: learningRate, l2: l2, batchSize: batch)
  }
}

extension Setting: CustomStringConvertible {
  /// `hidden 64, L2 0.0001, batch 16`.
  public var description: String {
    "hidden \(hidden.map(String.init).joined(separator: "+")), L2 \(l2), batch \(batch)"
  }
}

extension Setting: Comparable {
  /// Shallow networks before deep ones, then by width, L2 and batch size.
  public static func < (a: Setting, b: Setting) -> Bool {
    if a.hidden.count != b.hidden.count { return a.hidden.count < b.hidden.count }
    if a.hidden != b.hidden { return a.hidden.lexicographicallyPrecedes(b.hidden) }
    return (a.l2, a.batch) < (b.l2, b.batch)
  }
}

/// The settings that a search tries: every combination.
public struct Grid: Codable, Hashable, Sendable {
  /// The nodes of the hidden layers of each network.
  public let hidden: [[Int]]
  /// The coefficients of the L2 penalty.
  public let l2: [Double]
  /// The samples of a minibatch.
  public let batch: [Int]

  /// All combinations, batch fastest.
  public var settings: [Setting] { settings(hidden: hidden) }

  /// All combinations with other hidden layers.
  func settings(hidden: [[Int]]) -> [Setting] {
    hidden.flatMap { hidden in
      l2.flatMap { l2 in batch.map { Setting(hidden: hidden, l2: l2, batch: $0) } }
    }
  }
}

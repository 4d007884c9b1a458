public import Tabular

/// What can be seen of a training after one of its epochs. Valid during the call that shows it.
public struct TrainingEpoch {
  /// Counted from 1 since the training or pruning was called.
  public let number: Int
  /// The mean cross-entropy of the training samples during the epoch, each taken before its step.
  public let loss: Double
  /// The connections left in each layer, from the input side.
  public let connections: [Int]
  /// The evaluation rows that were classified correctly after the epoch; nil without such rows.
  public let correct: Int?
  let engine: Engine
  let table: SampleTable
  /// The network's shape and masks; its parameters are the engine's.
  let shape: Network

  /// The outputs before softmax for `rows` of the trainer's table, `[rows.count, classes]`.
  public func logits(of rows: [Int]) -> Matrix {
    engine.logits(of: rows.map(Int32.init), in: table)
  }

  /// The mean cross-entropy of `rows` of the trainer's table.
  public func crossEntropy(of rows: [Int]) -> Double {
    engine.crossEntropy(of: rows.map(Int32.init), in: table)
  }

  /// The network after the epoch.
  /// - Complexity: O(weights): they are copied.
  public func network() -> Network {
    var network = shape
    engine.store(into: &network)
    return network
  }
}

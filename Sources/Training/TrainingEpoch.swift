public import Tabular

/// A training just after one of its epochs. Valid only during the call that receives it.
public struct TrainingEpoch {
  /// The epoch, counted from 1 since the call that trains or prunes.
  public let number: Int
  /// The mean cross-entropy of the training samples during the epoch, each taken before its step.
  public let loss: Double
  /// The number of connections kept in each layer, from the input side.
  public let connections: [Int]
  /// The number of evaluation rows classified correctly after the epoch; nil if there are no evaluation rows.
  public let correct: Int?
  let engine: Engine
  let table: SampleTable
  /// The network's shape and masks. Its current parameters are in the engine.
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

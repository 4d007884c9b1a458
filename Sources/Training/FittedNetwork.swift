import Foundation
public import Tabular

/// A trained network with the imputer and the scaler that were fitted on the same rows. It maps raw features to
/// class probabilities.
public struct FittedNetwork: Hashable, Sendable {
  /// Fills missing values (NaN).
  package let imputer: Imputer
  /// Brings the filled features to one scale.
  package let scaler: Scaler
  /// Classifies the scaled features; after pruning it may use only some of them.
  public let network: Network

  /// - Precondition: the imputer and the scaler have the same features, and the network uses no others.
  package init(imputer: Imputer, scaler: Scaler, network: Network) {
    let features = imputer.fills.count
    precondition(
      scaler.features == features && network.features.allSatisfy((0..<features).contains),
      "FittedNetwork: imputer, scaler and network have different features")
    self.imputer = imputer
    self.scaler = scaler
    self.network = network
  }

  /// The number of raw features.
  public var features: Int { imputer.fills.count }

  /// The outputs before softmax for all rows of `features`, `[rows, classes]`, as training computes them.
  /// - Precondition: as many columns as were fitted.
  /// - Throws: ``TrainingError/outOfMemory``.
  public func logits(
    of features: Matrix, instructionSet: InstructionSet = .fastest
  ) throws(TrainingError) -> Matrix {
    guard features.rows > 0 else { return Matrix(rows: 0, columns: network.classes) }
    return try network.logits(
      of: scaler.scaled(imputer.filled(features)), instructionSet: instructionSet)
  }
}

extension Network {
  /// The number of samples that the kernels take at a time.
  private static let batchSize = 64

  /// The outputs before softmax for all rows of `samples`, which are already scaled.
  fileprivate func logits(
    of samples: Matrix, instructionSet: InstructionSet
  ) throws(TrainingError) -> Matrix {
    let all = try SampleTable(samples, labels: Array(repeating: 0, count: samples.rows))
    let table = features.count == all.columns ? all : try SampleTable(all, columns: features)
    let engine = try Engine(
      self, batchSize: min(Self.batchSize, samples.rows), instructionSet: instructionSet)
    return engine.logits(of: (0..<Int32(samples.rows)).map { $0 }, in: table)
  }
}

/// The probability of each class: softmax of each row of `logits`, `[rows, classes]`, in double precision. It
/// uses the system's exponential function, so the last bit may differ between machines. The logits' bits do
/// not.
public func probabilities(of logits: Matrix) -> Matrix {
  var values: [Float] = []
  values.reserveCapacity(logits.values.count)
  for row in 0..<logits.rows {
    let outputs = logits[row: row].map(Double.init)
    let largest = outputs.max() ?? 0
    let powers = outputs.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    values += powers.map { Float($0 / sum) }
  }
  return Matrix(rows: logits.rows, columns: logits.columns, values: values)
}

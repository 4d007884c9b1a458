import Foundation

/// The standard normal distribution.
enum NormalDistribution {
  /// The density at `z`.
  static func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

  /// P(Z <= z).
  static func probability(below z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }
}

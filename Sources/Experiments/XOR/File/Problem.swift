import Datasets
import Inputs
import Tabular
import Training

/// A k-D XOR problem of a study: its size, and samples drawn for it.
package struct Problem: Codable, Hashable, Sendable {
  /// How many features decide.
  package let k: Int
  /// p: all features.
  package let dimensions: Int
  /// n: samples to train on.
  package let training: Int
  /// Samples that choose; none where the study chooses nothing by them.
  package let validation: Int
  /// Samples that are only reported on.
  package let test: Int

  /// `k4-p40-n3000`.
  package var name: String { "k\(k)-p\(dimensions)-n\(training)" }

  /// `k = 4, p = 40, n = 3000`.
  package var title: String { "k = \(k), p = \(dimensions), n = \(training)" }

  /// The samples of one draw. Validation and test samples come first, so that problems that differ
  /// in n alone share them, and the larger training sample continues the smaller.
  /// - Throws: ``InputError`` if there is no such XOR problem; ``TrainingError/outOfMemory``.
  func samples(draw name: String, seed: UInt64) throws -> Samples {
    var stream = RandomStream(seed: seed, name: "xor/k\(k)-p\(dimensions)/\(name)")
    let rows = validation + test + training
    let xor = try XOR(k: k, dimensions: dimensions, rows: rows, seed: stream.next())
    let (features, labels) = xor.samples()
    return Samples(
      table: try SampleTable(features, labels: labels),
      training: Array(validation + test..<rows), validation: Array(0..<validation),
      test: Array(validation..<validation + test))
  }

  /// - Throws: ``InputError`` if there is no such XOR problem.
  func check() throws(InputError) {
    _ = try XOR(k: k, dimensions: dimensions, rows: validation + test + training, seed: 0)
  }
}

/// Samples in memory, and which rows are for what.
struct Samples: Sendable {
  let table: SampleTable
  let training: [Int]
  let validation: [Int]
  let test: [Int]

  /// The AUC of `rows`, from the difference of the two outputs.
  func areaUnderCurve(of rows: [Int], logits: Matrix) throws(AreaUnderCurveError) -> Double {
    try Training.areaUnderCurve(
      (0..<logits.rows).map { logits[$0, 1] - logits[$0, 0] },
      isPositive: rows.map { table.labels[$0] == 1 })
  }
}

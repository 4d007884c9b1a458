import Inputs
import Tabular

/// A classification problem whose distribution is known, and with it the error of the best classifier: Bayes' rule.
protocol DrawnProblem: Hashable, Sendable {
  /// The problem's name, in cards and in the names of its datasets.
  static var key: String { get }
  /// The title, for display.
  static var title: String { get }
  /// The name of each class; all are equally likely.
  static var classNames: [String] { get }
  /// The fewest features that a sample may have.
  static var fewestDimensions: Int { get }
  /// Draws the features of a sample of a class.
  static func features(
    of label: Int, dimensions: Int, using stream: inout RandomStream
  ) -> [Double]
}

/// A synthetic dataset: independent samples of a problem whose distribution is known.
struct Drawn<Problem: DrawnProblem>: RandomTable {
  /// p, the number of features.
  let dimensions: Int
  /// n, the number of samples.
  let rows: Int
  /// The same seed gives the same samples on every machine.
  let seed: UInt64

  /// A dataset of samples.
  /// - Throws: ``InputError`` (usage) if there are too few features or no rows, or the table does not fit into memory.
  init(dimensions: Int, rows: Int, seed: UInt64) throws(InputError) {
    guard dimensions >= Problem.fewestDimensions else {
      throw InputError(
        .usage, code: .outOfRange,
        expected: "at least \(Problem.fewestDimensions) dimensions for \(Problem.key)",
        found: "\(dimensions)")
    }
    try GeneratedSize.check(rows: rows, columns: dimensions, of: Problem.key)
    self.dimensions = dimensions
    self.rows = rows
    self.seed = seed
  }

  static var key: String { Problem.key }

  var name: String { "\(Problem.key):p=\(dimensions),n=\(rows),seed=\(seed)" }
  var title: String { "\(Problem.title) in \(dimensions) dimensions" }
  var classNames: [String] { Problem.classNames }
  var featureNames: [String] { (1...dimensions).map { "x\($0)" } }

  func named(_ name: String) throws(InputError) -> Self {
    let parameters = try NamedParameters(
      of: name, keys: ["p", "n", "seed"], example: self.name)
    return try Self(
      dimensions: parameters.value("p", "an integer", or: dimensions),
      rows: parameters.value("n", "an integer", or: rows),
      seed: parameters.value("seed", "an integer from 0", or: seed))
  }

  init(_ parameters: YAMLValue) throws(InputError) {
    let map = try parameters.mapping(of: ["dimensions", "rows", "seed"])
    try self.init(
      dimensions: map.required("dimensions").integer(in: 1...Int.max),
      rows: map.required("rows").integer(in: 1...Int.max),
      seed: UInt64(map.required("seed").integer(in: 0...Int.max)))
  }

  /// Draws the samples.
  ///
  /// They come from the stream of the problem's name, row after row, so that a longer table begins with the rows of a
  /// shorter one.
  /// - Complexity: O(rows · dimensions).
  func samples() -> (features: Matrix, labels: [Int]) {
    var stream = RandomStream(seed: seed, name: Problem.key)
    var values: [Float] = []
    values.reserveCapacity(rows * dimensions)
    let labels = (0..<rows).map { _ in
      let label = stream.integer(below: Problem.classNames.count)
      values += Problem.features(of: label, dimensions: dimensions, using: &stream).map(Float.init)
      return label
    }
    return (Matrix(rows: rows, columns: dimensions, values: values), labels)
  }
}

extension RandomStream {
  /// A number uniform in (0, 1), neither 0 nor 1: an odd multiple of 2^-53.
  mutating func uniform() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// A number of the standard normal distribution, from arithmetic alone: the same bits on every machine.
  mutating func normal() -> Double { normalQuantile(uniform()) }
}

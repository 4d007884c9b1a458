public import Inputs
public import Tabular

/// The k-D XOR in p dimensions: the paper's hard problem (section 2), of any size.
///
/// x is uniform in [-1, 1]^p, and a sample is of class 1 if x1 x2 ... xk > 0, else of class 0.
/// The other p - k features are noise.
public struct XOR: Hashable, Sendable {
  /// How many features decide.
  public let k: Int
  /// p: how many features there are.
  public let dimensions: Int
  /// n: how many samples.
  public let rows: Int
  /// The same seed gives the same samples on every machine.
  public let seed: UInt64

  /// The most numbers that a table may hold (4 GiB of them).
  static let valueLimit = 1 << 30

  /// An XOR problem.
  /// - Throws: ``InputError`` (usage) unless 1 ≤ `k` ≤ `dimensions`, `rows` ≥ 1 and the table
  ///   fits into memory.
  public init(k: Int, dimensions: Int, rows: Int, seed: UInt64) throws(InputError) {
    guard k >= 1 else {
      throw InputError(.usage, expected: "k of at least 1 for xor", found: "\(k)")
    }
    guard dimensions >= k else {
      throw InputError(
        .usage, expected: "at least k = \(k) dimensions for xor", found: "\(dimensions)")
    }
    guard rows >= 1 else {
      throw InputError(.usage, expected: "at least one row for xor", found: "\(rows)")
    }
    guard dimensions <= 1_000_000 else {
      throw InputError(
        .usage, expected: "at most 1000000 dimensions for xor", found: "\(dimensions)")
    }
    let (values, overflow) = rows.multipliedReportingOverflow(by: dimensions)
    guard !overflow, values <= Self.valueLimit else {
      throw InputError(
        .usage, expected: "rows times dimensions of at most \(Self.valueLimit) for xor",
        found: "\(rows) x \(dimensions)")
    }
    self.k = k
    self.dimensions = dimensions
    self.rows = rows
    self.seed = seed
  }

  /// Draws the samples.
  ///
  /// They come from the random stream `xor` of the seed, row after row, so that more rows
  /// continue fewer, and another k gives the same points other classes.
  /// - Complexity: O(rows · dimensions).
  public func samples() -> (features: Matrix, labels: [Int]) {
    var stream = RandomStream(seed: seed, name: "xor")
    var values: [Float] = []
    var labels: [Int] = []
    values.reserveCapacity(rows * dimensions)
    labels.reserveCapacity(rows)
    for _ in 0..<rows {
      // By signs: a product of many small numbers could become 0.
      var sign = 1
      for dimension in 0..<dimensions {
        let value = stream.symmetricUniform()
        if dimension < k { sign *= value > 0 ? 1 : value < 0 ? -1 : 0 }
        values.append(value)
      }
      labels.append(sign > 0 ? 1 : 0)
    }
    return (Matrix(rows: rows, columns: dimensions, values: values), labels)
  }

  static let classNames = ["0", "1"]

  var featureNames: [String] { (1...dimensions).map { "x\($0)" } }
}

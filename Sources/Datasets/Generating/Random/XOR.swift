package import Inputs
package import Tabular

/// The k-dimensional XOR problem in p dimensions: the paper's hard problem (section 2), of any size.
///
/// x is uniform in [-1, 1]^p, and a sample is of class 1 if x1 x2 ... xk > 0, else of class 0. The other p - k
/// features are noise. The labels can have noise, too.
package struct XOR: Hashable, Sendable {
  /// The number of features that determine the class.
  package let k: Int
  /// p, the number of features.
  package let dimensions: Int
  /// n, the number of samples.
  package let rows: Int
  /// The same seed gives the same samples on every machine.
  package let seed: UInt64
  /// Label noise: the probability that a sample has the wrong class.
  package let labelNoise: Double

  /// An XOR problem.
  /// - Throws: ``InputError`` (usage) unless 1 ≤ `k` ≤ `dimensions`, `rows` ≥ 1, the table fits into
  ///   memory, and the noise is in [0, 1].
  package init(
    k: Int, dimensions: Int, rows: Int, seed: UInt64, labelNoise: Double = 0
  ) throws(InputError) {
    guard k >= 1 else {
      throw InputError(
        .usage, code: .outOfRange, expected: "k of at least 1 for xor", found: "\(k)")
    }
    guard dimensions >= k else {
      throw InputError(
        .usage, code: .outOfRange, expected: "at least k = \(k) dimensions for xor",
        found: "\(dimensions)")
    }
    try GeneratedSize.check(rows: rows, columns: dimensions, of: "xor")
    guard (0...1).contains(labelNoise) else {
      throw InputError(
        .usage, code: .outOfRange, expected: "label noise from 0 to 1 for xor",
        found: "\(labelNoise)")
    }
    self.k = k
    self.dimensions = dimensions
    self.rows = rows
    self.seed = seed
    self.labelNoise = labelNoise
  }

  /// Draws the samples.
  ///
  /// They come from the random stream `xor` of the seed, row after row. So a longer table begins with the rows
  /// of a shorter one, and another k gives the same points with other classes. The label noise comes from the
  /// stream `xor/label-noise`.
  /// - Complexity: O(rows · dimensions).
  package func samples() -> (features: Matrix, labels: [Int]) {
    var stream = RandomStream(seed: seed, name: "xor")
    var noise = RandomStream(seed: seed, name: "xor/label-noise")
    var values: [Float] = []
    var labels: [Int] = []
    values.reserveCapacity(rows * dimensions)
    labels.reserveCapacity(rows)
    for _ in 0..<rows {
      // Multiplies signs, because the product of many small numbers could become 0.
      var sign = 1
      for dimension in 0..<dimensions {
        let value = stream.symmetricUniform()
        if dimension < k { sign *= value > 0 ? 1 : value < 0 ? -1 : 0 }
        values.append(value)
      }
      let isFalse = Double(noise.symmetricUniform()) < 2 * labelNoise - 1
      labels.append((sign > 0) == isFalse ? 0 : 1)
    }
    return (Matrix(rows: rows, columns: dimensions, values: values), labels)
  }

  var classNames: [String] { ["0", "1"] }

  var featureNames: [String] { (1...dimensions).map { "x\($0)" } }
}

extension XOR: RandomTable {
  static let key = "xor"

  var name: String {
    "xor:k=\(k),p=\(dimensions),n=\(rows),seed=\(seed)"
      + (labelNoise > 0 ? ",noise=\(labelNoise)" : "")
  }

  var title: String {
    "\(k)-D XOR in \(dimensions) dimensions"
      + (labelNoise > 0 ? ", label noise \(labelNoise)" : "")
  }

  func named(_ name: String) throws(InputError) -> XOR {
    let parameters = try NamedParameters(
      of: name, keys: ["k", "p", "n", "seed", "noise"],
      example: "xor:k=3,p=20,n=1000,seed=1,noise=0.1")
    return try XOR(
      k: parameters.value("k", "an integer", or: k),
      dimensions: parameters.value("p", "an integer", or: dimensions),
      rows: parameters.value("n", "an integer", or: rows),
      seed: parameters.value("seed", "an integer from 0", or: seed),
      labelNoise: parameters.value("noise", "a number", or: labelNoise))
  }

  init(_ parameters: YAMLValue) throws(InputError) {
    let xor = try parameters.mapping(of: ["k", "dimensions", "rows", "seed", "label-noise"])
    try self.init(
      k: xor.required("k").integer(in: 1...Int.max),
      dimensions: xor.required("dimensions").integer(in: 1...Int.max),
      rows: xor.required("rows").integer(in: 1...Int.max),
      seed: UInt64(xor.required("seed").integer(in: 0...Int.max)),
      labelNoise: xor.optional("label-noise")?.number(in: 0...1) ?? 0)
  }
}

package import Inputs
package import Tabular

/// Overlapping clouds of points in a few features, among many that say nothing: a wide table of which
/// most is irrelevant, somewhat as in `make_classification` of scikit-learn.
///
/// Each class has two clouds, so that the best boundary between classes is not linear. A cloud's centre is
/// uniform in [-1, 1]^informative; a sample is its centre plus noise of standard deviation 1 in every
/// feature, the sum of three uniform numbers.
package struct Clusters: Hashable, Sendable {
  /// How many classes, as many samples of each, up to one.
  package let classes: Int
  /// How many features have to do with the class: the first ones.
  package let informative: Int
  /// p: how many features there are.
  package let dimensions: Int
  /// n: how many samples.
  package let rows: Int
  /// The same seed gives the same samples on every machine.
  package let seed: UInt64

  /// The clouds of a class.
  private static let clouds = 2

  /// Clouds of points.
  /// - Throws: ``InputError`` (usage) unless 2 ≤ `classes` ≤ 1000, 1 ≤ `informative` ≤ `dimensions`,
  ///   `rows` ≥ `classes` and the table fits into memory.
  package init(
    classes: Int, informative: Int, dimensions: Int, rows: Int, seed: UInt64
  ) throws(InputError) {
    guard (2...1000).contains(classes) else {
      throw InputError(
        .usage, code: .outOfRange, expected: "2 to 1000 classes for clusters", found: "\(classes)")
    }
    guard informative >= 1, dimensions >= informative else {
      throw InputError(
        .usage, code: .outOfRange,
        expected: "from 1 to p = \(dimensions) informative features for clusters",
        found: "\(informative)")
    }
    try GeneratedSize.check(rows: rows, columns: dimensions, of: "clusters")
    try GeneratedSize.check(rows: Self.clouds * classes, columns: informative, of: "clusters")
    guard rows >= classes else {
      throw InputError(
        .usage, code: .outOfRange, expected: "a row for each of \(classes) classes for clusters",
        found: "\(rows)")
    }
    self.classes = classes
    self.informative = informative
    self.dimensions = dimensions
    self.rows = rows
    self.seed = seed
  }

  /// Draws the samples.
  ///
  /// The centres come from the stream `clusters/centres` of the seed, the samples from `clusters`, row
  /// after row, so that more rows continue fewer.
  /// - Complexity: O(rows · dimensions).
  package func samples() -> (features: Matrix, labels: [Int]) {
    var stream = RandomStream(seed: seed, name: "clusters/centres")
    let centres = (0..<classes * Self.clouds).map { _ in
      (0..<informative).map { _ in stream.symmetricUniform() }
    }
    stream = RandomStream(seed: seed, name: "clusters")
    var values: [Float] = []
    values.reserveCapacity(rows * dimensions)
    let labels = (0..<rows).map { $0 % classes }
    for label in labels {
      let centre = centres[Self.clouds * label + stream.integer(below: Self.clouds)]
      for dimension in 0..<dimensions {
        let noise =
          stream.symmetricUniform() + stream.symmetricUniform() + stream.symmetricUniform()
        values.append((dimension < informative ? centre[dimension] : 0) + noise)
      }
    }
    return (Matrix(rows: rows, columns: dimensions, values: values), labels)
  }

  var classNames: [String] { (1...classes).map { "class\($0)" } }

  var featureNames: [String] { (1...dimensions).map { "x\($0)" } }
}

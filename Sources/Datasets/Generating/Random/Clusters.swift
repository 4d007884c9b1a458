package import Inputs
package import Tabular

/// A synthetic dataset: overlapping clouds of points in a few informative features, among many irrelevant ones,
/// similar to scikit-learn's `make_classification`.
///
/// Each class has two clouds, so that the best boundary between classes is not linear. A cloud's centre is
/// uniform in [-1, 1]^informative. A sample is a centre plus noise of standard deviation 1 in every feature;
/// the noise is the sum of three uniform numbers.
package struct Clusters: Hashable, Sendable {
  /// The number of classes. Their numbers of samples differ by at most one.
  package let classes: Int
  /// The number of features that depend on the class: the first ones.
  package let informative: Int
  /// p, the number of features.
  package let dimensions: Int
  /// n, the number of samples.
  package let rows: Int
  /// The same seed gives the same samples on every machine.
  package let seed: UInt64

  /// The number of clouds of each class.
  private static let clouds = 2

  /// A dataset of clouds.
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
  /// The centres come from the stream `clusters/centres` of the seed, the samples from `clusters`, row after
  /// row, so that a longer table begins with the rows of a shorter one.
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

extension Clusters: RandomTable {
  static let key = "clusters"

  var name: String {
    "clusters:classes=\(classes),informative=\(informative),p=\(dimensions),n=\(rows),seed=\(seed)"
  }

  var title: String { "Clusters in \(informative) of \(dimensions) dimensions" }

  func named(_ name: String) throws(InputError) -> Clusters {
    let parameters = try NamedParameters(
      of: name, keys: ["classes", "informative", "p", "n", "seed"],
      example: "clusters:classes=4,informative=20,p=200,n=2000,seed=1")
    return try Clusters(
      classes: parameters.value("classes", "an integer", or: classes),
      informative: parameters.value("informative", "an integer", or: informative),
      dimensions: parameters.value("p", "an integer", or: dimensions),
      rows: parameters.value("n", "an integer", or: rows),
      seed: parameters.value("seed", "an integer from 0", or: seed))
  }

  init(_ parameters: YAMLValue) throws(InputError) {
    let clusters = try parameters.mapping(of: [
      "classes", "informative", "dimensions", "rows", "seed",
    ])
    try self.init(
      classes: clusters.required("classes").integer(in: 2...Int.max),
      informative: clusters.required("informative").integer(in: 1...Int.max),
      dimensions: clusters.required("dimensions").integer(in: 1...Int.max),
      rows: clusters.required("rows").integer(in: 1...Int.max),
      seed: UInt64(clusters.required("seed").integer(in: 0...Int.max)))
  }
}

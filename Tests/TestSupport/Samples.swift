package import Tabular
package import Training

/// Random samples in [-1, 1] with random labels.
package struct Samples {
  package let features: Matrix
  package let labels: [Int]

  package init(rows: Int, columns: Int, classes: Int, seed: UInt64 = 1) {
    var stream = RandomStream(seed: seed, name: "samples")
    let values = (0..<rows * columns).map { _ in stream.symmetricUniform() }
    features = Matrix(rows: rows, columns: columns, values: values)
    labels = (0..<rows).map { _ in stream.integer(below: classes) }
  }

  package func table() throws -> SampleTable { try SampleTable(features, labels: labels) }

  package func rows(_ indices: some Sequence<Int32>) -> [[Double]] {
    indices.map { features[row: Int($0)].map(Double.init) }
  }
}

package func stream(_ name: String = "test") -> RandomStream { RandomStream(seed: 1, name: name) }

/// The largest |x - y| / max(1, |y|).
package func largestError(_ x: [Float], _ y: [Double]) -> Double {
  zip(x, y).map { abs(Double($0) - $1) / max(1, abs($1)) }.max() ?? 0
}

/// The instruction sets that this machine supports.
package let instructionSets = InstructionSet.allCases.filter(\.isSupported)

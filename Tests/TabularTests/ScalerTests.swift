import Tabular
import Testing

struct ScalerTests {
  @Test func mapsTheBoundsOntoOne() {
    let features = Matrix(rows: 3, columns: 2, values: [0, -5, 5, 0, 10, 20])
    let scaled = Scaler(fitting: features, rows: 0..<3).scaled(features)
    #expect(scaled.values == [-1, -1, 0, -0.6, 1, 1])
  }

  @Test func constantFeatureBecomesZero() {
    let features = Matrix(rows: 3, columns: 2, values: [9, 1, 9, 2, 9, 3])
    let scaled = Scaler(fitting: features, rows: 0..<3).scaled(features)
    #expect((0..<3).map { scaled[$0, 0] } == [0, 0, 0])
  }

  /// Whatever the numbers, the smallest becomes exactly -1 and the largest exactly 1.
  @Test func boundsAreExact() {
    var stream = RandomStream(seed: 1, name: "scaler")
    for power in -30...30 {
      var values = (0..<50).map { _ in stream.symmetricUniform() }
      let scale = Float(sign: .plus, exponent: power, significand: 1.1)
      values = values.map { $0 * scale + 3 * scale }
      let features = Matrix(rows: 50, columns: 1, values: values)
      let scaled = Scaler(fitting: features, rows: 0..<50).scaled(features).values
      #expect(scaled.min() == -1)
      #expect(scaled.max() == 1)
    }
  }

  @Test func scalesTheWholeRangeOfFloat() {
    let largest = Float.greatestFiniteMagnitude
    let features = Matrix(rows: 2, columns: 1, values: [-largest, largest])
    #expect(Scaler(fitting: features, rows: 0..<2).scaled(features).values == [-1, 1])
  }

  @Test func otherRowsDoNotCount() {
    let features = Matrix(rows: 3, columns: 1, values: [0, 10, 100])
    let scaler = Scaler(fitting: features, rows: [1, 0])
    #expect(scaler.mapping == .range(minimum: [0], maximum: [10]))
    #expect(scaler.scaled(features).values == [-1, 1, 19])
  }

  /// The order of the rows does not matter, nor does scaling twice.
  @Test func isIdempotent() {
    var stream = RandomStream(seed: 2, name: "scaler")
    let features = Matrix(
      rows: 40, columns: 3, values: (0..<120).map { _ in stream.symmetricUniform() * 7 + 2 })
    let scaler = Scaler(fitting: features, rows: 0..<40)
    #expect(Scaler(fitting: features, rows: (0..<40).reversed()) == scaler)
    let once = scaler.scaled(features)
    #expect(Scaler(fitting: once, rows: 0..<40).scaled(once) == once)
  }
}

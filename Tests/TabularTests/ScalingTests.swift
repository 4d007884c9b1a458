import Foundation
import Testing

@testable import Tabular

/// The scalers against scikit-learn's (Golden/make_scaling.py).
struct ScalingTests {
  struct Golden: Decodable {
    let fitted: Int
    let columns: Int
    let values: [Float]
    let scaled: [String: [Double]]
    let fewRows: [Double]
    let shares: [Double]
    let normalQuantiles: [Double]

    var features: Matrix {
      Matrix(rows: values.count / columns, columns: columns, values: values)
    }
  }

  let golden: Golden

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "scaling", withExtension: "json", subdirectory: "Golden"))
    golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
  }

  func error(_ values: [Float], _ expected: [Double]) -> Double {
    zip(values, expected).map { abs(Double($0) - $1) / max(1, abs($1)) }.max() ?? 1
  }

  @Test(arguments: Scaling.allCases)
  func agreesWithScikitLearn(_ scaling: Scaling) throws {
    let scaler = Scaler(scaling, fitting: golden.features, rows: 0..<golden.fitted)
    let expected = try #require(golden.scaled[scaling.rawValue])
    #expect(error(scaler.scaled(golden.features).values, expected) < 1e-5)
    #expect(
      Scaler(scaling, fitting: golden.features, rows: (0..<golden.fitted).reversed()) == scaler)
  }

  /// Columns without ties only: where a knot is a value that comes several times, scikit-learn's rounded percentiles part
  /// it from the value.
  @Test func fewRowsHaveAKnotEach() {
    let scaler = Scaler(.quantile, fitting: golden.features, rows: 0..<30)
    let scaled = scaler.scaled(golden.features)
    for column in [0, 2, 4] {
      let values = (0..<scaled.rows).map { scaled[$0, column] }
      let expected = (0..<scaled.rows).map { golden.fewRows[$0 * golden.columns + column] }
      #expect(error(values, expected) < 1e-5)
    }
  }

  @Test func normalQuantilesAreSciPys() {
    for (share, expected) in zip(golden.shares, golden.normalQuantiles) {
      // Near 1 the share itself is rounded.
      #expect(
        abs(normalQuantile(share) - expected) <= 1e-13 * max(1, abs(expected)) + 1e-9 * share.ulp
          / (1 - share))
    }
  }

  @Test func logarithmIsTheLibrarys() {
    var x = 1e-300
    while x < 1e300 {
      #expect(abs(naturalLogarithm(x) - log(x)) <= 2 * log(x).magnitude.ulp + 1e-16)
      x *= 1.37
    }
    for k in 1...2000 {
      let x = Double(k) / 1000
      #expect(abs(naturalLogarithm(x) - log(x)) < 3e-16 * max(1, abs(log(x))))
    }
  }

  /// A constant feature becomes 0, and the levels of a category -1 and 1, whatever the scaling.
  @Test(arguments: Scaling.allCases)
  func constantsAndLevels(_ scaling: Scaling) {
    let features = Matrix(
      rows: 4, columns: 4, values: [9, 0, 1, 5, 9, 1, 0, 6, 9, 0, 1, 7, 9, 0, 1, 9])
    let columns = [
      FeatureColumn(name: "constant", features: 0..<1, isOneHot: false),
      FeatureColumn(name: "level", features: 1..<3, isOneHot: true),
      FeatureColumn(name: "number", features: 3..<4, isOneHot: false),
    ]
    let scaled = Scaler(scaling, fitting: features, columns: columns, rows: 0..<4).scaled(features)
    #expect((0..<4).map { scaled[$0, 0] } == [0, 0, 0, 0])
    #expect((0..<4).map { scaled[$0, 1] } == [-1, 1, -1, -1])
    #expect((0..<4).map { scaled[$0, 2] } == [1, -1, 1, 1])
    #expect(scaled[0, 3] < scaled[1, 3] && scaled[2, 3] < scaled[3, 3])
  }

  /// Of large numbers the margin of 1e-7 is lost in rounding.
  @Test(arguments: [Float(1.5e9), 1e10, -1.7e9, 1e30])
  func largeNumbersHaveQuantiles(_ offset: Float) {
    let step = offset.ulp * 2
    let features = Matrix(
      rows: 200, columns: 1, values: (0..<200).map { offset + Float($0) * step })
    let scaled = Scaler(.quantile, fitting: features, rows: 0..<200).scaled(features).values
    #expect(scaled.allSatisfy { abs($0) < 5.2 } && scaled == scaled.sorted())
    #expect(abs(scaled[0] + 5.1993) < 1e-3 && abs(scaled[199] - 5.1993) < 1e-3)
    #expect(Set(scaled).count > 150)
  }

  /// Tiny numbers keep their ranks: a column is scaled as the same one in another unit.
  @Test(arguments: [-12, -27, -40, -100])
  func tinyNumbersHaveQuantiles(_ exponent: Int) {
    func scaled(_ unit: Float) -> [Float] {
      let values = (0..<200).map { Float($0 * $0) * unit }
      let features = Matrix(rows: 200, columns: 1, values: values)
      return Scaler(.quantile, fitting: features, rows: 0..<200).scaled(features).values
    }
    let tiny = scaled(Float(sign: .plus, exponent: exponent - 16, significand: 1))
    #expect(tiny == scaled(1) && Set(tiny).count == 200)
  }

  /// Half of the values are equal: the interquartile range is 0, and the whole range is taken.
  @Test func robustWithoutRange() {
    let features = Matrix(rows: 8, columns: 1, values: [2, 2, 2, 2, 2, 2, 0, 10])
    let scaled = Scaler(.robust, fitting: features, rows: 0..<8).scaled(features)
    #expect(scaled.values.min() == -1 && scaled.values.max() == 1)
  }
}

import Foundation
import Testing

@testable import Reports

struct TickTests {
  func labels(
    _ range: ClosedRange<Double>, isLogarithmic: Bool = false,
    _ notation: Figure.Axis.Notation = .number, length: Double = 300
  ) -> [String] {
    AxisTicks(
      Figure.Axis(label: "", isLogarithmic: isLogarithmic, notation: notation, range: range),
      values: [], length: length, size: 11, isVertical: false
    ).ticks.compactMap(\.label).map { $0.text + ($0.exponent.map { "^\($0)" } ?? "") }
  }

  @Test func linearTicksAreRoundNumbers() {
    #expect(labels(0...1) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(93.1...97.4) == ["94", "95", "96", "97"])
    #expect(labels(0...1_000_000) == ["0", "0.2M", "0.4M", "0.6M", "0.8M", "1.0M"])
    #expect(labels(0...2_500_000) == ["0", "0.5M", "1.0M", "1.5M", "2.0M", "2.5M"])
    #expect(labels(-2...2) == ["−2", "−1", "0", "1", "2"])
    #expect(labels(0...4e-7, length: 200) == ["0", "10^−7", "2·10^−7", "3·10^−7", "4·10^−7"])
  }

  @Test func logarithmicTicksArePowers() {
    #expect(labels(0.5...2000, isLogarithmic: true) == ["1", "10", "100", "1000"])
    #expect(
      labels(10...1_000_000, isLogarithmic: true) == [
        "10^1", "10^2", "10^3", "10^4", "10^5", "10^6",
      ])
    #expect(labels(0.9...11, isLogarithmic: true) == ["1", "2", "5", "10"])
    #expect(labels(20...80, isLogarithmic: true).count > 1)
    #expect(labels(41...48, isLogarithmic: true).count > 1)
  }

  @Test func ratiosArePowersOfTwo() {
    #expect(labels(1.8...34, isLogarithmic: true, .ratio) == ["2×", "4×", "8×", "16×", "32×"])
    #expect(labels(0.2...2.1, isLogarithmic: true, .ratio) == ["1/4", "1/2", "1×", "2×"])
    // Every second one has a number where there is no room for more.
    #expect(
      labels(1...1024, isLogarithmic: true, .ratio, length: 150)
        == ["1×", "8×", "64×", "512×"])
  }

  @Test func numbersKeepApart() {
    for length in stride(from: 40.0, through: 400, by: 30) {
      for exponent in -12...15 {
        let range = 0...Logarithm.power(of: exponent, times: 7)
        let axis = AxisTicks(
          Figure.Axis(label: "", range: range), values: [], length: length, size: 11,
          isVertical: false)
        var end = -Double.infinity
        for tick in axis.ticks {
          guard let label = tick.label else { continue }
          let middle = (axis.scale.position(of: tick.value) ?? .nan) * length
          let half = label.width(size: 11) / 2
          #expect(middle - half >= end, "\(length) \(exponent)")
          end = middle + half
        }
        #expect(axis.ticks.contains { $0.label != nil })
      }
    }
  }

  /// Compared with the library's, whose last digit may differ.
  @Test func logarithmsAreThoseOfTheLibrary() {
    for value in [1e-300, 0.001, 0.1, 0.5, 0.9999, 1, 1.0001, 2, 3, 10, 1e5, 123_456.789, 1e300] {
      #expect(abs(Logarithm.base2(value) - log2(value)) <= 1e-15 * max(1, abs(log2(value))))
    }
    for exponent in -30...30 {
      let power = Logarithm.power(of: exponent)
      #expect(Logarithm.decade(of: power) == exponent)
      #expect(Logarithm.decade(of: power.nextDown) == exponent - 1)
    }
  }

  @Test func positionsAreSharesOfTheAxis() {
    let scale = Scale(of: [], range: 1...100, isLogarithmic: true)
    #expect(scale.position(of: 1) == 0 && scale.position(of: 100) == 1)
    #expect(abs((scale.position(of: 10) ?? 0) - 0.5) < 1e-15)
    #expect(scale.position(of: 0) == nil && scale.position(of: .nan) == nil)
    let linear = Scale(of: [3, 5, .nan, .infinity], range: nil, isLogarithmic: false)
    #expect(abs(linear.range.lowerBound - 2.92) + abs(linear.range.upperBound - 5.08) < 1e-12)
    #expect(Scale(of: [], range: nil, isLogarithmic: false).range.contains(0.5))
  }
}

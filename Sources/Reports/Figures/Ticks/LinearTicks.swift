/// Ticks at round numbers: multiples of 1, 2, 2.5 or 5 times a power of 10.
enum LinearTicks {
  /// - Parameter count: as many at most, 2 or more.
  static func ticks(in range: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    let start = Logarithm.decade(of: span / Double(count)) - 1
    for decade in start...start + 3 {
      // A step is a whole number of a power of 10.
      for (digits, exponent) in [(1, decade), (2, decade), (25, decade - 1), (5, decade)] {
        let step = Logarithm.power(of: exponent, times: digits)
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        guard abs(first) < 1e12, abs(last) < 1e12, Int(last) - Int(first) < count else { continue }
        guard last >= first else { return [] }
        return labelled((Int(first)...Int(last)).map { $0 * digits }, exponent)
      }
    }
    return []
  }

  /// - Parameter numbers: in units of `10^exponent`.
  private static func labelled(_ numbers: [Int], _ exponent: Int) -> [Tick] {
    let values = numbers.map { Logarithm.power(of: exponent, times: $0) }
    let largest = values.map(abs).max() ?? 0
    let labels: [TickLabel]
    switch largest {
    case 1e-4..<1e4, 0:
      labels = values.map { .fixed($0, decimals: max(0, -exponent)) }
    case 1e4..<1e15:
      let thousands = Logarithm.decade(of: largest) / 3
      let unit = ["", "k", "M", "G", "T"][min(4, thousands)]
      let divisor = Logarithm.power(of: 3 * min(4, thousands))
      labels = values.map {
        $0 == 0
          ? TickLabel(text: "0")
          : .fixed($0 / divisor, decimals: max(0, 3 * min(4, thousands) - exponent), unit: unit)
      }
    default:
      labels = numbers.map {
        $0 == 0 ? TickLabel(text: "0") : .scientific(digits: $0, exponent: exponent)
      }
    }
    return zip(values, labels).map { Tick(value: $0, label: $1) }
  }
}

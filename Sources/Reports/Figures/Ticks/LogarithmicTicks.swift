/// Ticks of a logarithmic axis: powers of 10, and 2 and 5 times them where there are few; for ratios powers of 2.
enum LogarithmicTicks {
  static func ticks(
    in range: ClosedRange<Double>, _ notation: Figure.Axis.Notation, atMost count: Int
  ) -> [Tick] {
    let ticks: [Tick]
    switch notation {
    case .ratio: ticks = ratios(in: range)
    case .number: ticks = decades(in: range, atMost: count)
    }
    // Within one power there are few: round numbers then.
    guard ticks.count < 2 else { return ticks }
    return LinearTicks.ticks(in: range, atMost: count).map { tick in
      notation == .ratio ? Tick(value: tick.value, label: .ratio(tick.value)) : tick
    }
  }

  private static func ratios(in range: ClosedRange<Double>) -> [Tick] {
    let exponents = [range.lowerBound, range.upperBound].map { Logarithm.base2($0) }
    let whole = Int(exponents[0].rounded(.down))...Int(exponents[1].rounded(.up))
    return whole.map { Double(sign: .plus, exponent: $0, significand: 1) }
      .filter(range.contains).map { Tick(value: $0, label: .ratio($0)) }
  }

  private static func decades(in range: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    let decades = Logarithm.decade(of: range.lowerBound)...Logarithm.decade(of: range.upperBound)
    let isPlain = decades.lowerBound >= -3 && decades.upperBound < 4
    for digits in [[1, 2, 5], [1]] {
      let ticks = decades.flatMap { decade in
        digits.map { digit -> Tick in
          let value = Logarithm.power(of: decade, times: digit)
          return Tick(
            value: value,
            label: isPlain
              ? .fixed(value, decimals: max(0, -decade))
              : .scientific(digits: digit, exponent: decade))
        }
      }.filter { range.contains($0.value) }
      if ticks.count <= count || digits.count == 1 { return ticks }
    }
    return []
  }
}

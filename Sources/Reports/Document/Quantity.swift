/// A number or some that belong together, in full precision, and how it is shown.
public enum Quantity: Hashable, Sendable {
  /// A count: `1600`, or `1,600` if it is grouped.
  case count(Int, isGrouped: Bool = false)
  /// A number: `0.093`, `98.23`, `+0.31`.
  case number(Double, NumberStyle)
  /// A number and what stands behind its ±, a standard deviation or error, as the text beside it says; and, if there
  /// is one, the interval that it lies in: `98.23 ± 0.06 [98.19, 98.27]`.
  case spread(Double, plusMinus: Double, interval: ClosedRange<Double>? = nil, NumberStyle)
  /// Two bounds: `-0.05 to +0.47`.
  case interval(ClosedRange<Double>, NumberStyle)
  /// A difference and its interval: `+0.31 points, 95 % interval +0.02 to +0.60`.
  case difference(Double, interval: ClosedRange<Double>, NumberStyle)
  /// A p-value: `0.039`, or `< 0.001`.
  case pValue(Double)
  /// A time: `3 min 41 s`.
  case duration(seconds: Double)

  /// The quantity as people read it, the same in every format: plain words without markup, which a writer escapes as
  /// its format wants.
  public var text: String {
    switch self {
    case .count(let count, let isGrouped): isGrouped ? Formatting.grouped(count) : "\(count)"
    case .number(let number, let style): style.text(number) + style.word
    case .spread(let mean, let deviation, let interval, let style):
      "\(style.text(mean)) ± \(style.magnitude(deviation))"
        + (interval.map { " [\(style.text($0.lowerBound)), \(style.text($0.upperBound))]" } ?? "")
        + style.word
    case .interval(let interval, let style): style.text(interval) + style.word
    case .difference(let mean, let interval, let style):
      "\(style.text(mean))\(style.word), 95 % interval \(style.text(interval))"
    case .pValue(let value): Formatting.pValue(value)
    case .duration(let seconds): spelledDuration(seconds)
    }
  }
}

extension NumberStyle {
  fileprivate func text(_ number: Double) -> String {
    isSigned ? Formatting.signed(scaled(number), decimals) : magnitude(number)
  }

  fileprivate func text(_ interval: ClosedRange<Double>) -> String {
    "\(text(interval.lowerBound)) to \(text(interval.upperBound))"
  }

  /// Without a plus.
  fileprivate func magnitude(_ number: Double) -> String {
    Formatting.fixed(scaled(number), decimals)
  }

  private func scaled(_ number: Double) -> Double { unit == .plain ? number : 100 * number }

  fileprivate var word: String {
    switch unit {
    case .plain, .percent: ""
    case .percentWithSign: " %"
    case .points: " points"
    }
  }
}

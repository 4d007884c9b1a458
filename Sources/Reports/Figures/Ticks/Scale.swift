/// Where values are on an axis.
struct Scale: Hashable, Sendable {
  /// What the axis goes from and to; not the same.
  let range: ClosedRange<Double>
  let isLogarithmic: Bool

  /// Numbers beyond are left out of pictures.
  private static let largest = 1e100
  private static let smallest = 1e-100

  /// - Parameters:
  ///   - values: what the axis shows; what cannot be shown is left out.
  ///   - range: what it goes from and to, if that is given.
  ///   - margin: the share of the axis that stays free at each end, where no range is given.
  init(
    of values: some Sequence<Double>, range: ClosedRange<Double>?, isLogarithmic: Bool,
    margin: Double = 0.04
  ) {
    self.isLogarithmic = isLogarithmic
    func isShown(_ value: Double) -> Bool { Self.isShown(value, isLogarithmic) }
    if let range, isShown(range.lowerBound), isShown(range.upperBound),
      range.upperBound - range.lowerBound > 1e-9 * abs(range.upperBound)
    {
      self.range = range
      return
    }
    var least = Double.infinity
    var most = -Double.infinity
    for value in values where isShown(value) {
      least = min(least, value)
      most = max(most, value)
    }
    if least > most { (least, most) = isLogarithmic ? (1, 10) : (0, 1) }
    if isLogarithmic {
      guard most > 1.001 * least else {
        self.range = least / 2...most * 2
        return
      }
      // The same share at each end, without a power: bounds between which values lie need not be exact.
      let octaves = Logarithm.base2(most / least)
      let factor = 1 + margin * octaves
      self.range = least / factor...most * factor
    } else {
      guard most - least > 1e-9 * max(abs(most), abs(least), 1e-90) else {
        let half = most == 0 ? 1 : abs(most) * 0.05
        self.range = least - half...most + half
        return
      }
      let room = margin * (most - least)
      self.range = least - room...most + room
    }
  }

  private static func isShown(_ value: Double, _ isLogarithmic: Bool) -> Bool {
    value.isFinite && abs(value) < largest && (!isLogarithmic || value > smallest)
  }

  /// 0 where the axis begins, 1 where it ends; nil for what cannot be shown. May lie beyond the ends.
  func position(of value: Double) -> Double? {
    guard Self.isShown(value, isLogarithmic) else { return nil }
    guard isLogarithmic else {
      return (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    }
    return Logarithm.base2(value / range.lowerBound)
      / Logarithm.base2(range.upperBound / range.lowerBound)
  }

  func contains(_ value: Double) -> Bool { range.contains(value) }
}

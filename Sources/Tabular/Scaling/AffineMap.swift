/// A straight line, in double precision: `(x - center) · factor + base`.
public struct AffineMap: Hashable, Sendable {
  /// What is subtracted first.
  public let center: Double
  /// What is multiplied by; 0 for a feature that is constant.
  public let factor: Double
  /// What is added at last.
  public let base: Double

  /// A line by its numbers.
  package init(center: Double, factor: Double, base: Double) {
    self.center = center
    self.factor = factor
    self.base = base
  }

  /// From [minimum, maximum] onto [-1, 1]: both ends land there exactly. All becomes 0 if they are equal.
  init(from minimum: Double, to maximum: Double) {
    let isConstant = !(maximum > minimum)
    self.init(
      center: minimum, factor: isConstant ? 0 : 2 / (maximum - minimum),
      base: isConstant ? 0 : -1)
  }

  /// To `center` 0 and `scale` 1. All becomes 0 if the scale is.
  init(center: Double, scale: Double) {
    self.init(center: center, factor: scale > 0 ? 1 / scale : 0, base: 0)
  }

  /// What `x` becomes.
  func value(of x: Double) -> Double { (x - center) * factor + base }
}

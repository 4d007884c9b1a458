/// A coordinate as SVG has it: with two decimals at most, the same on every machine.
struct SVGNumber: CustomStringConvertible {
  private let hundredths: Int

  init(_ value: Double) {
    // What has no place is in the corner; nothing is as large as this.
    hundredths = value.isFinite && abs(value) < 1e9 ? Int((value * 100).rounded()) : 0
  }

  var description: String {
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    let decimals = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(whole).\(decimals)"
  }
}

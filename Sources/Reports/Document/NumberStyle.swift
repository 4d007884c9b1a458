/// How a number is shown. The number itself keeps its precision.
public struct NumberStyle: Hashable, Sendable, Codable {
  /// What a number is shown in.
  public enum Unit: String, Hashable, Sendable, Codable {
    /// As it is.
    case plain
    /// A share, shown in percent; the sign of percent is not shown, since the title of a row or column has it.
    case percent
    /// A share, shown in percent with the sign: `9.4 %`.
    case percentWithSign = "percent_with_sign"
    /// A share that is a difference of shares, shown in points with the word: `+0.31 points`.
    case points
  }

  /// The digits behind the point.
  public let decimals: Int
  /// What the number is shown in.
  public let unit: Unit
  /// Whether numbers that are not negative have a plus.
  public let isSigned: Bool

  private enum CodingKeys: String, CodingKey {
    case decimals, unit, isSigned = "signed"
  }

  /// A style with so many decimals.
  public init(decimals: Int, unit: Unit = .plain, isSigned: Bool = false) {
    self.decimals = decimals
    self.unit = unit
    self.isSigned = isSigned
  }

  /// A share in percent, without the sign.
  public static func percent(decimals: Int = 2, isSigned: Bool = false) -> NumberStyle {
    NumberStyle(decimals: decimals, unit: .percent, isSigned: isSigned)
  }

  /// A share in percent, with the sign.
  public static func percentWithSign(decimals: Int, isSigned: Bool = false) -> NumberStyle {
    NumberStyle(decimals: decimals, unit: .percentWithSign, isSigned: isSigned)
  }

  /// A difference of accuracies: `+0.31 points`.
  public static let points = NumberStyle(decimals: 2, unit: .points, isSigned: true)

  /// A difference that is given by its size: `0.31 points`.
  static let magnitude = NumberStyle(decimals: 2, unit: .points)
}

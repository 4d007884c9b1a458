extension Quantity: Codable {
  private enum Key: String, CodingKey {
    case count, number, interval, pValue = "p_value", seconds
    case plusMinus = "plus_minus"
    case isGrouped = "grouped"
    case isDifference = "difference"
    case style
  }

  /// Writes an object whose numbers are in full precision: `count`, `number`, `plus_minus`, `interval`, `p_value` or
  /// `seconds`, and the `style` that they are shown in.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .count(let count, let isGrouped):
      try container.encode(count, forKey: .count)
      if isGrouped { try container.encode(true, forKey: .isGrouped) }
    case .number(let number, let style):
      try container.encode(number, forKey: .number)
      try container.encode(style, forKey: .style)
    case .spread(let number, let plusMinus, let interval, let style):
      try container.encode(number, forKey: .number)
      try container.encode(plusMinus, forKey: .plusMinus)
      try container.encodeIfPresent(interval.map(Bounds.init), forKey: .interval)
      try container.encode(style, forKey: .style)
    case .interval(let interval, let style):
      try container.encode(Bounds(interval), forKey: .interval)
      try container.encode(style, forKey: .style)
    case .difference(let number, let interval, let style):
      try container.encode(number, forKey: .number)
      try container.encode(Bounds(interval), forKey: .interval)
      try container.encode(true, forKey: .isDifference)
      try container.encode(style, forKey: .style)
    case .pValue(let value): try container.encode(value, forKey: .pValue)
    case .duration(let seconds): try container.encode(seconds, forKey: .seconds)
    }
  }

  /// Reads what `encode(to:)` wrote.
  /// - Throws: `DecodingError` also if the bounds of an interval are in the wrong order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let count = try container.decodeIfPresent(Int.self, forKey: .count) {
      let isGrouped = try container.decodeIfPresent(Bool.self, forKey: .isGrouped) ?? false
      self = .count(count, isGrouped: isGrouped)
    } else if let value = try container.decodeIfPresent(Double.self, forKey: .pValue) {
      self = .pValue(value)
    } else if let seconds = try container.decodeIfPresent(Double.self, forKey: .seconds) {
      self = .duration(seconds: seconds)
    } else {
      let style = try container.decode(NumberStyle.self, forKey: .style)
      let interval = try container.decodeIfPresent(Bounds.self, forKey: .interval)?.range
      guard let number = try container.decodeIfPresent(Double.self, forKey: .number) else {
        self = .interval(try container.decode(Bounds.self, forKey: .interval).range, style)
        return
      }
      if let plusMinus = try container.decodeIfPresent(Double.self, forKey: .plusMinus) {
        self = .spread(number, plusMinus: plusMinus, interval: interval, style)
      } else if let interval,
        try container.decodeIfPresent(Bool.self, forKey: .isDifference) == true
      {
        self = .difference(number, interval: interval, style)
      } else {
        self = .number(number, style)
      }
    }
  }

  /// The bounds of an interval.
  private struct Bounds: Codable {
    let low: Double
    let high: Double

    init(_ range: ClosedRange<Double>) {
      low = range.lowerBound
      high = range.upperBound
    }

    var range: ClosedRange<Double> { low...high }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      low = try container.decode(Double.self, forKey: .low)
      high = try container.decode(Double.self, forKey: .high)
      guard low <= high else {
        throw DecodingError.dataCorruptedError(
          forKey: .high, in: container, debugDescription: "expected a bound that is not below 'low'"
        )
      }
    }

    private enum CodingKeys: String, CodingKey {
      case low, high
    }
  }
}

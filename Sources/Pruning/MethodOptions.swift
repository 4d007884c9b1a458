/// The value of a method's option.
public enum OptionValue: Hashable, Sendable {
  case number(Double)
  case word(String)
}

extension OptionValue: CustomStringConvertible {
  /// `20`, `0.5` or `bounded`.
  public var description: String {
    switch self {
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .word(let word): word
    }
  }
}

extension OptionValue: Codable {
  /// Reads a number or a text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .word(try container.decode(String.self))
    }
  }

  /// Writes a number or a text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .word(let word): try container.encode(word)
    }
  }
}

/// What is wrong with an option.
public struct OptionError: Error, Hashable, Sendable {
  /// The option.
  public let key: String
  /// What should have been there, as the object of "expected".
  public let expected: String
  /// The options that the method has, where it does not have this one; nil if its value is wrong.
  public let known: [String]?

  init(key: String, expected: String) {
    self.key = key
    self.expected = expected
    known = nil
  }

  /// An option that `method` does not have.
  init(unknown key: String, of method: String, having known: [String]) {
    self.key = key
    expected =
      known.isEmpty
      ? "no options of \(method)"
      : "one of the options of \(method): \(known.joined(separator: ", "))"
    self.known = known
  }
}

/// The options of a method as somebody chose them, which the method reads one after the other
/// (``Method/configured(by:)``).
///
/// What is not chosen is as the method has it. The values that were read decide a result, and so the name of a run.
public struct MethodOptions {
  private let chosen: [String: OptionValue]
  /// The keys that were asked for, in order.
  public private(set) var known: [String] = []
  /// The values that were read, those that nobody chose among them.
  public private(set) var values: [String: OptionValue] = [:]

  /// The options of a method that were chosen, by key.
  public init(_ chosen: [String: OptionValue] = [:]) { self.chosen = chosen }

  /// The keys that were chosen and that nobody asked for.
  public var unknown: [String] { chosen.keys.filter { !known.contains($0) }.sorted() }

  /// A number in `range`.
  public mutating func number(
    _ key: String, in range: ClosedRange<Double>, default own: Double
  ) throws(OptionError) -> Double {
    try optionalNumber(key, in: range, default: own) ?? own
  }

  /// A number in `range`, or nothing.
  /// - Parameter words: what stands for a number.
  public mutating func optionalNumber(
    _ key: String, in range: ClosedRange<Double>, default own: Double?,
    words: [String: Double] = [:]
  ) throws(OptionError) -> Double? {
    let expected =
      (range.upperBound == .greatestFiniteMagnitude
        ? "a number of at least \(range.lowerBound)"
        : "a number from \(range.lowerBound) to \(range.upperBound)")
      + words.keys.sorted().map { ", or \($0)" }.joined() + (words.isEmpty ? "" : ",")
    return try read(key, default: own, expected, { .number($0) }) { value in
      if case .word(let word) = value { return words[word] }
      guard case .number(let number) = value, range.contains(number) else { return nil }
      return number
    }
  }

  /// A whole number in `range`.
  public mutating func integer(
    _ key: String, in range: ClosedRange<Int>, default own: Int
  ) throws(OptionError) -> Int {
    let expected = "an integer from \(range.lowerBound) to \(range.upperBound)"
    return try read(key, default: own, expected, { .number(Double($0)) }) { value in
      guard case .number(let number) = value, let integer = Int(exactly: number),
        range.contains(integer)
      else { return nil }
      return integer
    } ?? own
  }

  /// `true` or `false`.
  public mutating func flag(_ key: String, default own: Bool) throws(OptionError) -> Bool {
    try read(key, default: own, "true or false", { .word("\($0)") }) { Bool("\($0)") } ?? own
  }

  /// One of the words of an enumeration.
  public mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, default own: Choice
  ) throws(OptionError) -> Choice {
    try optionalChoice(key, default: own) ?? own
  }

  /// One of the words of an enumeration, or nothing.
  public mutating func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, default own: Choice?
  ) throws(OptionError) -> Choice? {
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    return try read(key, default: own, "one of \(words)", { .word($0.rawValue) }) {
      Choice(rawValue: "\($0)")
    }
  }

  /// One of some words, or nothing.
  public mutating func optionalWord(
    _ key: String, among words: [String], default own: String?
  ) throws(OptionError) -> String? {
    try read(key, default: own, "one of \(words.joined(separator: ", "))", { .word($0) }) {
      words.contains("\($0)") ? "\($0)" : nil
    }
  }

  private mutating func read<Value>(
    _ key: String, default own: Value?, _ expected: String, _ write: (Value) -> OptionValue,
    _ read: (OptionValue) -> Value?
  ) throws(OptionError) -> Value? {
    known.append(key)
    guard let value = chosen[key] else {
      values[key] = own.map(write)
      return own
    }
    guard let result = read(value) else { throw OptionError(key: key, expected: expected) }
    values[key] = write(result)
    return result
  }
}

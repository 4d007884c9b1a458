/// What protocol files, journals and tables of comma-separated values call a method of a comparison.
public struct MethodName: RawRepresentable, Hashable, Sendable {
  /// `cpna`.
  public let rawValue: String

  /// Any name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The dense network of the setting that did best in the search: NN(best).
  public static let dense = MethodName(rawValue: "dense")
  /// The dense network with about as many connections as a pruned one: NN(equivalent).
  public static let equivalent = MethodName(rawValue: "equivalent")
  /// The network pruned by CPNA: NN+CPNA.
  public static let cpna = MethodName(rawValue: "cpna")
}

extension MethodName: ExpressibleByStringLiteral {
  /// The name that a program writes as a literal, such as that of a method of its own.
  public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension MethodName: Comparable {
  /// The order of `results.csv`: the paper's three methods first, then the alphabet.
  public static func < (a: MethodName, b: MethodName) -> Bool {
    (a.rank, a.rawValue) < (b.rank, b.rawValue)
  }

  private var rank: Int {
    switch self {
    case .dense: 0
    case .equivalent: 1
    case .cpna: 2
    default: 3
    }
  }
}

extension MethodName: Codable {
  /// What engine 2 called two of the methods.
  private static let formerNames: [String: MethodName] = ["best": .dense, "pruned": .cpna]

  /// Whether older runs call another method so.
  static func isFormer(_ name: String) -> Bool { formerNames[name] != nil }

  /// Reads a name, or what older runs call the method.
  public init(from decoder: any Decoder) throws {
    self.init(stored: try decoder.singleValueContainer().decode(String.self))
  }

  /// The method that a journal calls so.
  init(stored name: String) { self = Self.formerNames[name] ?? MethodName(rawValue: name) }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  /// What random streams call the method: names that were given once stay, so that intervals do too.
  package var streamName: String {
    Self.formerNames.first { $0.value == self }?.key ?? rawValue
  }
}

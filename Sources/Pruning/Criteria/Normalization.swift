/// Whether and how hidden nodes are normalised before connections are removed: the N of CPNA.
public enum Normalization: String, CaseIterable, Hashable, Sendable {
  /// Not at all: CPA.
  case none
  /// To incoming weights of norm 1, but no further than to a bias of 10: equation 3 of the paper, but
  /// for nodes whose bias outweighs their incoming weights by more than that.
  case bounded
  /// To incoming weights of norm 1, whatever becomes of the bias: equation 3 of the paper as it
  /// stands. With an L2 penalty runs can diverge: the bias of a node that is always active outlives
  /// its weights, and is divided by their shrinking norm epoch after epoch.
  case unbounded

  /// The largest bias that normalisation may make; nil if it is not done.
  var largestBias: Float? {
    switch self {
    case .none: nil
    case .bounded: 10
    case .unbounded: .infinity
    }
  }
}

extension Normalization: Codable {
  /// Reads what ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let isDone = try? container.decode(Bool.self) {
      self = isDone ? .bounded : .none
      return
    }
    let word = try container.decode(String.self)
    guard let value = Self(rawValue: word) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no normalization is called '\(word)'")
    }
    self = value
  }

  /// `true` for bounded and `false` for none: a run that was described before there was a third kind
  /// has the description, and so the name, that it had.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .none: try container.encode(false)
    case .bounded: try container.encode(true)
    case .unbounded: try container.encode(rawValue)
    }
  }
}

/// Whether and how hidden nodes are normalised before connections are removed: the N of CPNA.
public enum Normalization: String, CaseIterable, Hashable, Sendable {
  /// Nodes are not normalised: CPA.
  case none
  /// Incoming weights get norm 1, unless the bias would exceed 10: equation 3 of the paper, except for nodes
  /// whose bias is more than 10 times the norm of their incoming weights.
  case bounded
  /// Incoming weights get norm 1, however large the bias becomes: equation 3 of the paper exactly. With an L2
  /// penalty runs can diverge: in a node that is always active the weights shrink faster than the bias, which
  /// is divided by their shrinking norm in every epoch.
  case unbounded

  /// The largest bias that normalisation may produce; nil without normalisation.
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

  /// Writes `true` for bounded and `false` for none, so that runs from before the third kind existed keep their
  /// description, and with it their name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .none: try container.encode(false)
    case .bounded: try container.encode(true)
    case .unbounded: try container.encode(rawValue)
    }
  }
}

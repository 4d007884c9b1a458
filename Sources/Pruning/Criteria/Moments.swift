/// What becomes of Adam's moments where weights are rescaled by normalisation, of which the paper says nothing.
public enum Moments: String, CaseIterable, Codable, Hashable, Sendable {
  /// They follow the weights: those of a weight that is multiplied by c are divided by c, and by its square, as if it had
  /// been trained at that scale.
  case rescaled
  /// They stay as they are.
  case kept
}

/// How features are brought to one scale, each for itself. The columns of a category's levels become -1 and 1 whatever
/// the scaling.
public enum Scaling: String, CaseIterable, Codable, Hashable, Sendable {
  /// Linearly, the smallest value to -1 and the largest to 1 (paper, section 4.2).
  case minmax
  /// To mean 0 and standard deviation 1.
  case standard
  /// To median 0 and interquartile range 1.
  case robust
  /// To a normal distribution, by rank.
  case quantile
}

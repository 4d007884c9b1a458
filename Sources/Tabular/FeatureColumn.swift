/// A column of a table as it was written, and the features that it became.
public struct FeatureColumn: Hashable, Sendable {
  /// What it is called.
  public let name: String
  /// The columns of the feature matrix: one for a number, one for each level of a category.
  public let features: Range<Int>
  /// Whether the features are the 0/1 columns of a category's levels.
  public let isOneHot: Bool
  /// How missing values, NaN in all of the features, are filled; nil if there are none.
  public let fill: Fill?
  /// What was subtracted from each number before it was rounded to single precision.
  public let offset: Double

  /// What a missing value becomes.
  public enum Fill: String, CaseIterable, Hashable, Sendable {
    /// The median of the values that are there, the mean of the middle two of an even number.
    case median
    /// The value that is there most often; of several the smallest, or the first level.
    case mode
  }

  /// A column; whether it fits a matrix is for the ``Dataset`` to say.
  public init(
    name: String, features: Range<Int>, isOneHot: Bool, fill: Fill? = nil, offset: Double = 0
  ) {
    self.name = name
    self.features = features
    self.isOneHot = isOneHot
    self.fill = fill
    self.offset = offset
  }
}

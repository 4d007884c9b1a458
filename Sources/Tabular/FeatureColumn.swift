/// A column of a table as it was written, and the features that it became.
public struct FeatureColumn: Hashable, Sendable {
  /// The column's name.
  public let name: String
  /// The columns of the feature matrix that hold it: one for a number, one for each level of a category.
  public let features: Range<Int>
  /// Whether the features are the 0/1 columns of a category's levels.
  public let isOneHot: Bool
  /// How missing values (NaN in each of ``features``) are filled; nil if none are missing.
  public let fill: Fill?
  /// What was subtracted from each number before it was rounded to single precision.
  public let offset: Double

  /// What a missing value becomes.
  public enum Fill: String, CaseIterable, Hashable, Sendable {
    /// The median of the known values; of an even number of them, the mean of the middle two.
    case median
    /// The most frequent value; of equally frequent ones the smallest, or the first level.
    case mode
  }

  /// A column. ``Dataset`` checks that it fits the matrix.
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

/// A classification table in memory: features, labels and what they are called.
public struct Dataset: Sendable {
  /// The short name, as on the command line: `car`.
  public let name: String
  /// The name for people: `Car Evaluation`.
  public let title: String
  /// `[rows, features]`, in the file's own units; protocols decide how to scale them.
  public let features: Matrix
  /// One class index in `0..<classNames.count` for each row.
  public let labels: [Int]
  /// One name for each column of `features`.
  public let featureNames: [String]
  /// One name for each class.
  public let classNames: [String]
  /// Where the rows came from, for the report: file names, or the model that computed them.
  public let provenance: String
  /// The columns that became the features, in order.
  public let columns: [FeatureColumn]
  /// What was left out, filled or made a level of its own.
  public let preparation: Preparation
  /// For each row which group it is of, such as a writer or a speaker, whose rows no split parts; nil without groups.
  public let groups: [Int]?
  /// For each row whether it is in the source's own test set; nil if the source has none.
  public let isGivenTest: [Bool]?

  /// - Parameters:
  ///   - columns: the columns behind the features; by default each feature is a column of numbers.
  ///   - groups: for each row which group it is of; nil without groups.
  ///   - isGivenTest: for each row whether it is in the source's own test set; nil if the source has none.
  /// - Precondition: the counts agree and every label names a class.
  public init(
    name: String, title: String, features: Matrix, labels: [Int], featureNames: [String],
    classNames: [String], provenance: String, columns: [FeatureColumn]? = nil,
    preparation: Preparation = Preparation(), groups: [Int]? = nil,
    isGivenTest: [Bool]? = nil
  ) {
    precondition(labels.count == features.rows, "Dataset: one label for each row")
    precondition(featureNames.count == features.columns, "Dataset: one name for each feature")
    precondition(labels.allSatisfy(classNames.indices.contains), "Dataset: label out of range")
    self.name = name
    self.title = title
    self.features = features
    self.labels = labels
    self.featureNames = featureNames
    self.classNames = classNames
    self.provenance = provenance
    self.columns =
      columns
      ?? featureNames.enumerated().map {
        FeatureColumn(name: $1, features: $0..<$0 + 1, isOneHot: false)
      }
    precondition(
      self.columns.flatMap(\.features) == Array(0..<features.columns),
      "Dataset: the columns do not match the features")
    self.preparation = preparation
    precondition(
      groups.map { $0.count == features.rows } ?? true, "Dataset: one group for each row")
    self.groups = groups
    precondition(
      isGivenTest.map { $0.count == features.rows } ?? true, "Dataset: one part for each row")
    self.isGivenTest = isGivenTest
  }

  /// The features, with missing values filled by rules fitted on `rows`.
  public func filledFeatures(from rows: some Sequence<Int>) -> Matrix {
    guard columns.contains(where: { $0.fill != nil }) else { return features }
    return Imputer(fitting: features, columns: columns, rows: rows).filled(features)
  }

  /// The number of samples.
  public var rows: Int { features.rows }
}

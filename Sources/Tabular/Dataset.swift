/// A classification table in memory: features, labels and what they are called.
public struct Dataset: Sendable {
  /// The short name, as on the command line: `car`.
  public let name: String
  /// The name for people: `Car Evaluation`.
  public let title: String
  /// `[rows, features]`, in the file's own units; scaling is the protocol's business.
  public let features: Matrix
  /// One class index in `0..<classNames.count` for each row.
  public let labels: [Int]
  /// One name for each column of `features`.
  public let featureNames: [String]
  /// One name for each class.
  public let classNames: [String]
  /// Where the rows came from, for the report: file names, or the model that computed them.
  public let provenance: String

  /// - Precondition: the counts agree and every label names a class.
  public init(
    name: String, title: String, features: Matrix, labels: [Int], featureNames: [String],
    classNames: [String], provenance: String
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
  }

  /// The number of samples.
  public var rows: Int { features.rows }
}

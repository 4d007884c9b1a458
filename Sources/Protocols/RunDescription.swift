public import Inputs
public import Tabular

/// What the report says of a dataset, and what identifies its content.
public struct DatasetSummary: Codable, Hashable, Sendable {
  /// The short name.
  public let name: String
  /// The name for people.
  public let title: String
  /// Samples.
  public let rows: Int
  /// Columns after one-hot encoding.
  public let features: Int
  /// Classes.
  public let classes: Int
  /// Where the rows came from.
  public let provenance: String
  /// SHA-256 of the content.
  public let fingerprint: String

  init(_ dataset: Dataset) {
    name = dataset.name
    title = dataset.title
    rows = dataset.rows
    features = dataset.features.columns
    classes = dataset.classNames.count
    provenance = dataset.provenance
    fingerprint = dataset.fingerprint
  }
}

/// The run of a protocol on some datasets.
public struct RunDescription: RunIdentity, Hashable {
  /// The version of PruneBench that wrote the run.
  public let version: String
  /// The protocol, every default resolved.
  public let protocolFile: ProtocolFile
  /// In the order of the command line.
  public let datasets: [DatasetSummary]

  /// The run of a protocol on loaded datasets.
  public init(_ protocolFile: ProtocolFile, datasets: [Dataset]) {
    version = Version.current
    self.protocolFile = protocolFile
    self.datasets = datasets.map(DatasetSummary.init)
  }

  /// The protocol's name.
  public var title: String { protocolFile.name }

  /// `protocol`.
  public static var mark: String { CodingKeys.protocolFile.rawValue }

  /// Checks the protocol.
  public func check(file: String) throws(InputError) { try protocolFile.check(file: file) }

  enum CodingKeys: String, CodingKey {
    case version
    case protocolFile = "protocol"
    case datasets
  }
}

/// PruneBench's version. A change of it is a new run: results may differ.
public enum Version {
  /// As in `prunebench --version`.
  public static let current = "0.1.0"
}

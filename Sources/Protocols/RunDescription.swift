import Foundation
import Inputs
public import Tabular
import Crypto
import Yams

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

/// Everything that determines the results of a run, defaults included: the content of `run.yaml`.
public struct RunDescription: Codable, Hashable, Sendable {
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

  /// `PROTOCOL-HASH`: the first 10 digits of the SHA-256 of the description.
  public var name: String {
    let digest = SHA256.hash(data: Data(text.utf8)).prefix(5)
    let digits = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return "\(protocolFile.name)-\(digits)"
  }

  /// The description as YAML, keys sorted: equal descriptions have equal texts.
  public var text: String {
    let encoder = YAMLEncoder()
    encoder.options.sortKeys = true
    encoder.options.width = -1
    // All values are plain numbers, texts and lists, which always encode.
    return (try? encoder.encode(self)) ?? ""
  }

  /// Reads `run.yaml`.
  init(parsing text: String, file: String) throws(InputError) {
    do {
      self = try YAMLDecoder().decode(RunDescription.self, from: text)
    } catch {
      throw InputError(
        file: file, expected: "the description of a run as PruneBench writes it",
        hint: "it was changed or written by another version: \(error)")
    }
  }

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

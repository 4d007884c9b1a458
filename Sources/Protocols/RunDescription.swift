import Foundation
import Inputs
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
    get throws(InputError) {
      var fingerprint = Fingerprint()
      fingerprint.update(Data(try text.utf8))
      return "\(protocolFile.name)-\(fingerprint.hexadecimal.prefix(10))"
    }
  }

  /// The description as JSON, which is YAML too, keys sorted: equal descriptions have equal texts.
  /// (Not by a YAML encoder: that rounds numbers to 15 digits.)
  /// - Throws: ``InputError`` if a number of the protocol is not finite; none that was read is.
  public var text: String {
    get throws(InputError) {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      do {
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
      } catch {
        throw InputError(expected: "a protocol of finite numbers", found: protocolFile.name)
      }
    }
  }

  /// Reads `run.yaml`.
  /// - Throws: ``InputError`` if it is not as PruneBench writes it.
  init(parsing text: String, file: String) throws(InputError) {
    do {
      self = try JSONDecoder().decode(RunDescription.self, from: Data(text.utf8))
    } catch {
      throw InputError(
        file: file, expected: "the description of a run as PruneBench writes it",
        hint: "it was changed, or written by another version")
    }
    try protocolFile.check(file: file)
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

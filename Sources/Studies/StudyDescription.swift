public import Inputs
public import Protocols

/// The run of a study: the content of its `run.yaml`.
public struct StudyDescription: RunIdentity, Hashable {
  /// The version of PruneBench that wrote the run.
  public let version: String
  /// The study, every default resolved.
  public let study: StudyFile

  /// The run of a study by this version.
  public init(_ study: StudyFile) {
    version = Version.current
    self.study = study
  }

  public var title: String { study.study }

  public static var mark: String { CodingKeys.study.rawValue }

  public func check(file: String) throws(InputError) { try study.check(file: file) }

  enum CodingKeys: String, CodingKey {
    case version
    case study
  }
}

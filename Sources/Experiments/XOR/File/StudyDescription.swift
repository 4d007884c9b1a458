public import Inputs
public import Runs

/// The run of a study: the content of its `run.yaml`.
public struct StudyDescription: RunIdentity, Hashable {
  /// The version of PruneBench that wrote the run.
  public let version: String
  /// The revision of its arithmetic.
  public let engine: Int
  /// The study, every default resolved.
  public private(set) var study: StudyFile

  /// The run of a study by this version.
  public init(_ study: StudyFile) {
    version = Version.current
    engine = Version.engine
    self.study = study
  }

  /// The study's name.
  public var title: String { study.study }

  /// The run without the study's title and summary.
  public var withoutPresentation: StudyDescription {
    var result = self
    result.study = study.untitled
    return result
  }

  /// `study`.
  public static var mark: String { CodingKeys.study.rawValue }

  /// Checks the study.
  public func check(file: String) throws(InputError) { try study.check(file: file) }

  enum CodingKeys: String, CodingKey {
    case version
    case engine
    case study
  }
}

extension RunFolder {
  /// The finished fits of a study, in the order of their keys.
  /// - Throws: ``InputError`` if the journal cannot be read.
  public func studyRecords() throws(InputError) -> [StudyRecord] {
    try StoredRun<StudyDescription>(self).records
  }
}

package import Inputs
package import Runs

/// The run of a study: the content of its `run.yaml`.
package struct StudyDescription: RunIdentity, Hashable {
  /// The version of PruneBench that wrote the run.
  package let version: String
  /// The revision of its arithmetic.
  package let engine: Int
  /// The study, every default resolved.
  package private(set) var study: StudyFile

  /// The run of a study by this version.
  package init(_ study: StudyFile) {
    version = Version.current
    engine = Version.engine
    self.study = study
  }

  /// The study's name.
  package var title: String { study.study }

  /// The run without the study's title and summary.
  package var withoutPresentation: StudyDescription {
    var result = self
    result.study = study.untitled
    return result
  }

  /// `study`.
  package static var mark: String { CodingKeys.study.rawValue }

  /// Checks the study.
  package func check(file: String) throws(InputError) { try study.check(file: file) }

  enum CodingKeys: String, CodingKey {
    case version
    case engine
    case study
  }
}

extension RunFolder {
  /// The finished fits of a study, in the order of their keys.
  /// - Throws: ``InputError`` if the journal cannot be read.
  package func studyRecords() throws(InputError) -> [StudyRecord] {
    try StoredRun<StudyDescription>(self).records
  }
}

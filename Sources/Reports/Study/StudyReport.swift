public import Inputs
public import Protocols
import Studies

/// The report of a study: a pure function of its description and records.
public struct StudyReport: Sendable {
  let description: StudyDescription
  let environment: Environment
  let records: [StudyRecord]

  /// Reads the run in `folder`.
  /// - Throws: ``InputError`` if it is not the folder of a study's run, or damaged.
  public init(of folder: RunFolder) throws(InputError) {
    description = try folder.description()
    environment = try folder.environment()
    records = try folder.studyRecords()
  }

  var study: StudyFile { description.study }

  /// The results of the fits that are reported, without those of the search and the failed ones.
  func results(
    _ problem: Problem, _ method: StudyMethod, hidden: Int? = nil
  ) -> [(key: StudyKey, result: StudyResult)] {
    records.compactMap { record in
      guard record.key.phase == .final, record.key.problem == problem.name,
        record.key.method == method, hidden == nil || record.key.setting.hidden == hidden,
        let result = record.result
      else { return nil }
      return (record.key, result)
    }
  }

  /// Writes `results.csv`, the figures and `report.md`.
  /// - Returns: what became of the pictures.
  /// - Throws: ``InputError`` if the folder cannot be written.
  public func write(to folder: RunFolder) async throws -> Pictures {
    try folder.write(resultsCSV, to: folder.resultsFile)
    let pictures = try await Gnuplot().draw(figures, into: folder)
    try folder.write(markdown, to: folder.reportFile)
    return pictures
  }

  /// The tables, for a terminal.
  public var tables: String {
    "\(study.title)\n\n" + sections.map(\.table.text).joined(separator: "\n")
  }
}

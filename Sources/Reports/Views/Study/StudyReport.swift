import Experiments
package import Inputs
package import Runs

/// The report of a study: a pure function of its description and records.
package struct StudyReport: Sendable {
  private let source: RunFolder
  /// As it was read.
  private let run: StoredRun<StudyDescription>
  let description: StudyDescription
  /// Nil if the folder does not have it any more.
  let environment: Environment?
  /// What is to be known of the folder's files, a sentence each.
  package let notes: [String]
  let records: [StudyRecord]

  /// Reads the run in `folder`.
  /// - Throws: ``InputError`` if it is not the folder of a study's run, or damaged.
  package init(of folder: RunFolder) throws(InputError) {
    let run = try StoredRun<StudyDescription>(folder)
    source = folder
    self.run = run
    description = run.description
    environment = run.environment
    notes = run.notes
    records = run.records
  }

  /// Leaves the counts of a run that this process has just written for the next `prunebench status`.
  /// - Parameter shards: those that it is done in; 0 if it is not.
  package func leaveStatus(shards: Int) { RunStatus.leave(run, in: source, shards: shards) }

  var study: StudyFile { description.study }

  /// What the study's pictures are called.
  var figureName: String { FileNames(of: [study.study])[study.study] }

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

  /// One check for each problem: the paired difference of two methods, and whether it is above
  /// `margin`.
  func checks(_ a: StudyMethod, minus b: StudyMethod, margin: Double) -> [Claim.Check] {
    study.cases.compactMap { one in
      Difference(results(one.problem, a), minus: results(one.problem, b)).map { difference in
        Claim.Check(
          finding: """
            \(words: one.problem.title): \(name: a.title) minus \(name: b.title) is \(difference.text).
            """,
          holds: difference.isAbove(margin))
      }
    }
  }

  /// The widths that were trained, where axes have their ticks.
  var hiddenTicks: [Double] { Set(study.cases.flatMap(\.hidden)).sorted().map(Double.init) }

  /// Writes `results.csv`, `report.md`, the same in other formats, and the figures.
  /// - Throws: ``InputError`` if the folder cannot be written.
  package func write(
    to folder: RunFolder, as formats: [ReportFormat] = ReportFormat.standard
  ) throws {
    try folder.write(resultsCSV, to: folder.resultsFile)
    try folder.write(document, as: formats, pictures: try figures.write(into: folder))
  }
}

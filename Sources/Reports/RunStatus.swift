public import Inputs
public import Protocols
import Studies

/// How far a run is.
public struct RunStatus: Sendable {
  private let name: String
  private let expected: Int
  private let done: Int
  private let table: AlignedTable

  /// Reads the run in `folder`; it may still go on.
  /// - Throws: ``InputError`` if it is not the folder of a run, or damaged.
  public init(of folder: RunFolder) throws(InputError) {
    if try folder.holds(StudyDescription.self) {
      try self.init(ofStudy: folder)
    } else {
      try self.init(ofComparison: folder)
    }
  }

  private init(ofComparison folder: RunFolder) throws(InputError) {
    let description: RunDescription = try folder.description()
    let records = try folder.records()
    name = try description.name
    expected = description.expectedFits
    done = records.count
    let share = expected / description.datasets.count
    table = AlignedTable(
      header: ["dataset", "fits", "of", "failed", "computing time"],
      rows: description.datasets.map { dataset in
        let own = records.filter { $0.key.dataset == dataset.name }
        return [
          dataset.name, "\(own.count)", "\(share)", "\(own.count { $0.failure != nil })",
          spelledDuration(own.map(\.seconds).reduce(0, +)),
        ]
      })
  }

  private init(ofStudy folder: RunFolder) throws(InputError) {
    let description: StudyDescription = try folder.description()
    let records = try folder.studyRecords()
    name = try description.name
    expected = description.study.expectedFits
    done = records.count
    table = AlignedTable(
      header: ["problem", "fits", "of", "failed", "computing time"],
      rows: description.study.cases.map { one in
        let own = records.filter { $0.key.problem == one.problem.name }
        return [
          one.problem.name, "\(own.count)", "\(description.study.expectedFits(of: one))",
          "\(own.count { $0.failure != nil })",
          spelledDuration(own.map(\.seconds).reduce(0, +)),
        ]
      })
  }

  /// A few lines for a terminal: fits done and failed by dataset or problem, and the total.
  public var text: String {
    let state =
      done >= expected ? "finished" : "unfinished: the same 'prunebench run' command carries on"
    return "\(name): \(done) of \(expected) fits, \(state)\n\n\(table.text)"
  }
}

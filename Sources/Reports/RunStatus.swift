public import Inputs
public import Protocols

/// How far a run is.
public struct RunStatus: Sendable {
  private let name: String
  private let description: RunDescription
  private let records: [FitRecord]

  /// Reads the run in `folder`; it may still go on.
  /// - Throws: ``InputError`` if it is not the folder of a run, or damaged.
  public init(of folder: RunFolder) throws(InputError) {
    description = try folder.description()
    name = try description.name
    records = try folder.records()
  }

  /// A few lines for a terminal: fits done and failed by dataset, and the total.
  public var text: String {
    let expected = description.expectedFits
    let rows = description.datasets.map { dataset in
      let own = records.filter { $0.key.dataset == dataset.name }
      return [
        dataset.name, "\(own.count)", "\(expected / description.datasets.count)",
        "\(own.count { $0.failure != nil })",
        spelledDuration(own.map(\.seconds).reduce(0, +)),
      ]
    }
    let table = AlignedTable(
      header: ["dataset", "fits", "of", "failed", "computing time"], rows: rows)
    let state =
      records.count >= expected
      ? "finished" : "unfinished: the same 'prunebench run' command carries on"
    return "\(name): \(records.count) of \(expected) fits, \(state)\n\n\(table.text)"
  }
}

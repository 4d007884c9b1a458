import Studies

/// The claims of several studies in one document, `claims.md`.
public struct ClaimsDocument: Sendable {
  private let reports: [StudyReport]

  /// In the order in which the studies are to appear.
  public init(_ reports: [StudyReport]) { self.reports = reports }

  /// One part for each study that has claims.
  public var markdown: String {
    let summary = reports.flatMap { report in
      report.claims.map { [report.study.study, "\($0.place): \($0.statement)", $0.verdict] }
    }
    var text = """
      # The paper's claims about XOR data

      Each claim is held against the fits of the study that it comes from: it holds if every
      measurement is as the claim has it, and in part if some are. Written by
      `prunebench report RUN ... --claims FILE` from the runs' journals.


      """
    text += MarkdownTable(header: ["study", "claim", "verdict"], rows: summary).text
    for report in reports where !report.claims.isEmpty {
      text += "\n## \(report.study.title)\n\n"
      text += report.claims.map(\.markdown).joined(separator: "\n")
    }
    return text
  }
}

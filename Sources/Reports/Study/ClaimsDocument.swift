import Experiments
import Inputs
import Statistics

/// The claims of several studies in one document, `claims.md`.
public struct ClaimsDocument: Sendable {
  private let reports: [StudyReport]

  /// In the order in which the studies are to appear; those that are not finished claim nothing.
  public init(_ reports: [StudyReport]) { self.reports = reports }

  /// One part for each study that has claims, and one for the claim that takes two studies.
  public var markdown: String {
    var parts = reports.map {
      (
        title: MarkdownText.plain($0.study.title), study: MarkdownText.plain($0.study.study),
        claims: $0.claims
      )
    }
    parts.append(("Pruned networks against no irrelevant variables", "both", [recovery]))
    parts = parts.map { ($0.title, $0.study, $0.claims.filter { !$0.checks.isEmpty }) }
      .filter { !$0.claims.isEmpty }
    let rows = parts.flatMap { part in
      part.claims.map { [part.study, "\($0.place): \($0.statement)", $0.verdict] }
    }
    var text = """
      # The paper's claims about XOR data

      Each claim is held against the fits of the study that it comes from: it holds if every
      measurement is as the claim has it, and in part if some are. Written by
      `prunebench report RUN ... --claims FILE` from the runs' journals.


      """
    text += MarkdownTable(header: ["study", "claim", "verdict"], rows: rows).text
    for part in parts {
      text += "\n## \(part.title)\n\n" + part.claims.map(\.markdown).joined(separator: "\n")
    }
    return text
  }

  /// Table 1's networks pruned in all layers beside dense networks on p = k.
  private var recovery: Claim {
    let tables = reports.filter { $0.study.figure == .table && !$0.claims.isEmpty }
    let checks = tables.flatMap { table in
      table.study.cases.flatMap { one in
        [StudyMethod.all, .interleaved].compactMap { check($0, one.problem, table) }
      }
    }
    return Claim(
      place: "Section 4.1, Table 1",
      statement: "Pruning the input layer too almost matches training on the same data without "
        + "irrelevant variables.",
      criterion: "the median is less than one point below the best median of dense "
        + "networks there",
      checks: checks)
  }

  private func check(
    _ method: StudyMethod, _ problem: Problem, _ table: StudyReport
  ) -> Claim.Check? {
    let pruned = table.results(problem, method).map(\.result.chosen.testAUC)
    // The best result that dense networks have there: the highest median of any study's setting.
    let ideal = reports.flatMap { report in
      report.study.cases.map(\.problem)
        .filter {
          $0.k == problem.k && $0.dimensions == problem.k && $0.training == problem.training
        }
        .flatMap { Dictionary(grouping: report.results($0, .dense), by: \.key.setting).values }
        .compactMap { Quantiles($0.map(\.result.chosen.testAUC))?.median }
    }.max()
    guard let ours = Quantiles(pruned)?.median, let best = ideal else { return nil }
    return Claim.Check(
      finding: "k = \(problem.k): median test AUC \(fixed(100 * ours, 2)) of "
        + "\(method.title) from p = \(problem.dimensions), \(fixed(100 * best, 2)) of dense "
        + "networks on p = \(problem.k).",
      holds: ours > best - 0.01)
  }
}

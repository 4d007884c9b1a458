import Experiments
import Statistics

/// The claims of several studies in one document, `claims.md`.
package struct ClaimsDocument: Sendable {
  private let reports: [StudyReport]
  /// The names of runs that are no studies.
  private let comparisons: [String]

  /// - Parameters:
  ///   - reports: in the order in which the studies are to appear; those that are not finished check no claim.
  ///   - comparisons: runs that are no studies, which are named as such.
  package init(_ reports: [StudyReport], besides comparisons: [Report] = []) {
    self.reports = reports
    self.comparisons = comparisons.map(\.name)
  }

  /// The content of `claims.md`.
  package var markdown: String { MarkdownWriter().write(document) }

  /// One part for each study that has claims, and one for the claim that takes two studies.
  package var document: Document {
    var parts: [(title: InlineText, study: InlineText, claims: [Claim])] = reports.map {
      ("\(name: $0.study.title)", "\(name: $0.study.study)", $0.claims)
    }
    parts.append(("Pruned networks against no irrelevant variables", "both", [recovery]))
    parts = parts.map { ($0.title, $0.study, $0.claims.filter { !$0.checks.isEmpty }) }
      .filter { !$0.claims.isEmpty }
    let rows = parts.flatMap { part in
      part.claims.map { claim -> [Cell] in
        [.text(part.study), .text(claim.title), .words(claim.verdict)]
      }
    }
    let introduction = InlineText.lines([
      "Each claim is checked on the fits of the study that it comes from: it holds if every",
      "measurement is as the claim has it, and in part if some are. Written by",
      "\(code: "prunebench report RUN ... --claims FILE") from the runs' journals.",
    ])
    let table = Table(
      "claims",
      columns: [
        Table.Column("study", "study"), Table.Column("claim", "claim"),
        Table.Column("verdict", "verdict"),
      ], rows: rows)
    return Document(
      title: "The paper's claims about XOR data",
      blocks: [.paragraph(introduction)] + unchecked.map { .paragraph($0) }
        + (rows.isEmpty ? [] : [.table(table)])
        + parts.map { part in
          .section(Section(heading: part.title, blocks: part.claims.flatMap(\.blocks)))
        })
  }

  /// Which claims cannot be checked, and why, a sentence each.
  private var unchecked: [InlineText] {
    var sentences: [InlineText] = []
    let unfinished = reports.filter { $0.records.count < $0.study.expectedFits }
    let without = reports.filter { $0.claims.isEmpty && $0.records.count >= $0.study.expectedFits }
    func names(_ reports: [StudyReport]) -> InlineText {
      reports.map { "\(code: $0.study.study)" as InlineText }.joined(separator: ", ")
    }
    if reports.isEmpty {
      sentences.append(
        "None of the runs is a study of XOR data: no claim about XOR data can be checked.")
    }
    if !unfinished.isEmpty {
      sentences.append("\(strong: "Unfinished, and left out: \(names(unfinished)).")")
    }
    if !without.isEmpty {
      sentences.append(
        "Without the methods or problems that a claim is about, so that they check none: \(names(without))."
      )
    }
    if !comparisons.isEmpty {
      let names = comparisons.map { "\(code: $0)" as InlineText }.joined(separator: ", ")
      sentences.append(
        """
        Comparisons on datasets, to which these claims do not apply: \(names). \
        \(code: "prunebench report RUN ... --side-by-side DIR") checks the paper's claims about UCI datasets.
        """)
    }
    return sentences
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
      finding: """
        k = \(problem.k): median test AUC \(percent: ours, decimals: 2) of \
        \(name: method.title) from p = \(problem.dimensions), \(percent: best, decimals: 2) of dense \
        networks on p = \(problem.k).
        """,
      // Less than one point: our reading of "almost perfectly match" (paper, section 4.1).
      holds: ours > best - 0.01)
  }
}

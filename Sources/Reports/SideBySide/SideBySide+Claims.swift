import Protocols

extension SideBySide {
  /// The content of `claims.md`.
  var claimsMarkdown: String {
    let claims = self.claims.filter { !$0.checks.isEmpty }
    var text = """
      # The paper's claims about UCI sets

      Each claim of section 4.2 is held against every set and protocol: it holds if every
      measurement is as the claim has it, and in part if some are. Written by
      `prunebench report RUN ... --side-by-side DIR` from the runs' journals.


      """
    text +=
      MarkdownTable(
        header: ["claim", "verdict"],
        rows: claims.map { ["\($0.place): \($0.statement)", $0.verdict] }
      ).text
    return text + "\n" + claims.map(\.markdown).joined(separator: "\n")
  }

  private var claims: [Claim] {
    [
      difference(
        from: .equivalent, place: "Section 4.2, last paragraph",
        statement: "On all these datasets NN+CPNA easily outperforms a network of equivalent size."),
      difference(
        from: .best, place: "Section 4.2, last paragraph",
        statement: "In most cases NN+CPNA outperforms even NN(best)."),
    ] + Method.allCases.map(figures)
  }

  /// NN+CPNA minus another method, on each set and under each protocol.
  private func difference(from method: Method, place: String, statement: String) -> Claim {
    Claim(
      place: place, statement: statement,
      criterion: "the 95 % interval of NN+CPNA's accuracy minus \(method.title)'s is above 0",
      checks: paperSets.flatMap { dataset in
        summaries(of: dataset).compactMap { run, summary in
          MethodDifference(summary, from: method, under: run.description.protocolFile).map {
            Claim.Check(
              finding: "\(dataset.title), \(run.countedAccuracy): \($0.text).",
              holds: $0.isPositive)
          }
        }
      })
  }

  /// Whether a method reaches what the paper's table has, at the best epoch as there.
  private func figures(of method: Method) -> Claim {
    Claim(
      place: "Table 3, \(method.title)",
      statement: "The test accuracy that the paper prints is reached within its ±.",
      criterion:
        "the mean accuracy at the best epoch is no more than the paper's ± below the paper's",
      checks: paperSets.flatMap { dataset in
        summaries(of: dataset).compactMap { run, summary in
          guard let ours = summary.entry(method)?.bestEpoch,
            let paper = PaperTable3(dataset: dataset.name)?[method]
          else { return nil }
          let bySplit = ours.bySplit.compactMap { $0 }
          let spread =
            bySplit.count > 1
            ? "; from \(fixed(100 * (bySplit.min() ?? 0), 2)) to "
              + "\(fixed(100 * (bySplit.max() ?? 0), 2)) by split" : ""
          // Half a unit of the last digit that the paper prints.
          let reaches = ours.mean >= paper.mean - paper.deviation - 5e-5
          return Claim.Check(
            finding: "\(dataset.title), `\(run.name)`: \(ours.percent)\(spread); the paper has "
              + "\(paper.text).",
            holds: reaches)
        }
      })
  }

  private var paperSets: [DatasetSummary] {
    datasets.filter { PaperTable3(dataset: $0.name) != nil }
  }
}

import Inputs
import Experiments

extension SideBySide {
  /// The content of `claims.md`.
  var claimsMarkdown: String {
    let claims = self.claims.filter { !$0.checks.isEmpty }
    let missing = runs.filter { $0.missingFits > 0 }.map(\.codeName)
    var text = """
      # The paper's claims about UCI sets

      The claims of section 4.2 are held against every set, under each protocol by itself. Intervals are
      of 95 % each; no correction is made for there being many. Written by
      `prunebench report RUN ... --side-by-side DIR` from the runs' journals.


      """
    if !missing.isEmpty {
      text += "**Unfinished, and left out: \(missing.joined(separator: ", ")).**\n\n"
    }
    text +=
      MarkdownTable(
        header: ["claim", "verdict"],
        rows: claims.map { ["\($0.place): \($0.statement)", $0.verdict] }
      ).text
    return text + "\n" + claims.map(\.markdown).joined(separator: "\n")
  }

  /// Those of finished runs: what a part of the fits says may yet change.
  private var claims: [Claim] {
    runs.filter { $0.missingFits == 0 }.flatMap { run in
      [
        difference(
          run, from: .equivalent,
          "on all sets NN+CPNA easily outperforms a network of equivalent size", isMostly: false),
        difference(
          run, from: .best, "in most cases NN+CPNA outperforms even NN(best)", isMostly: true),
      ] + Method.allCases.map { figures(run, of: $0) }
    }
  }

  private func paperSummaries(_ run: Report) -> [(summary: Summary, paper: PaperTable3)] {
    run.summaries.compactMap { summary in
      PaperTable3(dataset: summary.dataset.name).map { (summary, $0) }
    }
  }

  /// NN+CPNA minus another method on each set.
  /// - Parameter isMostly: whether the claim is of most sets, not of all.
  private func difference(
    _ run: Report, from method: Method, _ statement: String, isMostly: Bool
  ) -> Claim {
    let checks = paperSummaries(run).compactMap { summary, _ in
      MethodDifference(summary, from: method, under: run.description.protocolFile).map {
        let mismatch = summary.sizeMismatch(method)
        return Claim.Check(
          finding:
            "\(MarkdownText.plain(summary.dataset.title)): \($0.text)\(mismatch.map { "; \($0)" } ?? "").",
          holds: mismatch == nil ? $0.isPositive : nil)
      }
    }
    return Claim(
      place: "Section 4.2, \(run.codeName), \(run.countedAccuracy)", statement: "\(statement).",
      criterion: "the 95 % interval of NN+CPNA's accuracy minus \(method.title)'s is above 0"
        + (method == .equivalent ? ", and the two are of one size" : "")
        + (isMostly ? "; the claim holds if more than half of the sets have yes" : ""),
      checks: checks, needed: isMostly ? checks.count / 2 + 1 : nil)
  }

  /// Whether a method reaches what the paper's table has, at the best epoch as there.
  private func figures(_ run: Report, of method: Method) -> Claim {
    Claim(
      place: "Table 3, \(run.codeName), \(method.title)",
      statement: "the test accuracy that the paper prints is reached within its ±.",
      criterion:
        "the mean accuracy at the best epoch is no more than the paper's ± below the paper's; "
        + "undecided where another split may change that: where a split has reached it, or, of one "
        + "split, it is within two standard errors of a test part of so many rows",
      checks: paperSummaries(run).compactMap { summary, paper in
        guard let entry = summary.entry(method), let ours = entry.bestEpoch else { return nil }
        let paper = paper[method]
        // Half a unit of the last digit that the paper prints.
        let bar = paper.mean - paper.deviation - 5e-5
        let bySplit = ours.bySplit.compactMap { $0 }
        var spread = ""
        let mayReach: Bool
        if bySplit.count > 1, let least = bySplit.min(), let most = bySplit.max() {
          spread = "; from \(fixed(100 * least, 2)) to \(fixed(100 * most, 2)) by split"
          mayReach = most >= bar
        } else {
          let rows = entry.splits.first?.results.first?.heldOutRows ?? 1
          let error = (paper.mean * (1 - paper.mean) / Double(rows)).squareRoot()
          mayReach = ours.mean + 2 * error >= bar
        }
        return Claim.Check(
          finding:
            "\(MarkdownText.plain(summary.dataset.title)): \(ours.percent)\(spread); the paper has \(paper.text).",
          holds: ours.mean >= bar ? true : (mayReach ? nil : false))
      })
  }
}

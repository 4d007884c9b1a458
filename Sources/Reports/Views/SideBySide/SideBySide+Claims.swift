import Experiments

extension SideBySide {
  /// The content of `claims.md`.
  var claimsMarkdown: String { MarkdownWriter().write(claimsDocument) }

  /// The paper's claims, each with its verdict and its checks.
  package var claimsDocument: Document {
    let claims = self.claims.filter { !$0.checks.isEmpty }
    let missing = runs.filter { $0.missingFits > 0 }.map(\.codeName)
    var blocks: [Block] = [
      .paragraph(
        InlineText.lines([
          "The claims of section 4.2 are held against every set, under each protocol by itself. Intervals are",
          "of 95 % each; no correction is made for there being many. Written by",
          "\(code: "prunebench report RUN ... --side-by-side DIR") from the runs' journals.",
        ]))
    ]
    if !missing.isEmpty {
      let names = missing.joined(separator: ", ")
      blocks.append(.paragraph("\(strong: "Unfinished, and left out: \(names).")"))
    }
    blocks.append(
      .table(
        Table(
          "claims", columns: [Table.Column("claim", "claim"), Table.Column("verdict", "verdict")],
          rows: claims.map { [.text($0.title), .words($0.verdict)] })))
    return Document(
      title: "The paper's claims about UCI sets", blocks: blocks + claims.flatMap(\.blocks))
  }

  /// Those of finished runs: what a part of the fits says may yet change.
  private var claims: [Claim] {
    runs.filter { $0.missingFits == 0 }.flatMap { run in
      [
        difference(
          run, from: .equivalent(to: .cpna),
          "on all sets NN+CPNA easily outperforms a network of equivalent size", isMostly: false),
        difference(
          run, from: .dense, "in most cases NN+CPNA outperforms even NN(best)", isMostly: true),
      ] + methods.map { figures(run, of: $0) }
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
    _ run: Report, from method: ComparedMethod, _ statement: InlineText, isMostly: Bool
  ) -> Claim {
    let checks = paperSummaries(run).compactMap { summary, _ in
      Difference(summary, from: method.name, under: run.description.protocolFile).map {
        let mismatch = summary.sizeMismatch(method.name)
        let reason: InlineText = mismatch.map { "; \($0)" as InlineText } ?? ""
        return Claim.Check(
          finding:
            "\(name: summary.dataset.title): \($0.text)\(reason).",
          holds: mismatch == nil ? $0.isPositive : nil)
      }
    }
    return Claim(
      place: "Section 4.2, \(run.codeName), \(words: run.countedAccuracy)",
      statement: "\(statement).",
      criterion: "the 95 % interval of NN+CPNA's accuracy minus \(name: method.title)'s is above 0"
        + (method.sizedAs != nil ? ", and the two are of one size" : "")
        + (isMostly ? "; the claim holds if more than half of the sets have yes" : ""),
      checks: checks, needed: isMostly ? checks.count / 2 + 1 : nil)
  }

  /// Whether a method reaches what the paper's table has, at the best epoch as there.
  private func figures(_ run: Report, of method: ComparedMethod) -> Claim {
    Claim(
      place: "Table 3, \(run.codeName), \(name: method.title)",
      statement: "the test accuracy that the paper prints is reached within its ±.",
      criterion:
        "the mean accuracy at the best epoch is no more than the paper's ± below the paper's; "
        + "undecided where another split may change that: where a split has reached it, or, of one "
        + "split, it is within two standard errors of a test part of so many rows",
      checks: paperSummaries(run).compactMap { summary, paper in
        guard let paper = paper[method.name], let entry = summary.entry(method.name),
          let ours = entry.bestEpoch
        else { return nil }
        // Half a unit of the last digit that the paper prints.
        let bar = paper.mean - paper.deviation - 5e-5
        let bySplit = ours.bySplit.compactMap { $0 }
        var spread: InlineText = ""
        let mayReach: Bool
        if bySplit.count > 1, let least = bySplit.min(), let most = bySplit.max() {
          spread = "; from \(Quantity.interval(least...most, .percent())) by split"
          mayReach = most >= bar
        } else {
          let rows = entry.splits.first?.results.first?.heldOutRows ?? 1
          let error = (paper.mean * (1 - paper.mean) / Double(rows)).squareRoot()
          mayReach = ours.mean + 2 * error >= bar
        }
        return Claim.Check(
          finding:
            "\(name: summary.dataset.title): \(ours.percent)\(spread); the paper has \(paper.text).",
          holds: ours.mean >= bar ? true : (mayReach ? nil : false))
      })
  }
}

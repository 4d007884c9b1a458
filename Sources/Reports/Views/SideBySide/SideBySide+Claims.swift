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
          "The claims of section 4.2 are checked on every dataset, under each protocol by itself. Intervals are",
          "of 95 %, not corrected for multiple comparisons. Written by",
          "\(code: "prunebench report RUN ... --side-by-side DIR") from the runs' journals.",
        ]))
    ]
    if !missing.isEmpty {
      let names = missing.joined(separator: ", ")
      blocks.append(.paragraph("\(strong: "Unfinished, and left out: \(names).")"))
    }
    blocks += runs.compactMap { run in
      Claims.unchecked(run.description.protocolFile.methods).map {
        .paragraph("\(run.codeName): \($0)")
      }
    }
    if claims.isEmpty {
      blocks.append(.paragraph(uncheckable))
    } else {
      blocks.append(
        .table(
          Table(
            "claims",
            columns: [Table.Column("claim", "claim"), Table.Column("verdict", "verdict")],
            rows: claims.map { [.text($0.title), .words($0.verdict)] })))
    }
    return Document(
      title: "The paper's claims about UCI datasets", blocks: blocks + claims.flatMap(\.blocks))
  }

  /// Why there is no claim to check.
  private var uncheckable: InlineText {
    if runs.allSatisfy({ $0.missingFits > 0 }) {
      return "No run is finished, so that no claim can be checked yet."
    }
    return """
      No claim can be checked: the claims are about NN(best), NN(equivalent) and NN+CPNA on the five datasets of the \
      paper's Table 3.
      """
  }

  /// Those of finished runs: what a part of the fits says may yet change.
  private var claims: [Claim] {
    runs.filter { $0.missingFits == 0 }.flatMap { run in
      [
        difference(
          run, from: .equivalent(to: .cpna),
          "on all datasets NN+CPNA easily outperforms a network of equivalent size", isMostly: false
        ),
        difference(
          run, from: .dense, "in most cases NN+CPNA outperforms even NN(best)", isMostly: true),
      ] + methods.map { figures(run, of: $0) }
    }
  }

  private func paperSummaries(_ run: Report) -> [(summary: Summary, paper: PaperTable3)] {
    run.summaries.compactMap { summary in
      PaperTable3(summary.dataset).map { (summary, $0) }
    }
  }

  /// NN+CPNA minus another method on each dataset.
  /// - Parameter isMostly: whether the claim is about most datasets, not all.
  private func difference(
    _ run: Report, from method: ComparedMethod, _ statement: InlineText, isMostly: Bool
  ) -> Claim {
    let checks = paperSummaries(run).compactMap { summary, _ -> Claim.Check? in
      guard summary.entry(method.name)?.method.sizedAs == method.sizedAs else { return nil }
      return Difference(summary, from: method.name, under: run.description.protocolFile).map {
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
        + (method.sizedAs != nil ? ", and the two have about as many connections" : "")
        + (isMostly
          ? "; the claim holds if the answer is yes for more than half of the datasets" : ""),
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
        + "split, it is within two standard errors of the accuracy on a test set of so many rows",
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

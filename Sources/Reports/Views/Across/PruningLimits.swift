import Experiments
import Pruning

/// How much each method can prune before it loses accuracy, over the datasets of a run.
struct PruningLimits {
  let ratios: AcrossRatios
  /// What is wrong with the datasets, if anything is.
  let caveat: InlineText?
  private let answer: Answer

  init(_ ratios: AcrossRatios, caveat: InlineText? = nil, seed: UInt64) {
    self.ratios = ratios
    self.caveat = caveat
    // By ratio, then by method, as questions have them.
    answer = Answer(
      ratios.ratios.indices.flatMap { place in ratios.rows.map { $0.contrasts[place] } },
      seed: seed)
  }

  /// The largest ratio up to which a method keeps the accuracy at every ratio that was tried.
  private func farthest(_ method: ComparedMethod) -> AcrossRatios.Ratio? {
    ratios.ratios.prefix { ratio in
      answer.comparisons.contains {
        $0.method == method && $0.level == ratio.level && $0.keepsAccuracy
      }
    }.last
  }

  /// What the datasets say, in a sentence.
  var sentence: InlineText {
    let limits = ratios.rows.map { (title: $0.method.title, ratio: farthest($0.method)?.text) }
    let groups = ratios.ratios.reversed().map(\.text).compactMap { ratio -> InlineText? in
      let own = limits.filter { $0.ratio == ratio }.map { "\(name: $0.title)" as InlineText }
      return own.isEmpty ? nil : "up to \(words: ratio) \(own.joined(separator: ", "))"
    }
    guard !groups.isEmpty else {
      return """
        No method keeps the accuracy of \(name: ratios.control.title), not even at \(words: ratios.ratios[0].text): for each P(worse \
        by over \(percent: Difference.rope, decimals: 1) points) is above 0.05.
        """
    }
    let none = limits.filter { $0.ratio == nil }.map { "\(name: $0.title)" as InlineText }
    let rest: [InlineText] = none.isEmpty ? [] : ["at no ratio \(none.joined(separator: ", "))"]
    return """
      The accuracy of \(name: ratios.control.title) is kept (P(worse by over \(percent: Difference.rope, decimals: 1) points) \
      is at most 0.05 at every ratio): \((groups + rest).joined(separator: "; ")).
      """
  }

  var section: Section {
    Section(
      heading: "How much can be pruned",
      blocks: [caveat].compactMap(\.self).map(Block.paragraph) + [.paragraph(text), .table(table)]
        + ratios.figures.map { .figure($0.reference(in: "figures")) } + [
          .paragraph(
            """
            Each method at each share of connections minus \(name: ratios.control.title). \(Answer.explanation)
            """), .table(answer.table),
        ])
  }

  private var text: InlineText {
    """
    A method keeps the accuracy of \(name: ratios.control.title) at a ratio if it is at most as probable as 0.05 that it is \
    worse, on other datasets like these, by more than \(percent: Difference.rope, decimals: 1) points (Bayesian signed-rank \
    test). The second column has the largest ratio up to which a method does so at every ratio that was tried. The others \
    count the datasets on which its mean difference is above \(percent: -Difference.rope, decimals: 1) points.
    """
  }

  private var table: Table {
    var table = Table(
      "how-far",
      columns: [
        Table.Column("method", "method"),
        Table.Column("farthest", "keeps the accuracy up to", alignment: .trailing),
      ]
        + ratios.ratios.map {
          Table.Column("kept-\($0.level)", "\(words: $0.text)", alignment: .trailing)
        })
    for row in ratios.rows {
      table.append(
        [
          .name(row.method.title),
          farthest(row.method).map { .words($0.text) } ?? .missing("no ratio"),
        ]
          + row.contrasts.map {
            .words("\(AcrossRatios.kept($0)) of \($0.differences.count)")
          })
    }
    return table
  }
}

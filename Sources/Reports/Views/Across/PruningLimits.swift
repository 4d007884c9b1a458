import Experiments
import Pruning
import Statistics

/// How much each method can prune before it loses accuracy, over the datasets of a run.
struct PruningLimits {
  /// A method at a ratio.
  private struct Cell {
    let contrast: Contrast
    let effect: PairedEffect
    let posterior: SignedRankPosterior

    var keepsAccuracy: Bool { posterior.worse <= Answer.mostProbablyWorse }
  }

  let ratios: AcrossRatios
  /// For each method one cell a ratio; nil where no dataset has both scores.
  private let cells: [[Cell?]]

  /// - Complexity: some ten thousand draws for each method and ratio.
  init(_ ratios: AcrossRatios, seed: UInt64) {
    self.ratios = ratios
    cells = ratios.rows.map { row in
      row.contrasts.map { contrast in
        guard let effect = PairedEffect(contrast.differences),
          let posterior = contrast.posterior(seed: seed)
        else { return nil }
        return Cell(contrast: contrast, effect: effect, posterior: posterior)
      }
    }
  }

  /// The largest ratio up to which a method keeps the accuracy at every ratio that was tried.
  private func farthest(_ row: Int) -> AcrossRatios.Ratio? {
    zip(ratios.ratios, cells[row]).prefix { $1?.keepsAccuracy == true }.last?.0
  }

  /// What the datasets say, in a sentence.
  var sentence: InlineText {
    let limits = ratios.rows.indices.map {
      (title: ratios.rows[$0].method.title, ratio: farthest($0)?.text)
    }
    let groups = ratios.ratios.reversed().map(\.text).compactMap { ratio -> InlineText? in
      let own = limits.filter { $0.ratio == ratio }.map { "\(name: $0.title)" as InlineText }
      return own.isEmpty ? nil : "up to \(words: ratio) \(own.joined(separator: ", "))"
    }
    let first = ratios.ratios[0].text
    guard !groups.isEmpty else {
      return """
        No method is shown to keep the accuracy of \(name: ratios.control.title), not even at \(words: first): for each P(worse) \
        is above 0.05. That is no proof that they lose any.
        """
    }
    let none = limits.filter { $0.ratio == nil }.map { "\(name: $0.title)" as InlineText }
    let rest: [InlineText] =
      none.isEmpty ? [] : ["not shown even at \(words: first) \(none.joined(separator: ", "))"]
    return """
      The accuracy of \(name: ratios.control.title) is kept \((groups + rest).joined(separator: "; ")). Kept means that P(worse), \
      how probable it is that losing over \(percent: Difference.rope, decimals: 1) points is the likeliest outcome on other \
      datasets like these, is at most 0.05 at every ratio up to it; single datasets can lose much more. What is not shown to be \
      kept need not be lost: differences that vary much over datasets show neither.
      """
  }

  var section: Section {
    Section(
      heading: "How much can be pruned",
      blocks: [.paragraph(text), .table(table)]
        + ratios.figures.map { .figure($0.reference(in: "figures")) } + [
          .paragraph(details), .table(detailTable),
        ])
  }

  private var text: InlineText {
    """
    A method keeps the accuracy of \(name: ratios.control.title) at a ratio if it is at most as probable as 0.05 that losing more \
    than \(percent: Difference.rope, decimals: 1) points is the likeliest outcome on other datasets like these (Bayesian \
    signed-rank test). The second column has the largest ratio up to which a method does so at every ratio that was tried. The \
    others count the datasets on which its mean difference is above \(percent: -Difference.rope, decimals: 1) points. A ratio is \
    of a method's own network: its width is what validation chose.
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
    for (place, row) in ratios.rows.enumerated() {
      table.append(
        [
          .name(row.method.title),
          farthest(place).map { .words($0.text) }
            ?? .missing("not shown"),
        ]
          + row.contrasts.map {
            .words("\(AcrossRatios.kept($0)) of \($0.differences.count)")
          })
    }
    return table
  }

  private var details: InlineText {
    """
    Each method at each ratio minus \(name: ratios.control.title): on how many datasets it is better, equal and worse; the \
    largest loss on a dataset; the median difference in points (Hodges and Lehmann) with its 95 % interval; how probable it \
    is that a loss of over \(percent: Difference.rope, decimals: 1) points, a smaller difference, or a gain of over as much is the \
    likeliest outcome on other datasets like these; and the connections that are left and those of \(name: ratios.control.title), \
    the medians over the datasets. Nothing here is corrected for the number of methods and ratios.
    """
  }

  private var detailTable: Table {
    var table = Table(
      "losses",
      columns: [
        Table.Column("method", "method"), Table.Column("ratio", "ratio", alignment: .trailing),
        Table.Column("outcomes", "better / equal / worse", alignment: .trailing),
        Table.Column("most", "largest loss"),
        Table.Column("median", "median difference"), Table.Column("worse", "P(worse)"),
        Table.Column("equivalent", "P(as good)"), Table.Column("better", "P(better)"),
        Table.Column("connections", "connections", alignment: .trailing),
      ])
    for (place, ratio) in ratios.ratios.enumerated() {
      for row in ratios.rows.indices {
        guard let cell = cells[row][place] else { continue }
        let effect = cell.effect
        table.append([
          .name(ratios.rows[row].method.title), .words(ratio.text),
          .words(effect.outcomes),
          .percent(max(0, -(cell.contrast.differences.min() ?? 0))),
          .quantity(effect.medianWithInterval), .number(cell.posterior.worse, decimals: 3),
          .number(cell.posterior.equivalent, decimals: 3),
          .number(cell.posterior.better, decimals: 3), cell.contrast.connectionsCell,
        ])
      }
    }
    return table
  }
}

extension PairedEffect {
  /// On how many datasets it is better, equal and worse: `14 / 6 / 4`.
  var outcomes: String { "\(wins) / \(ties) / \(losses)" }

  /// The median in points, with its interval if there is one.
  var medianWithInterval: Quantity {
    interval.map { .difference(median, interval: $0, .points) } ?? .number(median, .points)
  }
}

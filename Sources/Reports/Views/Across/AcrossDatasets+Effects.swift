import Experiments
import Runs
import Statistics
import Tabular

extension AcrossDatasets {
  /// How large the differences are, and how large they had to be.
  func effects(_ pairs: [(pair: PairOverDatasets, found: Double?)]) -> [Block] {
    var table = Table(
      "effects",
      columns: [
        Table.Column("methods", ""), Table.Column("datasets", "datasets"),
        Table.Column("wins", "better"), Table.Column("ties", "equal"),
        Table.Column("losses", "worse"), Table.Column("median", "median difference"),
        Table.Column("rank-biserial", "rank correlation"),
        Table.Column("found", "found with 80 % power"),
      ])
    for (pair, found) in pairs {
      guard let effect = PairedEffect(pair.differences) else { continue }
      let count = pair.differences.count
      table.append([
        pair.title, .count(count), .count(effect.wins), .count(effect.ties),
        .count(effect.losses), .quantity(effect.medianWithInterval),
        .number(pair.wilcoxon.rankBiserial, decimals: 2),
        .optional(
          found.map { .number($0, .points) }, otherwise: "none"),
      ])
    }
    let text: InlineText = """
      How large the differences are: on how many datasets the first method is better than the second, equal and worse; \
      the median difference in points of accuracy (Hodges and Lehmann) with its 95 % interval, which takes six datasets; \
      and the rank correlation, the rank sum for minus that against by both together (matched pairs, rank-biserial, \
      Kerby 2014), from -1 to 1. The last column is the smallest median difference that Wilcoxon's test of the two alone, \
      two-sided at the level 0.05, would have found with a probability of 0.8 on so many datasets, if differences vary over \
      datasets as these do about their median.
      """
    return [.paragraph(text), .table(table)]
  }

  /// How probable it is that one method is better than another on datasets like these.
  func probabilities(_ pairs: [PairOverDatasets]) -> [Block] {
    let outcomes = [("worse", "worse"), ("equivalent", "as good"), ("better", "better")]
    var table = Table(
      "probabilities",
      columns: [Table.Column("methods", "")]
        + outcomes.map { Table.Column("signed-ranks-\($0)", "signed ranks: \(words: $1)") }
        + outcomes.map { Table.Column("hierarchical-\($0)", "hierarchical: \(words: $1)") })
    // Many thousand draws for each, from streams of its own.
    let rows = Pieces.each(of: pairs.count) { place -> [Cell]? in
      let pair = pairs[place]
      guard pair.differences.count > 1, let ranks = pair.signedRanks else { return nil }
      return [pair.title]
        + [ranks.worse, ranks.equivalent, ranks.better].map { .number($0, decimals: 2) }
        + hierarchical(pair)
    }
    for row in rows.compactMap(\.self) { table.append(row) }
    let text: InlineText = """
      On other datasets like these, how probable it is that the first method is most likely worse than the second by \
      more than \(percent: Difference.rope, decimals: 1) points, that the two most likely differ by less, and that the \
      first is most likely better by more: by the Bayesian signed-rank test, of the means (Benavoli et al., JMLR \
      18(77):1-36, 2017), and by the hierarchical correlated t-test, of the differences on all splits of the datasets \
      that have several (Corani et al., doi:10.1007/s10994-017-5641-9). The first counts all datasets alike, the second \
      those most whose splits agree most: where the two differ, few datasets decide.
      """
    return [.paragraph(text), .table(table)]
  }

  private func hierarchical(_ pair: PairOverDatasets) -> [Cell] {
    do throws(HierarchicalPosterior.Failure) {
      let posterior = try pair.hierarchical()
      return [posterior.worse, posterior.equivalent, posterior.better].map {
        .number($0, decimals: 2)
      }
    } catch {
      let reason: InlineText =
        switch error {
        // A pair here has two datasets or more: what they lack is splits.
        case .tooFewDatasets, .tooFewSplits: "too few splits"
        case .noVariation: "all equal"
        case .notConverged: "not converged"
        }
      return [.missing(reason), .missing(""), .missing("")]
    }
  }
}

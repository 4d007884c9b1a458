import Experiments
import Statistics

extension AcrossDatasets {
  /// More pairs than this are counted; the picture shows them.
  private static let mostPairs = 12

  func friedman(_ test: FriedmanTest) -> InlineText {
    let ranks = zip(methods, test.ranks)
      .map { "\(name: $0.title) \($1, decimals: 2)" as InlineText }.joined(separator: ", ")
    let kind: InlineText =
      if let smallest = test.smallestPValue {
        "exact; the smallest p that these ranks can have in any order is \(probability(smallest, is: ""))"
      } else {
        "by Iman and Davenport's F, since the exact distribution would take too many steps"
      }
    return """
      Mean ranks under \(name) on \(test.count) datasets, where 1 is the best: \(ranks). \
      Friedman's test of whether the methods rank alike: p \(probability(test.pValue, is: "= ")) (\(kind)).
      """
  }

  private func probability(_ value: Double, is sign: String) -> InlineText {
    value < 1e-4
      ? "\(words: sign.isEmpty ? "below" : "<") 0.0001" : "\(words: sign)\(value, decimals: 4)"
  }

  func nemenyi(_ test: FriedmanTest) -> InlineText {
    let most = Double(methods.count - 1)
    let ranked = Array(zip(methods, test.ranks)).sorted { $0.1 < $1.1 }
    let pairs = ranked.enumerated().flatMap { index, better in
      ranked.dropFirst(index + 1)
        .filter { $0.1 - better.1 >= test.criticalDifference }
        .map { "\(name: better.0.title) and \(name: $0.0.title)" as InlineText }
    }
    let found: InlineText =
      if test.criticalDifference > most {
        "No two can: mean ranks of \(methods.count) methods differ by \(most, decimals: 2) at most."
      } else if pairs.isEmpty {
        "No two do."
      } else if pairs.count > Self.mostPairs {
        "\(pairs.count) of \(methods.count * (methods.count - 1) / 2) pairs do."
      } else {
        "These do: \(pairs.joined(separator: ", "))."
      }
    return """
      Two methods differ significantly at the level 0.05, corrected for all pairs, if their mean ranks differ by \
      \(test.criticalDifference, decimals: 2) or more (Nemenyi's critical difference). In the picture a bar joins \
      methods that do not. \(found)
      """
  }

  /// The critical difference diagram.
  var figure: Figure? {
    ranks.map { test in
      let entries = zip(methods, test.ranks).map { RankDiagram.Entry(name: $0.title, rank: $1) }
      let diagram = RankDiagram(
        entries, criticalDifference: test.criticalDifference,
        title: "Mean ranks on \(test.count) datasets, 1 is the best")
      return Figure(name: "ranks", columns: 1, ranks: diagram)
    }
  }
}

import Experiments

extension StudyReport {
  /// One fit of each draw: the best by `score`, the first of equal ones.
  func bestOfDraws(
    _ problem: Problem, hidden: Int, by score: (StudyResult.Scores) -> Double
  ) -> [StudyResult.Scores] {
    let draws = Dictionary(grouping: results(problem, .dense, hidden: hidden), by: \.key.draw)
    return draws.keys.sorted().compactMap { draw in
      draws[draw, default: []].map(\.result.chosen)
        .reduce(nil as StudyResult.Scores?) { best, next in
          guard let best, score(next) <= score(best) else { return next }
          return best
        }
    }
  }
}

import Protocols

/// The paper's two claims about each UCI set, held against a run (paper, section 4.2).
struct Claims {
  let summary: Summary
  /// The share of the rows held out on each split.
  let testShare: Double

  /// Differences up to this are of no practical consequence: 0.2 points of accuracy, less than the
  /// paper's own ± on most sets.
  private static let rope = 0.002

  /// One line a claim, with the difference of the means in percentage points.
  var lines: [String] {
    [(Method.best, "at or above"), (Method.equivalent, "above")].compactMap { method, relation in
      guard let pruned = summary.entry(.pruned), let other = summary.entry(method),
        let finding = overSplits(pruned, other) ?? onOneSplit(pruned, other)
      else { return nil }
      return "- NN+CPNA \(relation) \(method.title): \(finding)"
    }
  }

  /// By the splits, whose retrainings are averaged: what would be found on other splits.
  private func overSplits(_ pruned: Summary.Entry, _ other: Summary.Entry) -> String? {
    let differences = zip(pruned.accuracyBySplit, other.accuracyBySplit).compactMap { a, b in
      a.flatMap { a in b.map { a - $0 } }
    }
    guard let difference = ResampledDifference(differences, testShare: testShare) else {
      return nil
    }
    let interval = difference.interval()
    let verdict = verdict(isNoise: interval.contains(0), difference.mean)
    func points(_ value: Double) -> String { signed(100 * value, 2) }
    let probabilities = difference.probabilities(rope: Self.rope)
    return """
      \(verdict) (\(points(difference.mean)) points, 95 % interval \(points(interval.lowerBound)) to \
      \(points(interval.upperBound)), p = \(fixed(difference.pValue, 3)); worse by over \
      \(fixed(100 * Self.rope, 1)) points, as good, better with probability \
      \(fixed(probabilities.worse, 2)), \(fixed(probabilities.equivalent, 2)), \
      \(fixed(probabilities.better, 2)); \(difference.count) splits).
      """
  }

  /// By the retrainings: a difference within two standard errors is called what it is, noise. That
  /// they share test rows is not accounted for.
  private func onOneSplit(_ pruned: Summary.Entry, _ other: Summary.Entry) -> String? {
    guard let pruned = pruned.accuracy, let other = other.accuracy else { return nil }
    let difference = pruned.mean - other.mean
    let error = (pruned.squaredError + other.squaredError).squareRoot()
    let verdict = verdict(isNoise: abs(difference) <= 2 * error, difference)
    return
      "\(verdict) (\(signed(100 * difference, 2)) ± \(fixed(100 * error, 2)) points; one split)."
  }

  private func verdict(isNoise: Bool, _ difference: Double) -> String {
    if isNoise { return "within the noise" }
    return difference > 0 ? "as the paper says" : "**not as the paper says**"
  }
}

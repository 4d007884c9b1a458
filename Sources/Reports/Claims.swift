import Protocols

/// The paper's two claims about each UCI set, held against a run (paper, section 4.2).
struct Claims {
  let summary: Summary

  /// One line a claim, with the difference of the means in percentage points.
  var lines: [String] {
    guard let pruned = summary.entry(.pruned)?.accuracy else { return [] }
    return [
      (Method.best, "at or above", { (difference: Double) in difference >= 0 }),
      (Method.equivalent, "above", { (difference: Double) in difference > 0 }),
    ].compactMap { method, relation, holds in
      guard let other = summary.entry(method)?.accuracy else { return nil }
      let difference = pruned.mean - other.mean
      let verdict = holds(difference) ? "as the paper says" : "**not as the paper says**"
      return
        "- NN+CPNA \(relation) \(method.title): \(verdict) (\(signed(100 * difference, 2)) points)."
    }
  }
}

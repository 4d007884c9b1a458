import Protocols

/// The paper's two claims about each UCI set, held against a run (paper, section 4.2).
///
/// A difference of means within two standard errors of it is called what it is: noise. The errors
/// are those of independent retrainings; that they share test rows is not accounted for.
struct Claims {
  let summary: Summary

  /// One line a claim, with the difference of the means in percentage points.
  var lines: [String] {
    guard let pruned = summary.entry(.pruned)?.accuracy else { return [] }
    return [(Method.best, "at or above"), (Method.equivalent, "above")].compactMap {
      method, relation in
      guard let other = summary.entry(method)?.accuracy else { return nil }
      let difference = pruned.mean - other.mean
      let error = (pruned.squaredError + other.squaredError).squareRoot()
      let verdict =
        abs(difference) <= 2 * error
        ? "within the noise"
        : difference > 0 ? "as the paper says" : "**not as the paper says**"
      return "- NN+CPNA \(relation) \(method.title): \(verdict) "
        + "(\(signed(100 * difference, 2)) ± \(fixed(100 * error, 2)) points)."
    }
  }
}

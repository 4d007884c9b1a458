/// Nemenyi's post-hoc test after Friedman's (Demšar, JMLR 7:1-30, 2006, section 3.2.2).
package enum Nemenyi {
  /// How far apart the mean ranks of two methods must be to differ significantly at `level`, corrected for all pairs:
  /// q sqrt(k (k + 1) / (6 N)), where q is the quantile of the studentized range over the root of 2.
  /// - Precondition: two methods or more, one dataset or more.
  package static func criticalDifference(
    methods: Int, datasets: Int, level: Double = 0.05
  ) -> Double {
    precondition(datasets > 0, "Nemenyi: \(datasets) datasets")
    let q = StudentizedRange(groups: methods).quantile(1 - level) / 2.0.squareRoot()
    return q * (Double(methods * (methods + 1)) / Double(6 * datasets)).squareRoot()
  }
}

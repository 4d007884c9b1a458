/// Wilcoxon's signed-rank test, two-sided: whether the differences of two methods over several datasets are
/// distributed symmetrically about 0 (Wilcoxon, Biometrics Bulletin 1:80-83, 1945; Demšar, JMLR 7:1-30, 2006, section
/// 3.1.3).
///
/// Differences of 0 are ranked with the others, and then left out of both sums (Pratt, doi:10.1080/01621459.1959.10501526).
/// Equal magnitudes share the mean of their ranks.
package struct WilcoxonTest: Hashable, Sendable {
  /// The sum of the ranks of the differences above 0, and of those below.
  package let above, below: Double
  /// How many differences are not 0.
  package let count: Int
  /// How probable sums as far apart as these are if each difference is as likely to be above 0 as below it.
  package let pValue: Double
  /// The matched-pairs rank-biserial correlation: the rank sum above 0 minus that below, by their total; from -1, all
  /// differences below 0, to 1 (Kerby, doi:10.2466/11.IT.3.1). It is 0 where all differences are 0.
  package var rankBiserial: Double { count > 0 ? (above - below) / (above + below) : 0 }
  /// Whether the p-value is exact, ties and zeros included: of the permutation distribution of the signs.
  package let isExact: Bool

  /// The most differences that the exact distribution is computed for; of more the p-value is that of the normal
  /// approximation, corrected for ties and without a correction for continuity.
  package static let limit = 400

  /// - Parameter differences: one for each dataset.
  /// - Complexity: the cube of the differences, up to ``limit``.
  package init(_ differences: [Double]) {
    let all = Midranks.doubled(differences.map(\.magnitude))
    let signed = zip(differences, all).filter { $0.0 != 0 }
    let ranks = signed.map(\.1)
    let positive = signed.filter { $0.0 > 0 }.map(\.1).reduce(0, +)
    let total = ranks.reduce(0, +)
    above = Double(positive) / 2
    below = Double(total - positive) / 2
    count = ranks.count
    isExact = ranks.count <= Self.limit
    let less = min(positive, total - positive)
    if isExact {
      pValue = min(1, 2 * SignedRankDistribution(ranks).probability(through: less))
    } else {
      // The sum of the doubled ranks above 0 has half the total as its mean, and a quarter of the squares as its variance.
      let variance = ranks.map { Double($0 * $0) }.reduce(0, +) / 4
      let z = (Double(less) - Double(total) / 2) / variance.squareRoot()
      pValue = min(1, 2 * NormalDistribution.probability(below: z))
    }
  }
}

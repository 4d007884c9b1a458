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
      let tail = Self.distribution(ranks)[...less].reduce(0, +)
      pValue = min(1, 2 * tail)
    } else {
      // The sum of the doubled ranks above 0 has half the total as its mean, and a quarter of the squares as its variance.
      let variance = ranks.map { Double($0 * $0) }.reduce(0, +) / 4
      let z = (Double(less) - Double(total) / 2) / variance.squareRoot()
      pValue = min(1, 2 * NormalDistribution.probability(below: z))
    }
  }

  /// How probable each sum of some of `ranks` is, from 0 to their total, if each is taken or not with probability 1/2.
  private static func distribution(_ ranks: [Int]) -> [Double] {
    var probabilities = Array(repeating: 0.0, count: ranks.reduce(0, +) + 1)
    probabilities[0] = 1
    var most = 0
    for rank in ranks {
      most += rank
      for sum in stride(from: most, through: 0, by: -1) {
        let without = sum <= most - rank ? probabilities[sum] : 0
        let with = sum >= rank ? probabilities[sum - rank] : 0
        probabilities[sum] = (without + with) / 2
      }
    }
    return probabilities
  }
}

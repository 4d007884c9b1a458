/// How the sum of the ranks of the differences above 0 is distributed if each difference is as likely to be above 0 as
/// below it: exact, whatever the ranks.
struct SignedRankDistribution {
  /// How probable each sum is, from 0 to that of all ranks.
  let probabilities: [Double]

  /// - Complexity: the number of ranks times their sum.
  init(_ ranks: [Int]) {
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
    self.probabilities = probabilities
  }

  /// P(T <= sum).
  func probability(through sum: Int) -> Double { probabilities[...sum].reduce(0, +) }

  /// The largest sum of the ranks 1 to `count` that is so small that a sum up to it has at most the probability
  /// `level` / 2: the critical value of a two-sided test at `level`. Nil where even the sum 0 has more.
  ///
  /// Beyond ``WilcoxonTest/limit`` that of the normal approximation.
  static func criticalSum(count: Int, level: Double) -> Int? {
    guard count <= WilcoxonTest.limit else {
      let n = Double(count)
      let z = bisection { NormalDistribution.probability(below: $0) < level / 2 }
      return Int(n * (n + 1) / 4 + z * (n * (n + 1) * (2 * n + 1) / 24).squareRoot())
    }
    guard count > 0 else { return nil }
    var tail = 0.0
    let first = SignedRankDistribution(Array(1...count)).probabilities.firstIndex {
      tail += $0
      return tail > level / 2
    }
    return first.flatMap { $0 > 0 ? $0 - 1 : nil }
  }
}

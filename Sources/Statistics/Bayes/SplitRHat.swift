/// Whether several chains of draws have come to the same distribution.
enum SplitRHat {
  /// The potential scale reduction of chains split in halves (Gelman et al., Bayesian Data Analysis, 3rd edition, 2013,
  /// section 11.4): near 1 if the halves differ no more than the draws within them. It is 1 if all draws are equal, and
  /// infinite if they differ between halves only.
  /// - Precondition: the chains are of one length, of four draws or more.
  static func of(_ chains: [[Double]]) -> Double {
    let half = (chains.first?.count ?? 0) / 2
    precondition(half > 1, "SplitRHat: chains of \(2 * half) draws")
    let halves = chains.flatMap { [$0.prefix(half), $0.suffix(half)] }
      .compactMap { MeanAndDeviation(Array($0)) }
    let within =
      halves.map { $0.deviation * $0.deviation }.reduce(0, +) / Double(halves.count)
    let between = MeanAndDeviation(halves.map(\.mean)).map { $0.deviation * $0.deviation } ?? 0
    guard within > 0 else { return between > 0 ? .infinity : 1 }
    return (Double(half - 1) / Double(half) + between / within).squareRoot()
  }
}

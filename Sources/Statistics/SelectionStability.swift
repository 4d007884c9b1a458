/// How stable a choice of features is: whether repeated choices are of the same ones (Nogueira, Sechidis and Brown, JMLR
/// 18(174), 2018, https://jmlr.org/papers/v18/17-514.html).
///
/// It is 1 if all choices are the same, and 0 on average if each is drawn by chance; below 0 they avoid each other. Choices
/// may be of different sizes.
package struct SelectionStability: Hashable, Sendable {
  /// Φ, formula 4 of the paper.
  package let value: Double
  /// The 95 % interval of the true value, by the normal approximation of the paper's theorem 7; cut off at 1.
  package let interval: ClosedRange<Double>

  /// Nil for fewer than two choices, without features, and where every choice is of all features or of none: there is
  /// nothing to choose then.
  /// - Parameters:
  ///   - choices: each with the chosen features, each once, from 0.
  ///   - features: how many there are to choose from.
  /// - Precondition: no feature is beyond that.
  package init?(_ choices: [[Int]], features: Int) {
    guard choices.count > 1, features > 0 else { return nil }
    let choiceCount = Double(choices.count)
    let featureCount = Double(features)
    var frequencies = Array(repeating: 0.0, count: features)
    for feature in choices.joined() { frequencies[feature] += 1 / choiceCount }
    let meanShare = frequencies.reduce(0, +) / featureCount
    let byChance = meanShare * (1 - meanShare)
    // Rounding may leave a little of a share that is 1.
    guard byChance > 1e-12 else { return nil }
    let variances = frequencies.map { choiceCount / (choiceCount - 1) * $0 * (1 - $0) }
    let value = 1 - variances.reduce(0, +) / featureCount / byChance
    self.value = value

    let influences = choices.map { choice in
      let share = Double(choice.count) / featureCount
      let overlap = choice.map { frequencies[$0] }.reduce(0, +) / featureCount
      return
        (overlap - share * meanShare + value / 2 * (2 * share * meanShare - share - meanShare + 1))
        / byChance
    }
    let mean = influences.reduce(0, +) / choiceCount
    let squares = influences.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    let deviation = 2 / choiceCount * squares.squareRoot()
    // Of 95 % of the normal distribution.
    let half = 1.959963984540054 * deviation
    interval = min(1, value - half)...min(1, value + half)
  }
}

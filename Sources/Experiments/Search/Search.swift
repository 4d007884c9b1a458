/// How the settings of a grid are searched.
public enum Search: String, Codable, CaseIterable, Sendable {
  /// Every setting is judged by all folds of all repeats.
  case grid
  /// Successive halving (Jamieson and Talwalkar 2016, doi:10.48550/arXiv.1502.07943) by thirds, rounded
  /// up: all settings are judged by a few folds, or a single one, the best third of them by three times
  /// as many, and so on, the last few by all. The dense network and each level keep their own thirds.
  case halving

  /// Some candidates, judged by some fits each.
  struct Round: Hashable, Sendable {
    let candidates: Int
    /// The fits of a candidate, those of the rounds before included.
    let fits: Int
  }

  /// The rounds of a search.
  /// - Parameters:
  ///   - candidates: the settings of the grid.
  ///   - fits: the folds of all repeats.
  /// - Returns: at least one; the last judges by all fits.
  func rounds(candidates: Int, fits: Int) -> [Round] {
    func third(_ count: Int) -> Int { (count + 2) / 3 }
    var survivors = [candidates]
    var budgets = [fits]
    while self == .halving, let fewest = survivors.last, let least = budgets.last,
      fewest > 3, least > 1
    {
      survivors.append(third(fewest))
      budgets.append(third(least))
    }
    return zip(survivors, budgets.reversed()).map(Round.init)
  }
}

extension [Int] {
  /// The numbers in order: each thread sorts a piece, and then one merges the pieces.
  func sortedByThreads(by isLess: @Sendable (Int, Int) -> Bool) -> [Int] {
    var pieces = Pieces(of: count, share: 20_000).map { self[$0].sorted(by: isLess) }
    while pieces.count > 1 {
      let (second, first) = (pieces.removeLast(), pieces.removeLast())
      pieces.insert(first.merged(with: second, by: isLess), at: 0)
    }
    return pieces[0]
  }

  /// Both lists as one; of equal numbers those of this one are first.
  private func merged(with other: [Int], by isLess: (Int, Int) -> Bool) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(count + other.count)
    var (own, next) = (0, 0)
    while own < count, next < other.count {
      if isLess(other[next], self[own]) {
        result.append(other[next])
        next += 1
      } else {
        result.append(self[own])
        own += 1
      }
    }
    return result + self[own...] + other[next...]
  }
}

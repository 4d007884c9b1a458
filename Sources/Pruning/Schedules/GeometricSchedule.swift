/// How many connections are left after each of several rounds that all keep the same share: `ρ^(i / n)` of them after
/// round i of n, as SynFlow prunes (Tanaka et al., arXiv:2006.05467, algorithm 1).
struct GeometricSchedule {
  /// After each round, the target last.
  let connections: [Int]

  /// - Precondition: `0 < target <= initial`, at least one round.
  init(from initial: Int, to target: Int, rounds: Int) {
    let share = Self.root(rounds, of: Double(target) / Double(initial))
    var density = 1.0
    var connections: [Int] = []
    for _ in 1..<max(rounds, 1) {
      density *= share
      connections.append(max(target, Int((density * Double(initial)).rounded())))
    }
    self.connections = connections + [target]
  }

  /// The n-th root of a number in (0, 1], by bisection: multiplications alone, whose bits no library decides.
  static func root(_ n: Int, of number: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      var power = 1.0
      for _ in 0..<n { power *= middle }
      if power < number { low = middle } else { high = middle }
    }
    return high
  }
}

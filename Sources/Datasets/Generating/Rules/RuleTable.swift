/// A table whose rows all follow from rules, so that it needs no file.
enum RuleTable: String, CaseIterable, Hashable, Sendable {
  case car = "car-decision-model"
  case nursery = "nursery-decision-model"
  case ticTacToe = "tic-tac-toe"
  case balanceScale = "balance-scale"
  case monks1 = "monks-1"
  case monks2 = "monks-2"
  case monks3 = "monks-3"

  /// The fields of all rows, as UCI's file has them, in its order.
  var rows: [[String]] {
    switch self {
    case .car: CarDecisionModel.rows()
    case .nursery: NurseryDecisionModel.rows()
    case .ticTacToe: TicTacToe.rows()
    case .balanceScale: BalanceScale.rows()
    case .monks1: Monks.first.rows
    case .monks2: Monks.second.rows
    case .monks3: Monks.third.rows
    }
  }

  /// What the rows are computed from, for reports.
  var origin: String {
    switch self {
    case .car: "the decision model of Bohanec and Rajkovič"
    case .nursery: "the decision model of Olave, Rajkovič and Bohanec"
    case .ticTacToe: "the rules of the game"
    case .balanceScale: "the law of the lever"
    case .monks1, .monks2, .monks3: "the definition of Thrun et al."
    }
  }
}

/// Every combination of one level of each scale, the last of which changes fastest, and the class behind it.
/// - Parameter outcome: the class of the levels with these numbers.
func combinations(of scales: [[String]], outcome: ([Int]) -> String) -> [[String]] {
  let levels = scales.reduce([[]] as [[Int]]) { found, scale in
    found.flatMap { levels in scale.indices.map { levels + [$0] } }
  }
  return levels.map { levels in zip(scales, levels).map { $0[$1] } + [outcome(levels)] }
}

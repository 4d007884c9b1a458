import Experiments

/// The paper's Table 1: best test AUCs in percent.
struct PaperTable1 {
  private let figures: [StudyMethod: String]

  /// Nil for a problem that the paper's table does not have.
  init?(_ problem: Problem) {
    switch (problem.k, problem.dimensions, problem.training) {
    case (3, 60, 3000): figures = Self.row("82.53", "96.58", "99.58", "70.47", "71.68")
    case (4, 40, 3000): figures = Self.row("72.17", "95.31", "98.31", "52.83", "69.32")
    case (5, 20, 3000): figures = Self.row("66.24", "80.03", "96.83", "53.21", "66.29")
    default: return nil
    }
  }

  subscript(method: StudyMethod) -> String { figures[method] ?? "" }

  private static func row(
    _ dense: String, _ hidden: String, _ all: String, _ random: String, _ initial: String
  ) -> [StudyMethod: String] {
    [.dense: dense, .hidden: hidden, .all: all, .random: random, .initial: initial]
  }
}

import Experiments

/// The paper's Table 1: best test AUCs, as shares.
///
/// Copied from the table of section 4.1, but for the 3-D problem pruned in all layers: the paper prints `9958`, which
/// is taken for 99.58 %.
struct PaperTable1 {
  private let figures: [StudyMethod: Double]

  /// Nil for a problem that the paper's table does not have.
  init?(_ problem: Problem) {
    switch (problem.k, problem.dimensions, problem.training) {
    case (3, 60, 3000): figures = Self.row(82.53, 96.58, 99.58, 70.47, 71.68)
    case (4, 40, 3000): figures = Self.row(72.17, 95.31, 98.31, 52.83, 69.32)
    case (5, 20, 3000): figures = Self.row(66.24, 80.03, 96.83, 53.21, 66.29)
    default: return nil
    }
  }

  /// The test AUC of one method; nil for one that the paper's table does not have.
  subscript(method: StudyMethod) -> Double? { figures[method] }

  private static func row(
    _ dense: Double, _ hidden: Double, _ all: Double, _ random: Double, _ initial: Double
  ) -> [StudyMethod: Double] {
    [.dense: dense, .hidden: hidden, .all: all, .random: random, .initial: initial]
      .mapValues { $0 / 100 }
  }
}

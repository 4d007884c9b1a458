/// The three MONK's problems: is this robot of six attributes a monk?
///
/// S. B. Thrun et al., "The MONK's Problems: A Performance Comparison of Different Learning Algorithms", Carnegie Mellon
/// University, CMU-CS-91-197, 1991. The third problem's 5 % of label noise is in the published training set only, which
/// is a sample of these rows.
enum Monks {
  case first
  case second
  case third

  /// The levels of head shape, body shape, smiling, holding, jacket colour and tie, called by their numbers from 1 on.
  static let levels = [3, 3, 2, 3, 4, 2]

  /// All 432 rows in the order of UCI's test file: the class, the six attributes and an identifier.
  var rows: [[String]] {
    combinations(of: Self.levels.map { (1...$0).map(String.init) }) { levels in
      holds(levels.map { $0 + 1 }) ? "1" : "0"
    }.enumerated().map { number, row in
      [row[6]] + row.dropLast() + ["data_\(number + 1)"]
    }
  }

  /// Whether a robot of the attributes a1 to a6 is a monk.
  private func holds(_ a: [Int]) -> Bool {
    switch self {
    // Head and body have the same shape, or the jacket is red.
    case .first: a[0] == a[1] || a[4] == 1
    // Exactly two attributes have their first level.
    case .second: a.count { $0 == 1 } == 2
    // The jacket is green and a sword is held, or the jacket is not blue and the body is not an octagon.
    case .third: (a[4] == 3 && a[3] == 1) || (a[4] != 4 && a[1] != 3)
    }
  }
}

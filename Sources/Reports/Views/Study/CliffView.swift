import Experiments
import Statistics

/// The test AUC of the lowest loss of each draw against p, a curve for each n (paper, section 2.2,
/// Figure 3).
struct CliffView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  /// The test AUC below which the paper calls a network hard to train (section 2.2).
  static let threshold = 0.8

  private func curve(_ k: Int, _ n: Int) -> [(p: Int, auc: MeanAndDeviation)] {
    report.study.cases.filter { $0.problem.k == k && $0.problem.training == n }
      .compactMap { one in
        let best = report.bestOfDraws(one.problem, hidden: one.hidden[0]) { -$0.loss }
        return MeanAndDeviation(best.map(\.testAUC)).map { (one.problem.dimensions, $0) }
      }
      .sorted { $0.p < $1.p }
  }

  private func distinct(_ value: (Problem) -> Int) -> [Int] {
    Set(report.study.cases.map { value($0.problem) }).sorted()
  }

  /// Where the curve first falls below the threshold, by linear interpolation; infinite where it
  /// never does, and minus infinity where it begins below.
  private func cliff(_ curve: [(p: Int, auc: MeanAndDeviation)]) -> Double {
    guard let first = curve.first, first.auc.mean >= Self.threshold else { return -.infinity }
    for (a, b) in zip(curve, curve.dropFirst()) where b.auc.mean < Self.threshold {
      let share = (a.auc.mean - Self.threshold) / (a.auc.mean - b.auc.mean)
      return Double(a.p) + share * Double(b.p - a.p)
    }
    return .infinity
  }

  private func place(_ curve: [(p: Int, auc: MeanAndDeviation)]) -> Cell {
    let place = cliff(curve)
    guard !place.isFinite else { return .number(place, decimals: 1) }
    return place < 0 ? "below \(curve.first?.p ?? 0)" : "above \(curve.last?.p ?? 0)"
  }

  var sections: [Section] {
    distinct(\.k).map { k in
      let ps = Set(report.study.cases.filter { $0.problem.k == k }.map(\.problem.dimensions))
        .sorted()
      var table = Table(
        "cliff",
        columns: [Table.Column("n", "n")] + ps.map { Table.Column("p-\($0)", "p = \($0)") }
          + [Table.Column("cliff", "p where AUC falls below \(words: "\(Self.threshold)")")])
      for n in distinct(\.training) {
        let curve = curve(k, n)
        guard !curve.isEmpty else { continue }
        let cells = ps.map { p in
          Cell.optional(curve.first { $0.p == p }?.auc.quantity, otherwise: "")
        }
        table.append([.count(n)] + cells + [place(curve)])
      }
      return Section(heading: "k = \(k)", blocks: [.table(table)])
    }
  }

  var claims: [Claim] {
    var drops: [Claim.Check] = []
    var sizes: [Claim.Check] = []
    for k in distinct(\.k) {
      let curves = distinct(\.training).map { (n: $0, curve: curve(k, $0)) }
        .filter { !$0.curve.isEmpty }
      for (n, curve) in curves {
        guard let first = curve.first, let last = curve.last else { continue }
        drops.append(
          Claim.Check(
            finding: """
              k = \(k), n = \(n): AUC \(first.auc.mean, decimals: 3) at p = \(first.p), \
              \(last.auc.mean, decimals: 3) at p = \(last.p); below 0.8 from p = \(place(curve).text).
              """,
            holds: first.auc.mean > 0.9 && last.auc.mean < 0.6))
      }
      let places = curves.map { cliff($0.curve) }
      guard places.count > 1 else { continue }
      sizes.append(
        Claim.Check(
          finding: "k = \(k): below 0.8 from p = "
            + curves.map { "\(place($0.curve).text) with n = \($0.n)" }.joined(separator: ", ")
            + ".",
          holds: zip(places, places.dropFirst()).allSatisfy { $0 < $1 }))
    }
    return [
      Claim(
        place: "Section 2.2", statement: "The test AUC drops quickly from close to 1 to 0.5.",
        criterion: "the mean AUC is over 0.9 at the smallest p and below 0.6 at the largest",
        checks: drops),
      Claim(
        place: "Section 2.2",
        statement: "Where it falls below 0.8 depends on n: more samples, more variables.",
        criterion: "that p grows with every step of n", checks: sizes),
    ]
  }

  var figures: [Figure] {
    let panels = distinct(\.k).enumerated().map { index, k in
      Figure.Panel(
        title: "k = \(k)", x: Figure.Axis(label: "variables p"),
        y: Figure.Axis(label: index == 0 ? "test AUC of the lowest loss" : "", range: 0.45...1.02),
        curves: distinct(\.training).enumerated().map { colour, n in
          Figure.Curve(
            label: "n = \(n)", colour: colour, hasPoints: true,
            points: curve(k, n).map { p, auc in
              Figure.Point(
                x: Double(p), y: auc.mean,
                spread: auc.mean - auc.deviation...auc.mean + auc.deviation)
            })
        })
    }
    return [
      Figure(
        name: report.figureName, columns: panels.count, panels: panels,
        bandMeaning: "mean ± standard deviation over the draws")
    ]
  }
}

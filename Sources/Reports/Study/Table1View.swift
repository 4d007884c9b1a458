import Studies

/// The methods on each problem beside the paper's, and what the found networks look like (paper,
/// section 4.1, Table 1).
struct Table1View: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  private var methods: [StudyMethod] { report.study.methods }

  var sections: [Section] {
    report.study.cases.flatMap { one in [scores(one), structure(one)].compactMap { $0 } }
  }

  private func scores(_ one: StudyFile.Case) -> Section {
    let selection = StudySelection(report.records)
    var table = MarkdownTable(header: ["Test AUC %"] + methods.map(\.title))
    func row(_ title: String, _ cell: (StudyMethod) -> String?) {
      table.rows.append([title] + methods.map { cell($0) ?? "none" })
    }
    func fresh(_ method: StudyMethod) -> [Double] {
      report.results(one.problem, method).map(\.result.chosen.testAUC)
    }
    if report.study.searchDraws != nil {
      row("Best of the search, by validation") { method in
        selection.bestFit(method, on: one.problem)?.result
          .map { fixed(100 * $0.chosen.testAUC, 2) }
      }
    }
    row("\(report.study.draws) fresh draws: median") { method in
      Quantiles(fresh(method)).map { fixed(100 * $0.median, 2) }
    }
    row("mean ± standard deviation") { MeanAndDeviation(fresh($0))?.percent }
    row("lowest to highest") { method in
      Quantiles(fresh(method)).map {
        "\(fixed(100 * $0.minimum, 2)) to \(fixed(100 * $0.maximum, 2))"
      }
    }
    if let paper = PaperTable1(one.problem) { row("The paper, best") { paper[$0] } }
    if report.study.searchDraws != nil {
      row("Setting") { selection.setting($0, on: one.problem).map { "\($0)" } }
      row("Settings tried, computing time") { method in
        let fits = report.records.filter {
          $0.key.phase == .search && $0.key.method == method && $0.key.problem == one.problem.name
        }
        let time = spelledDuration(fits.map(\.seconds).reduce(0, +))
        return "\(Set(fits.map(\.key.setting)).count), \(time)"
      }
    }
    row("Epochs, median of the chosen") { method in
      let results = report.results(one.problem, method).map(\.result)
      return Quantiles(results.map { Double($0.epoch) }).map {
        "\(Int($0.median)) of \(results[0].epochs)"
      }
    }
    return Section(heading: one.problem.title, table: table, notes: comparison(one))
  }

  /// The dense network beside the paper's, in words.
  private func comparison(_ one: StudyFile.Case) -> [String] {
    guard let paper = PaperTable1(one.problem), let theirs = Double(paper[.dense]),
      let ours = Quantiles(report.results(one.problem, .dense).map(\.result.chosen.testAUC))
    else { return [] }
    let difference = 100 * ours.median - theirs
    return [
      "The dense network's median is \(signed(difference, 2)) points from the paper's NN(best)"
        + (difference > 1
          ? ": given L2, a validation sample that stops it, and as many epochs as CPNA, it does "
            + "better than the paper has it."
          : ".")
    ]
  }

  /// How the networks pruned in all layers compare with the ideal: 2^k hidden nodes on the k
  /// features that decide.
  private func structure(_ one: StudyFile.Case) -> Section? {
    let results = report.results(one.problem, .all).map(\.result)
    guard !results.isEmpty else { return nil }
    let k = one.problem.k
    var table = MarkdownTable(header: [
      "draw", "hidden nodes", "features", "of them deciding",
      "nodes on just the deciding ones", "connections", "effective", "test AUC %",
    ])
    for (draw, result) in results.enumerated() {
      let deciding = Set(0..<k)
      let nodes = result.featuresByNode ?? []
      table.rows.append([
        "\(draw + 1)", "\(result.hiddenNodes)", "\(result.features.count)",
        "\(result.features.count { $0 < k }) of \(k)",
        "\(nodes.count { Set($0) == deciding })",
        result.connections.map(String.init).joined(separator: "+"),
        "\(result.effectiveConnections)", fixed(100 * result.chosen.testAUC, 2),
      ])
    }
    return Section(
      heading: "What NN-CPNA(all) keeps, \(one.problem.title)", table: table,
      notes: [
        "A network of \(1 << k) hidden nodes that see the \(k) deciding features and nothing else "
          + "is enough for this problem."
      ])
  }

  private func median(_ method: StudyMethod, _ one: StudyFile.Case) -> Double? {
    Quantiles(report.results(one.problem, method).map(\.result.chosen.testAUC))?.median
  }

  var claims: [Claim] {
    func checks(
      _ a: StudyMethod, _ b: StudyMethod, _ holds: (Double, Double) -> Bool
    ) -> [Claim.Check] {
      report.study.cases.compactMap { one in
        guard let first = median(a, one), let second = median(b, one) else { return nil }
        return Claim.Check(
          finding: "\(one.problem.title): median test AUC \(fixed(100 * first, 2)) \(a.title), "
            + "\(fixed(100 * second, 2)) \(b.title).", holds: holds(first, second))
      }
    }
    return [
      Claim(
        place: "Section 4.1, Table 1",
        statement: "Pruning the hidden layer generalises far better than the dense network.",
        checks: checks(.hidden, .dense) { $0 > $1 + 0.05 }),
      Claim(
        place: "Section 4.1, Table 1",
        statement: "Pruning the input layer too improves it further.",
        checks: checks(.all, .hidden) { $0 > $1 }),
      Claim(
        place: "Section 4.1, Table 1",
        statement: "The found sub-network is not recovered by retraining.",
        checks: checks(.hidden, .random) { $0 > $1 + 0.01 }
          + checks(.hidden, .initial) { $0 > $1 + 0.01 }),
    ]
  }

  var figures: [Figure] { SortedView(report).figures }
}

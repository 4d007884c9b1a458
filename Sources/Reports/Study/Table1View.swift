import Experiments
import Statistics

/// The methods on each problem beside the paper's, and what the found networks look like (paper,
/// section 4.1, Table 1).
struct Table1View: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  private var methods: [StudyMethod] { report.study.methods }

  var sections: [Section] {
    report.study.cases.flatMap { one in
      [scores(one), structure(one, .all), structure(one, .interleaved)].compactMap { $0 }
    }
  }

  private func scores(_ one: StudyFile.Case) -> Section {
    let selection = StudySelection(report.records)
    let isSearched = report.study.searchDraws != nil
    let paper = PaperTable1(one.problem)
    let planned = report.study.draws * report.study.initialisations
    var table = MarkdownTable(
      header: ["Test AUC %"] + (paper == nil ? [] : ["The paper, best"])
        + (isSearched ? ["Best of the search"] : [])
        + ["Median of \(planned)", "Mean ± deviation", "Lowest to highest", "Epoch, median"]
        + (isSearched ? ["Setting chosen", "Search: settings, networks, time"] : []))
    for method in methods {
      let results = report.results(one.problem, method).map(\.result)
      guard let quantiles = Quantiles(results.map(\.chosen.testAUC)),
        let mean = MeanAndDeviation(results.map(\.chosen.testAUC)),
        let epoch = Quantiles(results.map { Double($0.epoch) })
      else { continue }
      let missing = results.count < planned ? " (\(planned - results.count) failed)" : ""
      var row = [method.title]
      if let paper { row.append(paper[method]) }
      if isSearched {
        let best = selection.bestFit(method, on: one.problem)?.result
        row.append(best.map { fixed(100 * $0.chosen.testAUC, 2) } ?? "none")
      }
      row += [
        fixed(100 * quantiles.median, 2) + missing, mean.percent,
        "\(fixed(100 * quantiles.minimum, 2)) to \(fixed(100 * quantiles.maximum, 2))",
        "\(Int(epoch.median)) of \(results[0].epochs)",
      ]
      if isSearched {
        row += [
          selection.setting(method, on: one.problem).map { "\($0)" } ?? "none",
          search(method, one.problem),
        ]
      }
      table.rows.append(row)
    }
    var notes = comparison(one)
    if isSearched {
      notes.append(
        "The best of the search is the network with the highest validation AUC; its test AUC is "
          + "printed. The search's time includes the fits that a method's own went on from.")
    }
    return Section(heading: one.problem.title, table: table, notes: notes)
  }

  /// What the search of `method` took, with the fits that its own went on from.
  private func search(_ method: StudyMethod, _ problem: Problem) -> String {
    func fits(_ method: StudyMethod) -> [StudyRecord] {
      report.records.filter {
        $0.key.phase == .search && $0.key.method == method && $0.key.problem == problem.name
      }
    }
    let own = fits(method)
    var seconds = own.map(\.seconds).reduce(0, +)
    var parent = method.parent
    while let next = parent {
      seconds += fits(next).map(\.seconds).reduce(0, +)
      parent = next.parent
    }
    return "\(Set(own.map(\.key.setting)).count), \(own.count), \(spelledDuration(seconds))"
  }

  /// The dense network beside the paper's.
  private func comparison(_ one: StudyFile.Case) -> [String] {
    let dense = report.results(one.problem, .dense)
    guard let paper = PaperTable1(one.problem), let theirs = Double(paper[.dense]),
      let ours = Quantiles(dense.map(\.result.chosen.testAUC)), let first = dense.first
    else { return [] }
    let epochs = Quantiles(dense.map { Double($0.result.epoch) })?.median ?? 0
    return [
      "The dense network's median is \(signed(100 * ours.median - theirs, 2)) points from the paper's "
        + "NN(best). Here it has \(first.key.setting.hidden) hidden nodes and L2 "
        + "\(first.key.setting.l2), and the validation sample stops it, in the median after "
        + "\(Int(epochs)) of \(first.result.epochs) epochs; the paper does not say how its own was "
        + "trained."
    ]
  }

  /// What networks pruned in both layers are made of: ideally of nodes that see the k features that
  /// decide and nothing else.
  private func structure(_ one: StudyFile.Case, _ method: StudyMethod) -> Section? {
    let fits = report.results(one.problem, method)
    guard !fits.isEmpty else { return nil }
    let k = one.problem.k
    var table = MarkdownTable(header: [
      "draw", "hidden nodes", "features", "of them deciding",
      "nodes on just the deciding ones", "connections", "effective", "test AUC %",
    ])
    for (key, result) in fits {
      let deciding = Set(0..<k)
      let nodes = result.featuresByNode ?? []
      table.rows.append([
        "\(key.draw + 1)", "\(result.hiddenNodes)", "\(result.features.count)",
        "\(result.features.count { $0 < k }) of \(k)",
        "\(nodes.count { Set($0) == deciding })",
        result.connections.map(String.init).joined(separator: "+"),
        "\(result.effectiveConnections)", fixed(100 * result.chosen.testAUC, 2),
      ])
    }
    let deciding = Array(0..<k)
    let found = fits.count { $0.result.features == deciding }
    let ideal = fits.count { $0.result.featuresByNode?.allSatisfy { $0 == deciding } ?? false }
    let nodes = Quantiles(fits.map { Double($0.result.hiddenNodes) })?.median ?? 0
    return Section(
      heading: "What \(method.title) keeps, \(one.problem.title)", table: table,
      notes: [
        "\(found) of \(fits.count) networks keep just the \(k) deciding features; in \(ideal) of them "
          + "every node sees all \(k). The median network has \(fixed(nodes, 0)) hidden nodes."
      ])
  }

  var claims: [Claim] {
    [
      Claim(
        place: "Section 4.1, Table 1",
        statement: "Pruning the hidden layer generalises far better than the dense network.",
        criterion: SortedView.criterion(0.05),
        checks: report.checks(.hidden, minus: .dense, margin: 0.05)),
      Claim(
        place: "Section 4.1, Table 1",
        statement: "Pruning the input layer too improves it further.",
        criterion: SortedView.criterion(0),
        checks: report.checks(.all, minus: .hidden, margin: 0)),
      Claim(
        place: "Beyond the paper",
        statement: "Pruning both layers in turns, and whole features, is better than one after the "
          + "other.", criterion: SortedView.criterion(0),
        checks: report.checks(.interleaved, minus: .all, margin: 0)),
      Claim(
        place: "Section 4.1, Table 1",
        statement: "The found sub-network is not recovered by retraining.",
        criterion: SortedView.criterion(0.01),
        checks: report.checks(.hidden, minus: .random, margin: 0.01)
          + report.checks(.hidden, minus: .initial, margin: 0.01)),
    ]
  }

  var figures: [Figure] { SortedView(report).figures }
}

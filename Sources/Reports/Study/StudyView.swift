import Protocols
import Studies

/// A part of a study's report.
struct Section: Hashable, Sendable {
  let heading: String
  let table: MarkdownTable
  /// What follows from the table, and how it was made.
  var notes: [String] = []
}

/// How one kind of study is summed up: pure functions of its records.
protocol StudyView {
  init(_ report: StudyReport)
  var sections: [Section] { get }
  var figures: [Figure] { get }
  /// The claims of the paper that this study can be held against.
  var claims: [Claim] { get }
}

extension StudyReport {
  private var view: any StudyView {
    switch study.figure {
    case .minima: MinimaView(self)
    case .cliff: CliffView(self)
    case .width: WidthView(self)
    case .methods: MethodsView(self)
    case .sorted: SortedView(self)
    case .evolution: EvolutionView(self)
    case .table: Table1View(self)
    }
  }

  var sections: [Section] { view.sections }
  var figures: [Figure] { view.figures }

  /// The paper's claims held against the fits; none before the study is finished.
  public var claims: [Claim] {
    records.count < study.expectedFits ? [] : view.claims.filter { !$0.checks.isEmpty }
  }

  /// The content of `report.md`.
  public var markdown: String {
    var text = "# \(study.title)\n\n\(overview)\n"
    for figure in figures { text += "\n![\(study.title)](figures/\(figure.name).svg)\n" }
    for section in sections {
      text += "\n## \(section.heading)\n\n\(section.table.text)"
      if !section.notes.isEmpty {
        text += "\n" + section.notes.map { "- \($0)\n" }.joined()
      }
    }
    if !claims.isEmpty {
      text += "\n## The paper's claims\n\n" + claims.map(\.markdown).joined(separator: "\n")
    }
    return text + "\n## How to read this\n\n" + method.map { "- \($0)\n" }.joined()
  }

  private var overview: String {
    let missing = study.expectedFits - records.count
    let state = missing > 0 ? "**Unfinished: \(grouped(missing)) fits are missing.** " : ""
    let failed = records.count { $0.failure != nil }
    let failures = failed > 0 ? " \(grouped(failed)) failed; `results.csv` has the reasons." : ""
    return """
      \(state)Study `\(study.study)` (\(study.summary)), seed \(study.seed), PruneBench \
      \(description.version). \(grouped(records.count)) fits took \
      \(spelledDuration(records.map(\.seconds).reduce(0, +))) of computing, begun on \
      \(environment.workers) of \(environment.cores) cores of \(environment.processor) \
      (\(environment.instructionSet)), \(environment.system).\(failures)
      """
  }

  private var method: [String] {
    let one = study.cases[0]
    var lines = [
      """
      x is uniform in [-1, 1]^p and the class is the sign of x1 x2 ... xk; the other p - k features \
      are noise. Each draw has its own samples: n to train on, \
      \(one.problem.validation > 0 ? "\(grouped(one.problem.validation)) for validation, " : "")\
      \(grouped(one.problem.test)) for the test.
      """,
      """
      Adam at \(study.learningRate), minibatches of \(study.batch), \
      L2 \(one.l2.map { "\($0)" }.joined(separator: ", ")); ReLU, two outputs, cross-entropy. AUC is \
      the exact rank statistic, ties counting one half.
      """,
    ]
    if let interval = study.evaluationInterval {
      lines.append(
        """
        The epoch of every network was chosen by the validation sample, asked every \(interval) \
        epochs: of a dense or retrained network among all, of a pruned one among those with its \
        final connections.
        """)
    } else {
      lines.append("Every network is reported as it is after its last epoch.")
    }
    if let draws = study.searchDraws {
      lines.append(
        """
        Settings were chosen by the mean validation AUC over \(draws) draws, apart from the \
        \(study.draws) draws that are reported.
        """)
    }
    return lines
  }
}

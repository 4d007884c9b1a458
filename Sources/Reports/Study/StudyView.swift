import Experiments
import Experiments
import Inputs
import Pruning
import Training

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
    var text = "# \(MarkdownText.plain(study.title))\n\n\(overview)\n"
    for figure in figures {
      text += "\n\(MarkdownText.image(study.title, at: "figures/\(figure.name).svg"))\n"
    }
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
      \(state)Study \(MarkdownText.code(study.study)) (\(MarkdownText.plain(study.summary))), seed \
      \(study.seed), PruneBench \(MarkdownText.plain(description.version)). \
      \(grouped(records.count)) fits took \
      \(spelledDuration(records.map(\.seconds).reduce(0, +))) of computing, begun on \
      \(machineText(environment)).\(failures)
      """
  }

  /// What a problem was trained with, but for its size.
  private func settings(_ one: StudyFile.Case) -> String {
    func list<Value>(_ values: [Value]) -> String {
      values.map { "\($0)" }.joined(separator: ", ")
    }
    let prunes = study.methods.contains { $0 != .dense }
    var text = "\(list(one.hidden)) hidden nodes, L2 \(list(one.l2)), "
    text += "\(list(one.pretrainingEpochs)) epochs\(prunes ? " of pretraining" : "")"
    if prunes, let phase = one.hiddenPhase {
      let units = phase.units.map { $0 == .nodes ? "whole nodes" : "single connections" }
      text +=
        ", then \(phase.epochs) epochs to \(phase.connections) connections of the hidden nodes"
        + " (removing \(units.joined(separator: ", or ")))"
    }
    if study.methods.contains(where: { !$0.keepsInputLayer }), let phase = one.inputPhase {
      text += ", then \(phase.epochs) epochs to \(phase.connections) of the input layer"
    }
    if study.methods.contains(where: \.selectsFeatures), let step = one.featureStep {
      text +=
        "; interleaved: at \(step.hiddenConnections) connections of the hidden nodes down to "
        + "\(list(step.counts)) features"
    }
    if prunes { text += ", μ \(list(one.annealingRates))" }
    if one.denseHidden != one.hidden {
      text += "; dense networks of \(list(one.denseHidden)) hidden nodes"
    }
    if prunes, study.methods.contains(.dense) {
      text += "; dense ones for \(one.totalEpochs(of: study.methods)) epochs"
    }
    return text + "; tested on \(grouped(one.problem.test)) samples."
  }

  private var method: [String] {
    let validation = Set(study.cases.map(\.problem.validation)).sorted().filter { $0 > 0 }
    var lines = [
      """
      x is uniform in [-1, 1]^p and the class is the sign of x1 x2 ... xk; the other p - k features \
      are noise. Each draw has its own samples: n to train on, \
      \(validation.isEmpty ? "" : "\(validation.map(grouped).joined(separator: " or ")) for validation, ")\
      and others for the test.
      """,
      """
      Adam at \(study.learningRate), minibatches of \(study.batch); ReLU, two outputs, cross-entropy. \
      Trained on \(counted(study.draws, "draw")) of samples, \
      \(counted(study.initialisations, "network")) on each. AUC is the exact rank statistic, ties \
      counting one half.
      """,
    ]
    let trainings = study.cases.map { (problem: $0.problem.title, text: settings($0)) }
    if Set(trainings.map(\.text)).count == 1 {
      lines.append("All problems: " + trainings[0].text)
    } else {
      lines += trainings.map { "\($0.problem): \($0.text)" }
    }
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

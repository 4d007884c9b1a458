import Experiments
import Inputs
import Pruning
import Training

/// How one kind of study is summed up: pure functions of its records.
protocol StudyView {
  init(_ report: StudyReport)
  var sections: [Section] { get }
  var figures: [Figure] { get }
  /// The paper's claims that this study can check.
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

  /// Those of the view, with a sentence in place of a table that has no row yet.
  var sections: [Section] {
    view.sections.map { section in
      var section = section
      section.blocks = section.blocks.map { block in
        if case .table(let table) = block, table.rows.isEmpty {
          return .paragraph("No fit that this table would report is finished yet.")
        }
        return block
      }
      return section
    }
  }
  var figures: [Figure] {
    view.figures.map { figure in
      var figure = figure
      figure.title = study.title
      return figure
    }
  }

  /// The paper's claims, checked on the fits; none before the study is finished.
  package var claims: [Claim] {
    records.count < study.expectedFits ? [] : view.claims.filter { !$0.checks.isEmpty }
  }

  /// The content of `report.md`.
  package var markdown: String { MarkdownWriter().write(document) }

  /// The report as a document: what ran, the pictures and tables, the paper's claims, and how to read it.
  package var document: Document {
    var parts = sections
    if !claims.isEmpty {
      parts.append(Section(heading: "The paper's claims", blocks: claims.flatMap(\.blocks)))
    }
    parts.append(Section(heading: "How to read this", blocks: [.list(method)]))
    return Document(
      title: "\(name: study.title)",
      blocks: verdict + [.paragraph(overview)]
        + figures.map { figure in
          .figure(
            FigureReference(caption: "\(name: study.title)", path: "figures/\(figure.name)"))
        } + parts.map { .section($0) })
  }

  /// The tables, and why one is missing, for a terminal of so many columns.
  package func text(width: Int = 100) -> String {
    let tables = sections.map { section in
      Block.section(
        Section(heading: section.heading, blocks: section.blocks.filter { !$0.isList }))
    }
    return TerminalWriter(tables: .ruled, width: width).write(
      Document(title: "\(name: study.title)", blocks: verdict + tables))
  }

  /// How each of the paper's claims came out.
  private var verdict: [Block] {
    claims.isEmpty ? [] : [.list(claims.map(\.summary))]
  }

  private var overview: InlineText {
    let failed = records.count { $0.failure != nil }
    let failures: InlineText =
      failed > 0 ? " \(count: failed) failed; \(code: "results.csv") has the reasons." : ""
    let seconds = records.map(\.seconds).reduce(0, +)
    let text: InlineText = """
      Study \(code: study.study)\(InlineText(inBrackets: study.summary)), seed \
      \(words: "\(study.seed)"), PruneBench \(name: description.version). \
      \(count: records.count, "fit") took \
      \(duration: seconds) of CPU time, begun on \
      \(machineText(environment)).\(failures)
      """
    return unfinished(study.expectedFits - records.count) + text
  }

  /// What a problem was trained with, but for its size.
  private func settings(_ one: StudyFile.Case) -> String {
    func list<Value>(_ values: [Value]) -> String {
      values.map { "\($0)" }.joined(separator: ", ")
    }
    let prunes = study.methods.contains { $0 != .dense }
    var text =
      "\(list(one.hidden)) hidden \(one.hidden == [1] ? "node" : "nodes"), L2 \(list(one.l2)), "
    text +=
      "\(list(one.pretrainingEpochs)) \(one.pretrainingEpochs == [1] ? "epoch" : "epochs")\(prunes ? " of pretraining" : "")"
    if prunes, let phase = one.hiddenPhase {
      let units = phase.units.map { $0 == .nodes ? "whole nodes" : "single connections" }
      text +=
        ", then \(counted(phase.epochs, "epoch")) to \(counted(phase.connections, "connection")) of the hidden nodes"
        + " (removing \(units.joined(separator: ", or ")))"
    }
    if study.methods.contains(where: { !$0.keepsInputLayer }), let phase = one.inputPhase {
      text += ", then \(counted(phase.epochs, "epoch")) to \(phase.connections) of the input layer"
    }
    if study.methods.contains(where: \.selectsFeatures), let step = one.featureStep {
      text +=
        "; interleaved: at \(counted(step.hiddenConnections, "connection")) of the hidden nodes down to "
        + "\(list(step.counts)) \(step.counts == [1] ? "feature" : "features")"
    }
    if prunes { text += ", μ \(list(one.annealingRates))" }
    if one.denseHidden != one.hidden {
      text += "; dense networks of \(list(one.denseHidden)) hidden nodes"
    }
    if prunes, study.methods.contains(.dense) {
      text += "; dense ones for \(counted(one.totalEpochs(of: study.methods), "epoch"))"
    }
    return text + "; tested on \(Formatting.grouped(one.problem.test)) samples."
  }

  private var method: [InlineText] {
    let validation = Set(study.cases.map(\.problem.validation)).sorted().filter { $0 > 0 }
    let samples = validation.map(Formatting.grouped).joined(separator: " or ")
    var lines: [InlineText] = [
      """
      x is uniform in [-1, 1]^p and the class is the sign of x1 x2 ... xk; the other p - k features \
      are noise. Each draw has its own samples: n to train on, \
      \(words: validation.isEmpty ? "" : "\(samples) for validation, ")\
      and others for the test.
      """,
      """
      Adam at \(words: "\(study.learningRate)"), minibatches of \(study.batch); ReLU, two outputs, cross-entropy. \
      Trained on \(words: Formatting.counted(study.draws, "draw")) of samples, \
      \(words: Formatting.counted(study.initialisations, "network")) on each. AUC is the exact rank statistic, ties \
      counting one half.
      """,
    ]
    let trainings = study.cases.map { (problem: $0.problem.title, text: settings($0)) }
    if Set(trainings.map(\.text)).count == 1 {
      lines.append("All problems: \(words: trainings[0].text)")
    } else {
      lines += trainings.map { "\(words: $0.problem): \(words: $0.text)" }
    }
    if let interval = study.evaluationInterval {
      let among: InlineText =
        study.methods.contains { $0 != .dense }
        ? """
        : for a dense, reinitialised or rewound network among all epochs, for a pruned one among those with its final \
        connections.
        """ : "."
      lines.append(
        """
        The epoch of every network was chosen by the validation sample, evaluated every \
        \(words: interval == 1 ? "epoch" : "\(interval) epochs")\(among)
        """)
    } else {
      lines.append("Every network is reported as it is after its last epoch.")
    }
    if let draws = study.searchDraws {
      lines.append(
        """
        Settings were chosen by the mean validation AUC over \(count: draws, "draw") of samples, other than the \
        \(count: study.draws, "draw") that \(words: study.draws == 1 ? "is" : "are") reported.
        """)
    }
    return lines
  }
}

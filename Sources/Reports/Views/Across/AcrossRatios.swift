import Experiments
import Pruning
import Statistics

/// How much each method can prune before it loses accuracy, over the datasets of a run that refitted every level.
struct AcrossRatios {
  /// On fewer datasets Wilcoxon's test rejects nothing.
  private static let fewest = 6
  /// The curves that a picture can have without hiding one another.
  private static let curvesOfAPicture = 6

  let summaries: [Summary]
  let protocolFile: ProtocolFile
  private let control: ComparedMethod
  private let methods: [ComparedMethod]
  /// One share of connections each, the largest first.
  private let levels: [(level: Level, share: Double)]
  private let answer: Answer

  /// Nil where levels were not all refitted, or there is one, or where there are too few datasets.
  init?(_ summaries: [Summary], under protocolFile: ProtocolFile) {
    let levels = protocolFile.pruning.levels.filter { $0.shares.count == 1 }
    let methods = protocolFile.methods.filter { method in
      method.isPruned && summaries.contains { $0.entry(method.name) != nil }
    }
    guard protocolFile.refitsEveryLevel, levels.count > 1, summaries.count >= Self.fewest,
      !methods.isEmpty, let control = protocolFile.methods.control, !control.isPruned
    else { return nil }
    self.summaries = summaries
    self.protocolFile = protocolFile
    self.control = control
    self.methods = methods
    self.levels = levels.map { ($0, $0.shares[0]) }.sorted { $0.1 > $1.1 }
    answer = Answer(
      methods.map(\.name), minus: [control.name], keep: self.levels.map(\.level), on: summaries,
      under: protocolFile)
  }

  /// The differences of a method at a level from the control, one for each dataset on which both have a score.
  private func differences(_ method: ComparedMethod, _ level: Level) -> [Double] {
    comparison(method, level)?.contrast.differences ?? []
  }

  private func comparison(_ method: ComparedMethod, _ level: Level) -> Answer.Comparison? {
    answer.comparisons.first { $0.method == method && $0.level == level }
  }

  /// On how many datasets a method at a level loses less than what matters.
  private func kept(_ method: ComparedMethod, _ level: Level) -> Int {
    differences(method, level).count { $0 > -Difference.rope }
  }

  /// The smallest share down to which a method keeps the accuracy at every share that was tried.
  private func farthest(_ method: ComparedMethod) -> Double? {
    levels.prefix { comparison(method, $0.level)?.keepsAccuracy == true }.last?.share
  }

  private static func ratio(_ share: Double) -> String {
    "\(Formatting.fixed(1 / share, (1 / share).rounded() == 1 / share ? 0 : 1))×"
  }

  var section: Section {
    Section(
      heading: "How much can be pruned",
      blocks: [
        .paragraph(text), .table(table),
        .paragraph(
          """
          Each method at each share of connections minus \(name: control.title). \(Answer.explanation)
          """), .table(answer.table),
      ]
        + figures.map {
          .figure(
            FigureReference(
              caption: "Share of the datasets on which a method loses less than what matters",
              path: "figures/\($0.name)"))
        })
  }

  private var text: InlineText {
    """
    A method keeps the accuracy of \(name: control.title) at a ratio if it is at most as probable as 0.05 that it is worse, \
    on other datasets like these, by more than \(percent: Difference.rope, decimals: 1) points (Bayesian signed-rank test). \
    The second column has the largest ratio up to which a method does so at every ratio that was tried. The others count \
    the datasets on which its mean difference is above \(percent: -Difference.rope, decimals: 1) points.
    """
  }

  private var table: Table {
    var table = Table(
      "how-far",
      columns: [
        Table.Column("method", "method"),
        Table.Column("farthest", "keeps the accuracy up to", alignment: .trailing),
      ]
        + levels.map {
          Table.Column(
            "kept-\($0.level)", "\(words: Self.ratio($0.share))", alignment: .trailing)
        })
    for method in methods {
      table.append(
        [
          .name(method.title),
          farthest(method).map { .words(Self.ratio($0)) } ?? .missing("no ratio"),
        ]
          + levels.map { level in
            let all = differences(method, level.level).count
            return .words("\(kept(method, level.level)) of \(all)")
          })
    }
    return table
  }

  /// Several pictures for many methods, with the same axes.
  var figures: [Figure] {
    let starts = Array(stride(from: 0, to: methods.count, by: Self.curvesOfAPicture))
    return starts.enumerated().map { number, start in
      let own = methods[start..<min(start + Self.curvesOfAPicture, methods.count)]
      let curves = own.enumerated().map { colour, method in
        Figure.Curve(
          label: method.title, colour: colour, hasPoints: true,
          points: levels.compactMap { level, share in
            let all = differences(method, level).count
            return all == 0
              ? nil
              : Figure.Point(x: 1 / share, y: 100 * Double(kept(method, level)) / Double(all))
          })
      }
      let ratios = levels.map { 1 / $0.share }
      let panel = Figure.Panel(
        title:
          "Datasets without a loss of \(Formatting.percentage(Difference.rope, decimals: 1)) points",
        x: Figure.Axis(
          label: "compression ratio", isLogarithmic: true, notation: .ratio,
          range: 0.85 * (ratios.min() ?? 1)...1.15 * (ratios.max() ?? 1)),
        y: Figure.Axis(label: "% of the datasets", range: 0...102), curves: curves)
      var figure = Figure(
        name: starts.count > 1 ? "without-loss-\(number + 1)" : "without-loss", columns: 1,
        panels: [panel])
      figure.title = "Share of the datasets on which a method loses less than what matters"
      return figure
    }
  }
}

extension Report {
  private var ratios: AcrossRatios? {
    missingFits == 0 ? AcrossRatios(summaries, under: description.protocolFile) : nil
  }

  /// How much can be pruned; nil where the run cannot say.
  var acrossRatios: Section? { ratios?.section }

  /// The pictures that the part refers to.
  var ratioFigures: [Figure] { ratios?.figures ?? [] }
}

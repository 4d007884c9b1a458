import Experiments
import Statistics
import Training

/// Accuracy against compression: a curve for each method that prunes, and a horizontal line for each that does not
/// (ShrinkBench's checklist, arXiv:2003.03033).
///
/// Where every level was refitted its points are test accuracies. Elsewhere the levels have validation accuracies, of
/// the best setting and output share of each density, and a second panel has the test accuracies of what was chosen.
struct TradeOffPicture {
  /// The curves that a picture can have without hiding one another.
  private static let curvesOfAPicture = 6
  /// Of the horizontal lines: black and grey, which no curve has, then both with other dashes.
  private static let referenceColours = [6, 7, 14, 15, 22, 23, 30, 31]
  /// Farther below the best all collapsed networks look alike.
  private static let mostBelowTheBest = 50.0

  let summary: Summary
  let protocolFile: ProtocolFile
  /// What the names of the pictures begin with.
  let fileName: String

  /// Several pictures for many methods, all with the same axes; none before the search is over.
  var figures: [Figure] {
    let tested = pruned.map { method in curve(of: method, testedPoints(of: method)) }
    let isTested = tested.contains { $0.points.count > 1 }
    let levels = isTested ? tested : pruned.map { curve(of: $0, validatedPoints(of: $0)) }
    let drawn = levels.enumerated().filter { !$0.element.points.isEmpty }
    guard !drawn.isEmpty else { return [] }
    let dense = references { isTested ? $0.accuracy : validation($0) }
    let chosen = isTested ? [] : pruned.map { curve(of: $0, chosenPoints(of: $0)) }
    let denseTests = references { $0.accuracy }
    let axes = (
      levels: axis(levels, dense, isTested ? "test accuracy %" : "validation accuracy %"),
      chosen: axis(chosen, denseTests, "test accuracy %")
    )
    let ratio = Figure.Axis(
      label: "compression ratio", isLogarithmic: true, notation: .ratio,
      range: ratioRange(of: levels + chosen))
    let starts = Array(stride(from: 0, to: drawn.count, by: Self.curvesOfAPicture))
    return starts.enumerated().map { number, start in
      let own = drawn[start..<min(start + Self.curvesOfAPicture, drawn.count)]
      func look(_ curves: [Figure.Curve]) -> [Figure.Curve] {
        zip(0..., own.map { curves[$0.offset] }).map { colour, curve in
          Figure.Curve(
            label: curve.label, colour: colour, hasPoints: true, points: curve.points)
        }
      }
      var panels = [
        Figure.Panel(
          title: summary.dataset.title + (isTested ? "" : ", every level"),
          x: ratio, y: axes.levels, curves: look(levels), references: dense)
      ]
      if chosen.contains(where: { !$0.points.isEmpty }) {
        panels.append(
          Figure.Panel(
            title: "\(summary.dataset.title), what was chosen", x: ratio, y: axes.chosen,
            curves: look(chosen), references: denseTests))
      }
      let name = "\(fileName)-\(isTested ? "tradeoff" : "sparsity")"
      return Figure(
        name: starts.count > 1 ? "\(name)-\(number + 1)" : name, columns: panels.count,
        panels: panels, barMeaning: barMeaning)
    }
  }

  private var pruned: [ComparedMethod] { protocolFile.methods.filter(\.isPruned) }

  private var barMeaning: String {
    let values = protocolFile.splits.count(of: summary.dataset.name) > 1 ? "splits" : "refits"
    let sideBySide = pruned.count > 1 ? "; points of one ratio stand side by side" : ""
    return "95 % interval of the mean over the \(values), shaded for horizontal lines\(sideBySide)"
  }

  private func curve(of method: ComparedMethod, _ points: [Figure.Point]) -> Figure.Curve {
    Figure.Curve(label: method.title, colour: 0, points: points.sorted { $0.x < $1.x })
  }

  // MARK: Points

  /// The levels that were refitted: of those of one density the one that validation prefers.
  private func testedPoints(of method: ComparedMethod) -> [Figure.Point] {
    guard let entry = summary.entry(method.name) else { return [] }
    let candidates = (summary.levels[method.name] ?? []).flatMap { $0 }
    func score(_ level: Summary.AtLevel) -> Double {
      candidates.filter { $0.level == level.level }.map(\.score).reduce(0, +)
    }
    return protocolFile.pruning.levelsByDensity.compactMap { levels in
      entry.byLevel.filter { $0.level.map(levels.contains) ?? false }
        .max { score($0) < score($1) }
        .map { point($0.compression, $0.accuracy.mean, $0.accuracy.interval) }
    }
  }

  /// The means over the splits of what cross-validation gives each density.
  private func validatedPoints(of method: ComparedMethod) -> [Figure.Point] {
    protocolFile.pruning.levelsByDensity.compactMap { levels in
      let best = (summary.levels[method.name] ?? []).compactMap { candidates in
        candidates.filter { $0.level.map(levels.contains) ?? false }.max { $0.score < $1.score }
      }
      let ratios = best.map { candidate in
        let architecture = summary.dataset.architecture(hidden: candidate.setting.hidden)
        let kept = protocolFile.targets(candidate.level, for: architecture).reduce(0, +)
        return Double(architecture.connections) / Double(max(1, kept))
      }
      guard let ratio = MeanAndDeviation(ratios)?.mean, let score = estimate(best.map(\.score))
      else { return nil }
      return point(ratio, score.mean, score.interval)
    }
  }

  /// The refits of what was chosen on each split, as one point.
  private func chosenPoints(of method: ComparedMethod) -> [Figure.Point] {
    guard let entry = summary.entry(method.name), let accuracy = entry.accuracy else { return [] }
    let ratios = entry.splits.flatMap { split in
      let dense = summary.dataset.architecture(hidden: split.candidate.setting.hidden).connections
      return split.results.map {
        Double(dense) / Double(max(1, $0.connections.reduce(0, +)))
      }
    }
    return (MeanAndDeviation(ratios)?.mean).map {
      [point($0, accuracy.mean, accuracy.interval)]
    } ?? []
  }

  private func validation(_ entry: Summary.Entry) -> Estimate? {
    entry.validation == nil ? nil : estimate(entry.splits.map(\.candidate.score))
  }

  /// Of one score for each split.
  private func estimate(_ scores: [Double]) -> Estimate? {
    Estimate(
      scores.map { [$0] }, testShare: protocolFile.splits.testShare(of: summary.dataset.name))
  }

  private func point(
    _ ratio: Double, _ accuracy: Double, _ interval: ClosedRange<Double>?
  ) -> Figure.Point {
    Figure.Point(x: ratio, y: 100 * accuracy, interval: interval.map(percent))
  }

  private func percent(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    100 * range.lowerBound...100 * range.upperBound
  }

  private func references(of score: (Summary.Entry) -> Estimate?) -> [Figure.Reference] {
    let scores = summary.entries.filter { !$0.method.isPruned }.compactMap { entry in
      score(entry).map { (entry.method.title, $0) }
    }
    return scores.enumerated().map { index, score in
      Figure.Reference(
        label: score.0, colour: Self.referenceColours[index % Self.referenceColours.count],
        y: 100 * score.1.mean, interval: score.1.interval.map(percent))
    }
  }

  // MARK: Axes

  /// The same for all pictures.
  private func axis(
    _ curves: [Figure.Curve], _ references: [Figure.Reference], _ label: String
  ) -> Figure.Axis {
    let points = curves.flatMap(\.points)
    let bounds = (points.map(\.interval) + references.map(\.interval)).compactMap(\.self)
    let values = points.map(\.y) + references.map(\.y)
    guard let best = values.max(),
      let range = range(of: values + bounds.flatMap { [$0.lowerBound, $0.upperBound] })
    else { return Figure.Axis(label: label) }
    let least = best - Self.mostBelowTheBest
    return Figure.Axis(
      label: label, range: max(range.lowerBound, least)...max(range.upperBound, best))
  }

  private func ratioRange(of curves: [Figure.Curve]) -> ClosedRange<Double>? {
    let ratios = curves.flatMap { $0.points.map(\.x) }
    guard let least = ratios.min(), let most = ratios.max(), most > least else { return nil }
    return 0.85 * least...1.15 * most
  }

  /// From the least to the most of `values`, with some room; nil without any.
  private func range(of values: [Double]) -> ClosedRange<Double>? {
    guard let least = values.min(), let most = values.max(), most > least else { return nil }
    let room = 0.04 * (most - least)
    return least - room...most + room
  }
}

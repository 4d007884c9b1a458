import Experiments
import Pruning
import Statistics

extension AcrossRatios {
  /// The curves that a picture can have without hiding one another.
  private static let curvesOfAPicture = 6

  /// What the pictures show, in their order.
  var figures: [CaptionedFigure] {
    [CaptionedFigure(caption: "What each method loses at each ratio", figure: losses)]
      + sharesWithoutLoss + rankDiagrams
  }

  /// The median differences with their intervals: a panel for each ratio, a row for each method.
  private var losses: Figure {
    let panels = ratios.enumerated().map { place, ratio in
      let bars = rows.compactMap { row -> Figure.Bar? in
        guard let effect = PairedEffect(row.contrasts[place].differences) else { return nil }
        let points = 100 * effect.median
        return Figure.Bar(
          label: row.method.title, value: points,
          text: (points > 0 ? "+" : "") + Formatting.fixed(points, 2),
          interval: effect.interval.map { 100 * $0.lowerBound...100 * $0.upperBound })
      }
      return Figure.Panel(
        title: ratio.text,
        x: Figure.Axis(label: "minus \(control.title), points"), y: Figure.Axis(label: ""),
        bars: bars,
        zone: -100 * Difference.rope...100 * Difference.rope)
    }
    var figure = Figure(name: "losses", columns: 2, panels: panels)
    figure.title = """
      Test accuracy of each method minus that of \(control.title): the median difference (Hodges and Lehmann) with its 95 % interval; \
      shaded is what does not matter
      """
    return figure
  }

  /// Several pictures for many methods, with the same axes.
  private var sharesWithoutLoss: [CaptionedFigure] {
    let caption = "Share of the datasets on which a method loses less than what matters"
    let starts = Array(stride(from: 0, to: rows.count, by: Self.curvesOfAPicture))
    return starts.enumerated().map { number, start in
      let own = rows[start..<min(start + Self.curvesOfAPicture, rows.count)]
      let curves = own.enumerated().map { colour, row in
        Figure.Curve(
          label: row.method.title, colour: colour, hasPoints: true,
          points: zip(ratios, row.contrasts).compactMap { ratio, contrast in
            let all = contrast.differences.count
            return all == 0
              ? nil
              : Figure.Point(
                x: 1 / ratio.share, y: 100 * Double(Self.kept(contrast)) / Double(all))
          })
      }
      let values = ratios.map { 1 / $0.share }
      let panel = Figure.Panel(
        title:
          "Datasets without a loss of \(Formatting.percentage(Difference.rope, decimals: 1)) points",
        x: Figure.Axis(
          label: "compression ratio", isLogarithmic: true, notation: .ratio,
          range: 0.85 * (values.min() ?? 1)...1.15 * (values.max() ?? 1)),
        y: Figure.Axis(label: "% of the datasets", range: 0...102), curves: curves)
      var figure = Figure(
        name: starts.count > 1 ? "without-loss-\(number + 1)" : "without-loss", columns: 1,
        panels: [panel])
      figure.title = caption
      return CaptionedFigure(caption: caption, figure: figure)
    }
  }

  /// Critical difference diagrams of the methods and the control, one for each ratio.
  private var rankDiagrams: [CaptionedFigure] {
    zip(1..., zip(ratios, ranks)).compactMap { number, pair in
      guard case (let ratio, let test?) = pair else { return nil }
      let methods = [control] + rows.map(\.method)
      let diagram = RankDiagram(
        zip(methods, test.ranks).map { RankDiagram.Entry(name: $0.title, rank: $1) },
        criticalDifference: test.criticalDifference,
        title: "Mean ranks at \(ratio.text) on \(test.count) datasets, 1 is the best")
      return CaptionedFigure(
        caption: "Critical difference diagram of the mean ranks at \(ratio.text)",
        figure: Figure(name: "ranks-\(number)", columns: 1, ranks: diagram))
    }
  }
}

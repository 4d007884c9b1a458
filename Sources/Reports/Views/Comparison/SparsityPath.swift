import Experiments
import Statistics
import Training

/// The accuracy that cross-validation gives each density, with the best setting and output share of it,
/// against the connections that it keeps: a curve for each method that prunes, and a point for each that does not.
struct SparsityPath {
  let summary: Summary
  let protocolFile: ProtocolFile
  /// What the name of the picture begins with.
  let fileName: String

  /// Nil where nothing has been searched yet.
  var figure: Figure? {
    let pruned = protocolFile.methods.filter(\.isPruned)
    let curves = pruned.enumerated().compactMap { colour, method -> Figure.Curve? in
      let path = path(of: method)
      guard !path.isEmpty else { return nil }
      return Figure.Curve(label: method.title, colour: colour, hasPoints: true, points: path)
    }
    guard !curves.isEmpty else { return nil }
    let dense = protocolFile.methods.filter { !$0.isPruned }
    let points = dense.enumerated().compactMap { index, method in
      self.dense(method).map {
        Figure.Curve(
          label: method.title, colour: pruned.count + index, hasPoints: true, points: [$0])
      }
    }
    let panel = Figure.Panel(
      title: summary.dataset.title, x: Figure.Axis(label: "connections", isLogarithmic: true),
      y: Figure.Axis(label: "validation accuracy %"),
      curves: curves + points)
    return Figure(name: "\(fileName)-sparsity", columns: 1, panels: [panel])
  }

  /// A point for each density that has been searched, by connections.
  private func path(of method: ComparedMethod) -> [Figure.Point] {
    protocolFile.pruning.levelsByDensity.compactMap { levels in
      point(
        (summary.levels[method.name] ?? []).compactMap { candidates in
          candidates.filter { $0.level.map(levels.contains) ?? false }.max { $0.score < $1.score }
        })
    }.sorted { $0.x < $1.x }
  }

  /// A dense method's chosen networks; nil if it was not searched.
  private func dense(_ method: ComparedMethod) -> Figure.Point? {
    guard let entry = summary.entry(method.name), entry.validation != nil else { return nil }
    return point(entry.splits.map(\.candidate))
  }

  /// The mean over the splits, with the deviation between them.
  private func point(_ candidates: [Candidate]) -> Figure.Point? {
    let connections = candidates.map { candidate in
      let architecture = summary.dataset.architecture(hidden: candidate.setting.hidden)
      return Double(
        protocolFile.targets(candidate.level, for: architecture).reduce(0, +))
    }
    guard let x = MeanAndDeviation(connections),
      let y = MeanAndDeviation(candidates.map { 100 * $0.score })
    else { return nil }
    return Figure.Point(
      x: x.mean, y: y.mean,
      spread: y.count > 1 ? y.mean - y.deviation...y.mean + y.deviation : nil)
  }
}

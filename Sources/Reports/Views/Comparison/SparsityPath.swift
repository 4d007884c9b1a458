import Experiments
import Statistics
import Training

/// The accuracy that cross-validation gives each density, with the best setting and output share of it,
/// against the connections that it keeps; NN(best) and NN(equivalent) are single points.
struct SparsityPath {
  let summary: Summary
  let protocolFile: ProtocolFile
  /// What the name of the picture begins with.
  let fileName: String

  /// Nil where nothing has been searched yet.
  var figure: Figure? {
    let path = protocolFile.pruning.densities.compactMap { density in
      let levels = protocolFile.pruning.levels(of: density)
      return point(
        summary.levels.compactMap { candidates in
          candidates.filter { levels.contains($0.density ?? []) }.max { $0.score < $1.score }
        })
    }.sorted { $0.x < $1.x }
    guard !path.isEmpty else { return nil }
    let points = [Method.best, .equivalent].enumerated().compactMap { index, method in
      dense(method).map {
        Figure.Curve(label: method.title, colour: index + 1, hasPoints: true, points: [$0])
      }
    }
    let panel = Figure.Panel(
      title: summary.dataset.title, x: Figure.Axis(label: "connections", isLogarithmic: true),
      y: Figure.Axis(label: "validation accuracy %"),
      curves: [
        Figure.Curve(label: Method.pruned.title, colour: 0, hasPoints: true, points: path)
      ] + points)
    return Figure(name: "\(fileName)-sparsity", columns: 1, panels: [panel])
  }

  /// A dense method's chosen networks; nil if it was not searched.
  private func dense(_ method: Method) -> Figure.Point? {
    guard let entry = summary.entry(method), entry.validation != nil else { return nil }
    return point(entry.splits.map(\.candidate))
  }

  /// The mean over the splits, with the deviation between them.
  private func point(_ candidates: [Candidate]) -> Figure.Point? {
    let connections = candidates.map { candidate in
      let architecture = summary.dataset.architecture(hidden: candidate.setting.hidden)
      return Double(
        protocolFile.targets(candidate.density, for: architecture).reduce(0, +))
    }
    guard let x = MeanAndDeviation(connections),
      let y = MeanAndDeviation(candidates.map { 100 * $0.score })
    else { return nil }
    return Figure.Point(
      x: x.mean, y: y.mean,
      spread: y.count > 1 ? y.mean - y.deviation...y.mean + y.deviation : nil)
  }
}

/// What tells the curves of a figure apart beside their colours.
struct CurveLook: Hashable, Sendable {
  /// The labels of its series: each once.
  private let labels: [String]

  init(of figure: Figure) {
    labels = figure.panels.flatMap(\.curves).map(\.label).reduce(into: []) { labels, label in
      if !label.isEmpty, !labels.contains(label) { labels.append(label) }
    }
  }

  /// Whether there are so few series that a band around one does not hide others.
  var hasBands: Bool { labels.count <= SeriesStyle.colourCount }

  /// A curve of many points has a mark here and there where there are so many that colours alone do not part them.
  func hasMarkers(_ curve: Figure.Curve) -> Bool {
    curve.hasPoints || curve.points.count == 1 || labels.count > SeriesStyle.mostPlain
  }

  /// Which points of `curve` have a mark.
  func isMarked(_ index: Int, of curve: Figure.Curve) -> Bool {
    guard hasMarkers(curve) else { return false }
    return curve.hasPoints || index % max(1, curve.points.count / 8) == 0
  }
}

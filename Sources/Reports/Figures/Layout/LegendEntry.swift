/// A sample of a mark, with what it is.
struct LegendEntry: Hashable, Sendable {
  enum Sample: Hashable, Sendable {
    /// A line, with a mark on it if the series has marks.
    case curve(SeriesStyle, isDashed: Bool, hasMarker: Bool)
    /// A line with a shaded interval.
    case reference(SeriesStyle, hasInterval: Bool)
    /// A shaded band around a line.
    case band
    /// A bar through a point.
    case bar
    /// The colours of a heat map, from the lowest value to the highest.
    case colours(Figure.HeatMap.Colours, low: String, high: String)
    case outline
    case empty
    /// A point below the range of its axis.
    case beyond
  }

  let sample: Sample
  let label: String

  /// Whether it names a series, and not what marks of all series are.
  var isSeries: Bool {
    switch sample {
    case .curve, .reference: true
    case .band, .bar, .colours, .outline, .empty, .beyond: false
    }
  }

  /// How wide samples are.
  var sampleWidth: Double {
    guard case .colours(_, let low, let high) = sample else { return 34 }
    return Self.coloursWidth + 8
      + [low, high].map { AdvanceWidths.width(of: $0, size: FontSize.tick) }.reduce(0, +)
  }

  static let coloursWidth = 110.0

  /// One for each label, and one for each kind of mark besides.
  static func entries(of figure: Figure) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    func add(_ entry: LegendEntry) {
      if !entry.label.isEmpty, !entries.contains(where: { $0.label == entry.label }) {
        entries.append(entry)
      }
    }
    let look = CurveLook(of: figure)
    let curves = figure.panels.flatMap(\.curves)
    for curve in curves {
      let isShared = curves.contains { $0.label == curve.label && $0.colour != curve.colour }
      add(
        LegendEntry(
          sample: .curve(
            isShared ? .common : SeriesStyle(curve.colour), isDashed: curve.isDashed,
            hasMarker: look.hasMarkers(curve)),
          label: curve.label))
    }
    for reference in figure.panels.flatMap(\.references) {
      add(
        LegendEntry(
          sample: .reference(
            SeriesStyle(reference.colour), hasInterval: reference.interval != nil),
          label: reference.label))
    }
    if look.hasBands, curves.contains(where: { $0.points.contains { $0.spread != nil } }) {
      add(LegendEntry(sample: .band, label: figure.bandMeaning))
    }
    if curves.contains(where: { $0.points.contains { $0.interval != nil } }) {
      add(LegendEntry(sample: .bar, label: figure.barMeaning))
    }
    if figure.panels.contains(where: \.hasPointsBelow) {
      add(LegendEntry(sample: .beyond, label: "below the range of the axis"))
    }
    for heatMap in figure.panels.compactMap(\.heatMap) { heatMap.legend.forEach(add) }
    return entries
  }
}

extension Figure.Panel {
  fileprivate var hasPointsBelow: Bool {
    guard let range = y.range else { return false }
    return curves.contains { curve in
      curve.hasPoints && curve.points.contains { $0.y < range.lowerBound }
    }
  }
}

extension Figure.HeatMap {
  fileprivate var legend: [LegendEntry] {
    let cells = cells.flatMap { $0 }
    let values = cells.compactMap(\.?.value).filter(\.isFinite)
    let isCut = (values.min() ?? range.lowerBound) < range.lowerBound
    var entries = [
      LegendEntry(
        sample: .colours(
          colours, low: (isCut ? "≤ " : "") + TickLabel.plain(range.lowerBound),
          high: TickLabel.plain(range.upperBound)),
        label: meaning)
    ]
    if cells.contains(where: { $0?.isOutlined ?? false }) {
      entries.append(LegendEntry(sample: .outline, label: outlineMeaning))
    }
    if cells.contains(where: { $0 == nil }) {
      entries.append(LegendEntry(sample: .empty, label: "no value"))
    }
    return entries
  }
}

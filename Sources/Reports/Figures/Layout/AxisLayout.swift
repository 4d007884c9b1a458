/// An axis with its ticks, their labels and its own, as they are placed beside a panel.
struct AxisLayout: Hashable, Sendable {
  struct PlacedTick: Hashable, Sendable {
    /// From the start of the axis, in points.
    let offset: Double
    let label: TickLabel?
  }

  let isVertical: Bool
  let length: Double
  /// Nil for an axis of names.
  let scale: Scale?
  let ticks: [PlacedTick]
  /// What the axis shows.
  let label: TextBlock
  /// Whether the labels of the ticks are written upwards.
  let isTurned: Bool

  static let tickLength = 4.0
  /// Between the ends of the ticks and their labels, and between these and the label of the axis.
  static let gap = 4.0

  /// An axis of numbers.
  init(
    _ axis: Figure.Axis, values: some Sequence<Double>, length: Double, isVertical: Bool,
    label: TextBlock
  ) {
    let ticks = AxisTicks(
      axis, values: values, length: length, size: FontSize.tick, isVertical: isVertical)
    self.isVertical = isVertical
    self.length = length
    self.label = label
    scale = ticks.scale
    isTurned = false
    self.ticks = ticks.ticks.compactMap { tick in
      ticks.scale.position(of: tick.value).map {
        PlacedTick(offset: $0 * length, label: tick.label)
      }
    }
  }

  /// An axis of names, each in the middle of its part.
  /// - Parameter widest: the most room for a name.
  init(
    names: [String], length: Double, isVertical: Bool, label: TextBlock, widest: Double = 190
  ) {
    self.isVertical = isVertical
    self.length = length
    self.label = label
    scale = nil
    let part = length / Double(max(1, names.count))
    let visible = names.map { TextBlock($0, size: FontSize.tick).lines.first ?? "" }
    let short = DistinctTexts.shortened(visible, to: widest, size: FontSize.tick)
    let labels = zip(visible, short).map { full, short in
      TickLabel(text: short, full: full == short ? nil : full)
    }
    isTurned =
      !isVertical && labels.contains { $0.width(size: FontSize.tick) > part - 5 }
    ticks = labels.enumerated().map { index, label in
      PlacedTick(offset: (Double(index) + 0.5) * part, label: label)
    }
  }

  /// The room of the labels of the ticks, across the axis.
  var labelRoom: Double {
    let labels = ticks.compactMap(\.label)
    guard isVertical || isTurned else {
      // An exponent stands higher than its line.
      return labels.isEmpty ? 0 : FontSize.tick * 1.35
    }
    return labels.map { $0.width(size: FontSize.tick) }.max() ?? 0
  }

  /// All that is beside the panel.
  var thickness: Double {
    let own = label.lines.isEmpty ? 0 : Self.gap + label.height
    return Self.tickLength + Self.gap + labelRoom + own
  }

  /// How far labels reach beyond the start and the end of the axis.
  var overhang: (start: Double, end: Double) {
    var overhang = (start: 0.0, end: 0.0)
    func include(_ middle: Double, _ size: Double) {
      overhang.start = max(overhang.start, size / 2 - middle)
      overhang.end = max(overhang.end, middle + size / 2 - length)
    }
    for tick in ticks {
      guard let label = tick.label else { continue }
      let isAcross = isVertical || isTurned
      include(
        tick.offset, isAcross ? FontSize.tick * 1.3 : label.width(size: FontSize.tick))
    }
    include(length / 2, label.width)
    return overhang
  }
}

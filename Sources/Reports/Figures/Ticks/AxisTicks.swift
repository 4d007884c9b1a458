/// The scale of an axis, and as many ticks as their numbers have room for.
struct AxisTicks: Hashable, Sendable {
  let scale: Scale
  private(set) var ticks: [Tick]

  /// - Parameters:
  ///   - values: what the axis shows.
  ///   - length: that of the axis, in points.
  ///   - size: that of the font.
  ///   - isVertical: whether numbers stand above one another.
  init(
    _ axis: Figure.Axis, values: some Sequence<Double>, length: Double, size: Double,
    isVertical: Bool
  ) {
    let given = (axis.ticks ?? []).filter(\.isFinite).sorted()
    let scale = Scale(
      of: Array(values) + given, range: axis.range, isLogarithmic: axis.isLogarithmic)
    self.scale = scale
    func fits(_ ticks: [Tick]) -> Bool {
      var end = -Double.infinity
      return ticks.allSatisfy { tick in
        guard let label = tick.label, let position = scale.position(of: tick.value) else {
          return true
        }
        let half = isVertical ? 0.6 * size : label.width(size: size) / 2
        defer { end = position * length + half }
        return position * length - half >= end + (isVertical ? 2 : 8)
      }
    }
    if !given.isEmpty {
      let ticks = given.filter(scale.contains).map { value in
        Tick(value: value, label: axis.notation == .ratio ? .ratio(value) : .number(value))
      }
      self.ticks = scale.isLogarithmic ? Self.evenly(ticks, fits) : Self.thinned(ticks, fits)
      return
    }
    let most = max(2, Int(length / (isVertical ? 24 : 40)))
    if scale.isLogarithmic {
      let ticks = LogarithmicTicks.ticks(in: scale.range, axis.notation, atMost: most)
      self.ticks = Self.evenly(ticks, fits)
      return
    }
    let counts = (2...min(8, max(2, most))).reversed()
    let tries = counts.lazy.map { LinearTicks.ticks(in: scale.range, atMost: $0) }
    ticks = tries.first(where: fits) ?? Self.thinned(tries.last ?? [], fits)
  }

  /// The ticks, of which every second, third, ... has its number.
  private static func evenly(_ ticks: [Tick], _ fits: ([Tick]) -> Bool) -> [Tick] {
    func every(_ step: Int) -> [Tick] {
      ticks.enumerated().map { index, tick in
        index % step == 0 ? tick : Tick(value: tick.value)
      }
    }
    return (1...max(1, ticks.count)).lazy.map(every).first(where: fits) ?? ticks
  }

  /// The ticks, without numbers that stand too near to others: the last one has its number.
  private static func thinned(_ ticks: [Tick], _ fits: ([Tick]) -> Bool) -> [Tick] {
    guard let last = ticks.last else { return [] }
    var kept: [Tick] = []
    for tick in ticks.dropLast() {
      kept.append(fits(kept + [tick, last]) ? tick : Tick(value: tick.value))
    }
    return kept + [last]
  }
}

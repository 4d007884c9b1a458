/// In how many of the networks that were looked at each feature is still used.
struct KeptFeatureFigure: Hashable, Sendable {
  struct Feature: Hashable, Sendable {
    let name: String
    let count: Int
  }

  /// The features that any network keeps, or all.
  let features: [Feature]
  /// The number of networks.
  let networks: Int

  /// Bars for the features that most networks keep, from the top to the bottom, and one for the mean of the rest.
  /// - Parameters:
  ///   - limit: how many features are named at most.
  ///   - networks: what is counted: `splits`, `refits`.
  func figure(
    named name: String, title: String = "", limit: Int = 20, of networks: String = "refits"
  )
    -> Figure
  {
    // Features of the same count stay in the order of the table.
    let sorted = features.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
    let named = sorted.prefix(sorted.count > limit + 1 ? limit : limit + 1)
    let rest = sorted.dropFirst(named.count)
    func percent(_ count: Double) -> Double { 100 * count / Double(max(1, self.networks)) }
    var bars = named.map { feature in
      Figure.Bar(
        label: feature.name, value: percent(Double(feature.count)),
        text: "\(Formatting.grouped(feature.count)) of \(Formatting.grouped(self.networks))")
    }
    if !rest.isEmpty {
      let mean = Double(rest.map(\.count).reduce(0, +)) / Double(rest.count)
      bars.append(
        Figure.Bar(
          label: "\(Formatting.grouped(rest.count)) others", value: percent(mean),
          text: "mean \(Formatting.fixed(mean, 1))"))
    }
    let panel = Figure.Panel(
      title: title, x: Figure.Axis(label: "% of \(networks) that keep the feature", range: 0...100),
      y: Figure.Axis(label: "feature"), bars: bars)
    return Figure(
      name: name, columns: 1, panels: [panel],
      title: title.isEmpty ? "Features that are kept" : "Features that are kept, \(title)")
  }
}

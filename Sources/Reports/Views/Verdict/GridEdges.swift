import Experiments

/// Where the search ended at the last value of a grid on most splits: beyond it there may be a better one.
struct GridEdges {
  private let edges: [Edge]

  /// One property of the settings that a method's search ended at an edge of.
  private struct Edge {
    let method: String
    /// `the most hidden nodes (256)`.
    let value: InlineText
    let count: Int
    let splits: Int
    /// A key of the protocol, with values beyond.
    let remedy: String
  }

  /// Only methods with a search of their own are looked at.
  init(_ summary: Summary, _ grid: Grid) {
    edges = summary.entries.flatMap { entry -> [Edge] in
      guard entry.method.sizedAs == nil, !entry.method.isExternal else { return [] }
      let settings = entry.splits.map(\.candidate.setting)
      func edge(
        _ most: String, _ least: String, _ key: String, _ values: [Double], factor: Double,
        _ value: (Setting) -> Double?
      ) -> Edge? {
        let ordered = values.sorted()
        guard let low = ordered.first, let high = ordered.last, low < high else { return nil }
        let chosen = settings.compactMap(value)
        let (atLow, atHigh) = (chosen.count { $0 == low }, chosen.count { $0 == high })
        // No penalty is less than none.
        let isHigh = atHigh >= atLow
        let (count, last) = isHigh ? (atHigh, high) : (atLow, low)
        guard 2 * count > settings.count, last > 0 else { return nil }
        let step = isHigh ? last * factor : last / factor
        // A tenth of 1e-05 is 1.0000000000000002e-06 in doubles, which nobody would type.
        let beyond = step >= 1 ? step.rounded() : Double("\(Float(step))") ?? step
        guard beyond > 0, beyond.isFinite else { return nil }
        let wider = (isHigh ? ordered + [beyond] : [beyond] + ordered).map(Self.number)
        return Edge(
          method: entry.method.title,
          value: "\(words: isHigh ? most : least) (\(words: Self.number(last)))", count: count,
          splits: settings.count, remedy: "\(key)=[\(wider.joined(separator: ", "))]")
      }
      let widths = grid.hidden.allSatisfy { $0.count == 1 } ? grid.hidden.map { Double($0[0]) } : []
      return [
        edge("the most hidden nodes", "the fewest hidden nodes", "grid.hidden", widths, factor: 2) {
          Double($0.hidden[0])
        },
        edge("the largest L2 penalty", "the smallest L2 penalty", "grid.l2", grid.l2, factor: 10) {
          $0.l2
        },
        edge(
          "the highest learning rate", "the lowest learning rate", "grid.learning-rate",
          grid.learningRate ?? [], factor: 2
        ) { $0.learningRate },
      ].compactMap(\.self)
    }
  }

  /// Nil where no search ended at an edge. The first methods are named, the control among them.
  var line: InlineText? {
    guard !edges.isEmpty else { return nil }
    let shown = edges.prefix(4)
    let methods = shown.reduce(into: [String]()) { known, edge in
      if known.last != edge.method { known.append(edge.method) }
    }
    let named = methods.map { method -> InlineText in
      let own = shown.filter { $0.method == method }.map { edge -> InlineText in
        "\(edge.value) on \(edge.count) of \(count: edge.splits, "split")"
      }
      return "\(name: method) took \(own.joined(separator: " and "))"
    }
    let remedies = edges.reduce(into: [String]()) { known, edge in
      if !known.contains(edge.remedy) { known.append(edge.remedy) }
    }.prefix(3).map { "\(code: "--set '\($0)'")" as InlineText }
    return """
      \(strong: "The grid may end too early"): \(named.joined(separator: "; "))\
      \(words: edges.count > 4 ? ", and so on" : ""). Values beyond may do better: try \
      \(remedies.joined(separator: " or ")).
      """
  }

  /// `256` or `0.0001`.
  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}

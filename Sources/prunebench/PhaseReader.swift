import Inputs
import Training

/// Reads what `--prune` says of one phase: `hidden=12`, `features=5`, `hidden=10%,input=24`, `total=5%`.
struct PhaseReader {
  let architecture: Architecture
  /// The output layer's share of the connections of `total=`.
  let outputShare: Double
  let schedule: AnnealingSchedule

  /// - Throws: ``InputError`` that names the part that is wrong.
  func phase(_ text: String) throws(InputError) -> PruningPlan.Phase {
    if text.hasPrefix("total=") {
      let budget = ConnectionBudget(
        try count(String(text.dropFirst(6)), of: architecture.connections, "connections"),
        outputShare: outputShare)
      return PruningPlan.Phase(schedule, targets: budget.targets(for: architecture))
    }
    var targets: [Int?] = Array(repeating: nil, count: architecture.layerCount)
    var units: Set<PruningPlan.Unit> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard words.count == 2, let (layers, unit) = target(words[0]) else {
        throw InputError(
          .usage,
          expected:
            "input=, hidden=, all=, a layer's number from 1, features= or nodes=, or total= "
            + "alone, for --prune",
          found: String(part), hint: "write hidden=12, nodes=8, or all=10%")
      }
      units.insert(unit)
      for layer in layers { targets[layer] = try kept(words[1], unit, in: layer) }
    }
    guard units.count == 1, let unit = units.first else {
      throw InputError(
        .usage, expected: "either connections or nodes and features in one phase", found: text,
        hint: "give each its own --prune")
    }
    return PruningPlan.Phase(schedule, targets: targets, unit: unit)
  }

  /// The layers that a word means, and what is counted in them.
  private func target(_ name: String) -> (layers: [Int], unit: PruningPlan.Unit)? {
    let all = Array(0..<architecture.layerCount)
    switch name {
    case "input": return ([0], .connections)
    case "hidden": return (Array(all.dropFirst()), .connections)
    case "all": return (all, .connections)
    case "features": return ([0], .nodes)
    case "nodes": return (Array(all.dropFirst()), .nodes)
    default: return Int(name).flatMap { all.contains($0 - 1) ? ([$0 - 1], .connections) : nil }
    }
  }

  private func kept(
    _ text: String, _ unit: PruningPlan.Unit, in layer: Int
  ) throws(InputError) -> Int {
    let (whole, what) =
      switch unit {
      case .connections:
        (architecture.connectionsByLayer[layer], "connections of layer \(layer + 1)")
      case .nodes:
        (architecture.widths[layer], layer == 0 ? "features" : "nodes of hidden layer \(layer)")
      }
    return try count(text, of: whole, what)
  }

  /// A number of things, or a share of them.
  private func count(
    _ text: String, of whole: Int, _ what: String
  ) throws(InputError) -> Int {
    let count =
      text.hasSuffix("%")
      ? Double(text.dropLast()).map { ($0 / 100 * Double(whole)).rounded() } : Double(text)
    guard let count, count >= 1, count <= Double(whole), count == count.rounded() else {
      throw InputError(.usage, expected: "1 to \(whole) \(what), or a share", found: text)
    }
    return Int(count)
  }
}

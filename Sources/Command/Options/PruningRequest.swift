import Experiments
import Inputs
import Pruning
import Training

/// What the `--prune`s of a command line ask for: `hidden=12`, `features=5`, `hidden=10%,input=24`, `total=5%`.
///
/// Exactly that, or a complaint that says the nearest that can be had.
struct PruningRequest {
  let architecture: Architecture
  /// The output layer's share of the connections of `total=`.
  let outputShare: Double
  let schedule: AnnealingSchedule
  private var phases: [PruningPlan.Phase] = []
  private var bounds: PruningBounds

  init(of architecture: Architecture, outputShare: Double, schedule: AnnealingSchedule) {
    self.architecture = architecture
    self.outputShare = outputShare
    self.schedule = schedule
    bounds = PruningBounds(architecture)
  }

  /// The phases so far.
  func plan(_ normalization: Normalization) -> PruningPlan {
    PruningPlan(phases: phases, normalization: normalization, isExact: true)
  }

  /// Adds a phase.
  /// - Throws: ``InputError`` that names the part that is wrong, or cannot be had after the phases before.
  mutating func add(_ text: String) throws(InputError) {
    let parts = try text.split(separator: ",", omittingEmptySubsequences: false)
      .map { (part) throws(InputError) in try Part(String(part), of: architecture) }
    let phase = try parts.contains(where: \.isTotal) ? total(parts, text) : layers(parts, text)
    var bounds = bounds
    if let shortage = bounds.apply(phase) {
      let what = Self.what(phase.unit, shortage.layer, of: architecture)
      throw InputError(
        .usage, expected: "at most \(shortage.most) \(what), not \(shortage.asked), in --prune",
        found: text,
        hint: "no more can be left beside what the other layers and the phases before keep: a node "
          + "that has no connection to the next layer goes, and its others with it")
    }
    self.bounds = bounds
    phases.append(phase)
  }

  /// Complains if a network that was pruned so has not what was asked for.
  func check(_ result: SingleFitResult) throws(InputError) {
    let inputs = [result.features.count] + result.hiddenNodes
    for layer in result.connections.indices {
      for (unit, asked, kept) in [
        (.connections, bounds.askedConnections[layer], result.connections[layer]),
        (.nodes, bounds.askedInputs[layer], inputs[layer]),
      ] as [(PruningPlan.Unit, Int?, Int)] {
        guard let asked, kept != asked else { continue }
        throw InputError(
          .usage,
          expected: "\(asked) \(Self.what(unit, layer, of: architecture)), as --prune asks",
          found: "\(kept)",
          hint: "the network that was trained has no more: ask for \(kept), or for more of the "
            + "layers after it")
      }
    }
  }

  private func total(_ parts: [Part], _ text: String) throws(InputError) -> PruningPlan.Phase {
    guard parts.count == 1 else {
      throw InputError(
        .usage, expected: "total= alone in a phase of --prune", found: text,
        hint: "it says what every layer keeps")
    }
    let left = bounds.connections.reduce(0, +)
    let count = try parts[0].count(
      of: architecture.connections, left: left, least: architecture.layerCount, "connections")
    guard
      let targets = ConnectionBudget(count, outputShare: outputShare).exactTargets(within: bounds)
    else {
      throw parts[0].error("\(architecture.layerCount) to \(left) connections", nearest: left)
    }
    return PruningPlan.Phase(schedule, targets: targets)
  }

  private func layers(_ parts: [Part], _ text: String) throws(InputError) -> PruningPlan.Phase {
    guard let unit = parts.first?.unit, parts.allSatisfy({ $0.unit == unit }) else {
      throw InputError(
        .usage, expected: "either connections or nodes and features in one phase", found: text,
        hint: "give each its own --prune")
    }
    var targets: [Int?] = Array(repeating: nil, count: architecture.layerCount)
    for part in parts {
      for layer in part.layers {
        guard targets[layer] == nil else {
          throw InputError(
            .usage, expected: "each layer once in a phase of --prune", found: text,
            hint:
              "it says twice what layer \(layer + 1) keeps; for one after the other give each its "
              + "own --prune")
        }
        let whole =
          unit == .nodes ? architecture.widths[layer] : architecture.connectionsByLayer[layer]
        let left = unit == .nodes ? bounds.widths[layer] : bounds.connections[layer]
        targets[layer] = try part.count(
          of: whole, left: left, least: 1, Self.what(unit, layer, of: architecture))
      }
    }
    return PruningPlan.Phase(schedule, targets: targets, unit: unit)
  }

  private static func what(
    _ unit: PruningPlan.Unit, _ layer: Int, of architecture: Architecture
  ) -> String {
    switch unit {
    case .connections: "connections of layer \(layer + 1)"
    case .nodes: layer == 0 ? "features" : "nodes of hidden layer \(layer)"
    }
  }
}

extension PruningRequest {
  /// One of the parts between commas: `hidden=12`.
  private struct Part {
    let layers: [Int]
    let unit: PruningPlan.Unit
    let isTotal: Bool
    private let name: String
    private let amount: String

    init(_ text: String, of architecture: Architecture) throws(InputError) {
      let words = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(words.first ?? "")
      self.name = name
      amount = words.count == 2 ? String(words[1]) : ""
      let all = Array(0..<architecture.layerCount)
      isTotal = name == "total"
      unit = ["features", "nodes"].contains(name) ? .nodes : .connections
      switch name {
      case "total", "all": layers = all
      case "input", "features": layers = [0]
      case "hidden", "nodes": layers = Array(all.dropFirst())
      default: layers = all.filter { name == "\($0 + 1)" }
      }
      guard !layers.isEmpty, !amount.isEmpty else {
        throw InputError(
          .usage,
          expected:
            "input=, hidden=, all=, a layer's number from 1 to \(all.count), features= or nodes=, or "
            + "total= alone, for --prune",
          found: text, hint: "write hidden=12, nodes=8, or all=10%")
      }
    }

    /// A number of things, or a share of `whole`, to the nearest.
    /// - Parameter left: how many the phases before leave at most.
    func count(
      of whole: Int, left: Int, least: Int, _ what: String
    ) throws(InputError) -> Int {
      let range =
        (left == least ? "\(least) \(what)" : "\(least) to \(left) \(what)")
        + (left < whole ? ", which is what the phases before leave," : "")
      guard amount.last == "%" else {
        // What is no number of digits may mean anything: 1e3, 0x10, a sign.
        guard amount.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
          throw error("\(range), a whole number, or a share such as 10%", nearest: nil)
        }
        let count = Int(amount) ?? .max
        guard (least...max(least, left)).contains(count) else {
          throw error(range, nearest: count < least ? least : left)
        }
        return count
      }
      let digits = amount.dropLast()
      let isPlain = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
      guard isPlain, let share = Double(digits), share > 0, share <= 100 else {
        throw error("a share above 0 % and up to 100 % of \(whole) \(what)", nearest: nil)
      }
      let count = Int((share / 100 * Double(whole)).rounded())
      guard (least...max(least, left)).contains(count) else {
        throw error(
          "\(range), and that share of \(whole) is \(count)", nearest: count < least ? least : left)
      }
      return count
    }

    func error(_ expected: String, nearest: Int?) -> InputError {
      InputError(
        .usage, expected: "\(expected) for --prune", found: "\(name)=\(amount)",
        hint: nearest.map { "the nearest is \(name)=\($0)" })
    }
  }
}

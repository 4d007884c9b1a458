import Training

/// Prunes layers to exact counts, step by step.
///
/// Where a node loses its last outgoing connection its incoming ones go, too, which can be more than were to
/// go: the largest connections alone may leave a layer short. So as many connections of each layer as are to
/// stay at last are always told that can stay together: a reserve.
struct ExactPruning {
  /// The connections that each layer must come to at last; nil where it does not matter.
  let goals: [Int?]
  /// A reserve, by the original numbers of the nodes that its connections are between.
  private var reserve: [[Connection]?]?

  private struct Connection {
    let input: Int32
    let output: Int32
  }

  init(goals: [Int?]) { self.goals = goals }

  /// Keeps the largest connections of each layer of `network` with a count, such that every layer can still
  /// come to its goal, which is at most its count.
  ///
  /// These are the `count` largest ones wherever they have a reserve, as nearly always. Elsewhere the last
  /// one stays, and the largest of the others beside it.
  /// - Complexity: O(weights + nodes log nodes).
  mutating func keepLargest(_ counts: [Int?], of network: inout Network) {
    // What is gone already, as with nodes that were pruned, cannot be had any more.
    let goals = zip(goals, network.layers).map { goal, layer in
      goal.map { min($0, layer.connections) }
    }
    var masks = network.largest(counts, requiring: nil)
    if let found = network.reserve(in: masks, for: goals) {
      reserve = connections(of: found, in: network)
    } else if let last = lastReserve(in: network, goals)
      ?? network.reserve(in: network.layers.map(\.kept), for: goals)
    {
      reserve = connections(of: last, in: network)
      masks = network.largest(counts, requiring: last)
    }
    for index in network.layers.indices { network.layers[index].keep(masks[index]) }
    network.compact()
  }

  /// The reserve of the step before, if all of it is still there.
  private func lastReserve(in network: Network, _ goals: [Int?]) -> [[Bool]]? {
    guard let reserve else { return nil }
    var masks = network.layers.map(\.kept)
    for (index, layer) in network.layers.enumerated() {
      guard let connections = reserve[index] else { continue }
      let inputs = Self.places(network.inputNumbers(of: index))
      let outputs = Self.places(network.outputNumbers(of: index))
      var mask = Array(repeating: false, count: masks[index].count)
      for connection in connections {
        guard let input = inputs[Int(connection.input)],
          let output = outputs[Int(connection.output)],
          layer.isKept(input, output)
        else { return nil }
        mask[input * layer.outputs + output] = true
      }
      guard connections.count == goals[index] else { return nil }
      masks[index] = mask
    }
    return masks
  }

  private func connections(of masks: [[Bool]], in network: Network) -> [[Connection]?] {
    goals.indices.map { index in
      guard goals[index] != nil else { return nil }
      let (inputs, outputs) = (network.inputNumbers(of: index), network.outputNumbers(of: index))
      return masks[index].indices.filter { masks[index][$0] }.map {
        Connection(
          input: Int32(inputs[$0 / outputs.count]), output: Int32(outputs[$0 % outputs.count]))
      }
    }
  }

  private static func places(_ numbers: [Int]) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
  }
}

extension Network {
  /// What feeds a layer, numbered as before any pruning.
  fileprivate func inputNumbers(of layer: Int) -> [Int] {
    layer == 0 ? features : hiddenNodes[layer - 1]
  }

  /// What a layer feeds, numbered as before any pruning.
  fileprivate func outputNumbers(of layer: Int) -> [Int] {
    layer == layers.count - 1 ? Array(0..<classes) : hiddenNodes[layer]
  }

  /// For each layer which connections stay if those of `required` and the largest others do; none into a
  /// node that has no outgoing one.
  fileprivate func largest(_ counts: [Int?], requiring required: [[Bool]]?) -> [[Bool]] {
    var masks = layers.map(\.kept)
    var isAlive = Array(repeating: true, count: classes)
    for (index, layer) in layers.enumerated().reversed() {
      masks[index] = layer.connections(of: masks[index], into: isAlive)
      if let count = counts[index] {
        masks[index] = layer.largest(count, among: masks[index], requiring: required?[index])
      }
      isAlive = layer.inputs(of: masks[index])
    }
    return masks
  }

  /// As many connections of each layer of `masks` as its goal says, those of a layer into nodes from which
  /// those of the next lead on; all connections of a layer without a goal. Nil if none were found.
  ///
  /// The nodes that hold most go first, as many as the layer before needs; beside their largest connections
  /// the largest of all. With one hidden layer, and in a dense network, that finds a reserve if there is one.
  fileprivate func reserve(in masks: [[Bool]], for goals: [Int?]) -> [[Bool]]? {
    var reserve = masks
    var isReached = Array(repeating: true, count: classes)
    for (index, layer) in layers.enumerated().reversed() {
      let candidates = layer.connections(of: masks[index], into: isReached)
      reserve[index] = candidates
      if let goal = goals[index] {
        guard candidates.count(where: \.self) >= goal else { return nil }
        var leaders: [Bool]?
        if index > 0, let needed = goals[index - 1] {
          leaders = layer.leaders(
            of: candidates, holding: layers[index - 1].incoming(of: masks[index - 1]), needed)
          guard let leaders, leaders.count(where: \.self) <= goal else { return nil }
        }
        reserve[index] = layer.largest(goal, among: candidates, requiring: leaders)
      }
      isReached = layer.inputs(of: reserve[index])
    }
    return reserve
  }
}

extension Layer {
  /// For each connection whether it is still there.
  fileprivate var kept: [Bool] { mask ?? Array(repeating: true, count: weights.values.count) }

  /// Those of `kept` that lead into outputs that are `alive`.
  fileprivate func connections(of kept: [Bool], into alive: [Bool]) -> [Bool] {
    guard !alive.allSatisfy(\.self) else { return kept }
    return kept.enumerated().map { $1 && alive[$0 % outputs] }
  }

  /// The inputs that have a connection of `kept`; the first if none has.
  fileprivate func inputs(of kept: [Bool]) -> [Bool] {
    var hasConnection = Array(repeating: false, count: inputs)
    for (index, isKept) in kept.enumerated() where isKept { hasConnection[index / outputs] = true }
    if !hasConnection.contains(true) { hasConnection[0] = true }
    return hasConnection
  }

  /// How many connections of `kept` each output has.
  fileprivate func incoming(of kept: [Bool]) -> [Int] {
    var counts = Array(repeating: 0, count: outputs)
    for (index, isKept) in kept.enumerated() where isKept { counts[index % outputs] += 1 }
    return counts
  }

  /// The largest connection of each of the inputs that hold most, as many inputs as hold `needed` in all;
  /// of equal ones those with the larger connection. Nil if all hold fewer.
  /// - Parameter held: what each input holds.
  fileprivate func leaders(of kept: [Bool], holding held: [Int], _ needed: Int) -> [Bool]? {
    var largest: [Int?] = Array(repeating: nil, count: inputs)
    for (index, isKept) in kept.enumerated() where isKept {
      let input = index / outputs
      let magnitude = weights.values[index].magnitude
      if largest[input].map({ weights.values[$0].magnitude < magnitude }) ?? true {
        largest[input] = index
      }
    }
    let ranked = largest.compactMap(\.self).sorted { a, b in
      let (heldByA, heldByB) = (held[a / outputs], held[b / outputs])
      let (first, second) = (weights.values[a].magnitude, weights.values[b].magnitude)
      return heldByA != heldByB ? heldByA > heldByB : first != second ? first > second : a < b
    }
    var leaders = Array(repeating: false, count: kept.count)
    var sum = 0
    for index in ranked {
      guard sum < needed else { break }
      leaders[index] = true
      sum += held[index / outputs]
    }
    return sum >= needed ? leaders : nil
  }
}

import Training

/// Prunes layers to exact counts, step by step.
///
/// When a node loses its last outgoing connection, its incoming ones are removed too, which can be more than
/// were meant to be removed. Keeping just the largest connections could thus leave a layer with too few. So
/// each step makes sure that there is a reserve: a choice of connections, as many in each layer as its goal,
/// that can all stay together.
struct ExactPruning {
  /// The number of connections that each layer must have at the end; nil where it does not matter.
  let goals: [Int?]
  /// The last step's reserve. Each connection is named by the original numbers of the nodes that it joins.
  private var reserve: [[Connection]?]?

  private struct Connection {
    let input: Int32
    let output: Int32
  }

  init(goals: [Int?]) { self.goals = goals }

  /// Keeps the largest connections of each layer of `network` that has a count, such that every layer can still
  /// reach its goal, which is at most its count.
  ///
  /// Nearly always, the `count` largest connections contain a reserve, and these are kept. Otherwise the
  /// previous step's reserve stays, with the largest of the other connections.
  /// - Complexity: O(weights + nodes log nodes).
  mutating func keepLargest(_ counts: [Int?], of network: inout Network) {
    // Connections that are already removed, for example with pruned nodes, cannot come back.
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

  /// The previous step's reserve, if none of it has been removed.
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
  /// The features or nodes that feed a layer, by their numbers before any pruning.
  fileprivate func inputNumbers(of layer: Int) -> [Int] {
    layer == 0 ? features : hiddenNodes[layer - 1]
  }

  /// The nodes or classes that a layer feeds, by their numbers before any pruning.
  fileprivate func outputNumbers(of layer: Int) -> [Int] {
    layer == layers.count - 1 ? Array(0..<classes) : hiddenNodes[layer]
  }

  /// For each layer, the connections that stay if those of `required` and the largest others are kept. None
  /// leads into a node without outgoing connections.
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

  /// A reserve in `masks`: for each layer as many connections as its goal, all of them into nodes that have an
  /// outgoing connection in the reserve; all connections of a layer without a goal. Nil if none was found.
  ///
  /// It takes the nodes with most incoming connections first, as many as the layer before needs; of each its
  /// largest outgoing connection, and then the largest of all. With one hidden layer, and in a dense network,
  /// that finds a reserve if there is one.
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
  /// For each connection, whether it has not been removed.
  fileprivate var kept: [Bool] { mask ?? Array(repeating: true, count: weights.values.count) }

  /// The connections of `kept` that lead into outputs that are `alive`.
  fileprivate func connections(of kept: [Bool], into alive: [Bool]) -> [Bool] {
    guard !alive.allSatisfy(\.self) else { return kept }
    return kept.enumerated().map { $1 && alive[$0 % outputs] }
  }

  /// The inputs with a connection in `kept`; the first input if there is none.
  fileprivate func inputs(of kept: [Bool]) -> [Bool] {
    var hasConnection = Array(repeating: false, count: inputs)
    for (index, isKept) in kept.enumerated() where isKept { hasConnection[index / outputs] = true }
    if !hasConnection.contains(true) { hasConnection[0] = true }
    return hasConnection
  }

  /// The number of connections in `kept` into each output.
  fileprivate func incoming(of kept: [Bool]) -> [Int] {
    var counts = Array(repeating: 0, count: outputs)
    for (index, isKept) in kept.enumerated() where isKept { counts[index % outputs] += 1 }
    return counts
  }

  /// The largest outgoing connection of each leading input. The leading inputs are those with most incoming
  /// connections, as many inputs as have `needed` in total; of equal inputs, those with the larger connection.
  /// Nil if all inputs together have fewer.
  /// - Parameter held: the number of incoming connections of each input.
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

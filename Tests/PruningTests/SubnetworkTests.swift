import Foundation
import Tabular
import Testing
import TestSupport
@testable import Pruning

@testable import Training

struct SubnetworkTests {
  let samples = Samples(rows: 120, columns: 12, classes: 2)
  let architecture = Architecture(inputs: 12, hidden: [30], classes: 2)

  func found() throws -> (trainer: Trainer, initial: Network, found: Network) {
    let trainer = Trainer(
      try samples.table(), trainingRows: Array(0..<120),
      hyperparameters: Hyperparameters(l2: 1e-3, batchSize: 16))
    var state = TrainingState(architecture, stream: stream())
    let initial = state.network
    try trainer.train(&state, epochs: 5)
    let schedule = AnnealingSchedule(epochs: 10, rate: 5)
    try trainer.prune(
      &state,
      by: PruningPlan(phases: [
        PruningPlan.Phase(schedule, targets: [nil, 8]),
        PruningPlan.Phase(schedule, targets: [15, nil]),
      ]))
    return (trainer, initial, state.network)
  }

  /// A pruned network knows which of the original nodes it kept: each weight of its sub-network has its
  /// original place.
  @Test func rewindingRestoresTheInitialWeights() throws {
    let (_, initial, found) = try found()
    let control = initial.subnetwork(of: found)
    #expect(control.features == found.features)
    #expect(control.hiddenNodes == found.hiddenNodes)
    #expect(control.connectionsByLayer == found.connectionsByLayer)
    let nodes = found.hiddenNodes[0]
    for (node, original) in nodes.enumerated() {
      for (input, feature) in found.features.enumerated() {
        let weight = control.layers[0].weightValues[input * nodes.count + node]
        let before = initial.layers[0].weightValues[feature * 30 + original]
        #expect(weight == (found.layers[0].isKept(input, node) ? before : 0))
      }
      #expect(control.layers[0].biasValues[node] == initial.layers[0].biasValues[original])
    }
  }

  @Test func reinitialisingKeepsOnlyTheConnections() throws {
    let (trainer, _, found) = try found()
    var weights = stream("fresh")
    var fresh = TrainingState(
      network: Network(connectedAs: found, using: &weights), stream: weights)
    #expect(fresh.network.connectionsByLayer == found.connectionsByLayer)
    #expect(fresh.network.effectiveConnections == found.effectiveConnections)
    #expect(fresh.network.layers[0].weightValues != found.layers[0].weightValues)
    try trainer.train(&fresh, epochs: 3)
    #expect(fresh.network.connectionsByLayer == found.connectionsByLayer)
  }

  /// `TrainingState(subnetwork:)` gives the same as its two steps by hand.
  @Test func controlsStartUntrained() throws {
    let (_, initial, found) = try found()
    let untrained = TrainingState(
      subnetwork: found, from: .rewound, initial: initial, stream: stream("again"))
    #expect(
      untrained == TrainingState(network: initial.subnetwork(of: found), stream: stream("again")))
    var weights = stream("again")
    let network = Network(connectedAs: found, using: &weights)
    let random = TrainingState(
      subnetwork: found, from: .reinitialised, initial: initial, stream: stream("again"))
    #expect(random == TrainingState(network: network, stream: weights))
    #expect(random.network != untrained.network)
  }

  @Test func pruningNodesKeepsThoseOfTheLargestNorm() throws {
    let trainer = try self.found().trainer
    var state = TrainingState(architecture, stream: stream())
    try trainer.train(&state, epochs: 3)
    var normalized = state.network
    normalized.normalizeHiddenNodes()
    let outgoing = normalized.layers[1].weightValues
    let norms: [Float] = (0..<30).map { node in
      let (a, b) = (outgoing[node * 2], outgoing[node * 2 + 1])
      return a * a + b * b
    }
    let largest = (0..<30).sorted { norms[$0] > norms[$1] }.prefix(7).sorted()
    // μ is so large that the first step reaches the target.
    let phase = PruningPlan.Phase(
      AnnealingSchedule(epochs: 2, rate: 1e12), targets: [nil, 7], unit: .nodes)
    try trainer.prune(&state, by: PruningPlan(phases: [phase]))
    #expect(state.network.hiddenNodes == [largest])
    #expect(state.network.connectionsByLayer == [12 * 7, 7 * 2])
  }

  /// Pruning the nodes that feed the first layer selects features.
  @Test func pruningFeatures() throws {
    let trainer = try self.found().trainer
    var state = TrainingState(architecture, stream: stream())
    let phase = PruningPlan.Phase(
      AnnealingSchedule(epochs: 12, rate: 5), targets: [4, nil], unit: .nodes)
    try trainer.prune(&state, by: PruningPlan(phases: [phase]))
    #expect(state.network.features.count == 4)
    #expect(state.network.connectionsByLayer == [4 * 30, 60])
  }

  @Test func everyEpochIsSeen() throws {
    let trainer = try self.found().trainer
    var state = TrainingState(architecture, stream: stream())
    var losses: [Double] = []
    var numbers: [Int] = []
    var last: (crossEntropy: Double, logits: Matrix)?
    let rows = Array(10..<50)
    let curve = try trainer.train(&state, epochs: 4) { epoch in
      numbers.append(epoch.number)
      losses.append(epoch.loss)
      last = (epoch.crossEntropy(of: rows), epoch.logits(of: rows))
    }
    #expect(numbers == [1, 2, 3, 4])
    #expect(losses == curve.losses)
    #expect(last?.logits == (try trainer.logits(of: state.network, rows: rows)))
    #expect(last?.crossEntropy == (try trainer.crossEntropy(of: state.network, rows: rows)))
    let schedule = AnnealingSchedule(epochs: 6, rate: 5)
    var connections: [Int] = []
    numbers = []
    try trainer.prune(
      &state,
      by: PruningPlan(phases: [
        PruningPlan.Phase(schedule, targets: [nil, 10]),
        PruningPlan.Phase(schedule, targets: [20, nil]),
      ])
    ) { epoch in
      numbers.append(epoch.number)
      connections.append(epoch.connections[0])
    }
    #expect(numbers == Array(1...12))
    #expect(connections[11] == 20)
  }

  @Test func crossEntropyIsThatOfTheLogits() throws {
    let trainer = try self.found().trainer
    let state = TrainingState(architecture, stream: stream())
    let rows = Array(0..<50)
    let logits = try trainer.logits(of: state.network, rows: rows)
    var sum = 0.0
    for (index, row) in rows.enumerated() {
      let outputs = [Double(logits[index, 0]), Double(logits[index, 1])]
      sum += log(exp(outputs[0]) + exp(outputs[1])) - outputs[samples.labels[row]]
    }
    #expect(abs(try trainer.crossEntropy(of: state.network, rows: rows) - sum / 50) < 1e-6)
  }
}

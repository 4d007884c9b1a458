import Tabular
import Testing
import TestSupport
@testable import Pruning

@testable import Training

/// Pruning that must keep exactly the requested number of connections.
struct ExactPruningTests {
  /// Some network of up to three hidden layers.
  private func architecture(_ stream: inout RandomStream, hiddenLayers: Int) -> Architecture {
    Architecture(
      inputs: 1 + stream.integer(below: 12),
      hidden: (0..<hiddenLayers).map { _ in 1 + stream.integer(below: 12) },
      classes: 1 + stream.integer(below: 6))
  }

  @Test func everyBudgetIsKeptToTheConnection() {
    var stream = stream("budgets")
    for _ in 0..<1000 {
      let architecture = architecture(&stream, hiddenLayers: stream.integer(below: 4))
      let bounds = PruningBounds(architecture)
      let share = Double(1 + stream.integer(below: 99)) / 100
      let layers = architecture.layerCount
      let count = layers + stream.integer(below: architecture.connections - layers + 1)
      let budget = ConnectionBudget(count, outputShare: share)
      guard let targets = budget.exactTargets(within: bounds) else {
        Issue.record("\(count) of \(architecture)")
        continue
      }
      #expect(targets.reduce(0, +) == count, "\(budget) of \(architecture): \(targets)")
      #expect(zip(targets, architecture.connectionsByLayer).allSatisfy { 1...$1 ~= $0 })
      var after = bounds
      let shortage = after.apply(
        PruningPlan.Phase(AnnealingSchedule(epochs: 2, rate: 1), targets: targets))
      #expect(shortage == nil, "\(budget) of \(architecture): \(targets)")
      // Where a protocol's targets add up exactly, and can be reached, both agree.
      let rounded = budget.targets(for: architecture)
      var other = bounds
      if layers == 2, rounded.reduce(0, +) == count,
        other.apply(PruningPlan.Phase(AnnealingSchedule(epochs: 2, rate: 1), targets: rounded))
          == nil
      {
        #expect(targets == rounded, "\(budget) of \(architecture)")
      }
    }
  }

  @Test func impossibleBudgetsHaveNoTargets() {
    let bounds = PruningBounds(Architecture(inputs: 5, hidden: [7, 5], classes: 3))
    for count in [1, 2, 86, 1000] {
      #expect(ConnectionBudget(count, outputShare: 0.25).exactTargets(within: bounds) == nil)
    }
    #expect(ConnectionBudget(3, outputShare: 0.9).exactTargets(within: bounds) == [1, 1, 1])
    #expect(ConnectionBudget(36, outputShare: 0.25).exactTargets(within: bounds) == [13, 14, 9])
    #expect(ConnectionBudget(85, outputShare: 0.01).exactTargets(within: bounds) == [35, 35, 15])
    // Three connections lead to three nodes, which hold fifteen: the output layer needs six.
    let wide = PruningBounds(Architecture(inputs: 5, hidden: [64], classes: 3))
    #expect(ConnectionBudget(36, outputShare: 0.01).exactTargets(within: wide) == [30, 6])
  }

  @Test func boundsFollowThePhases() {
    let schedule = AnnealingSchedule(epochs: 2, rate: 1)
    let architecture = Architecture(inputs: 5, hidden: [64], classes: 3)
    func shortage(_ phases: [([Int?], PruningPlan.Unit)]) -> PruningBounds.Shortage? {
      var bounds = PruningBounds(architecture)
      return phases.lazy.compactMap { targets, unit in
        bounds.apply(PruningPlan.Phase(schedule, targets: targets, unit: unit))
      }.first
    }
    #expect(shortage([([27, 9], .connections)]) == nil)
    #expect(
      shortage([([24, 4], .connections)])
        == PruningBounds.Shortage(layer: 0, asked: 24, most: 20))
    #expect(
      shortage([([nil, 8], .nodes), ([nil, 25], .connections)])
        == PruningBounds.Shortage(layer: 1, asked: 25, most: 24))
    // The second phase cannot keep what the first one kept.
    #expect(
      shortage([([24, nil], .connections), ([nil, 4], .connections)])
        == PruningBounds.Shortage(layer: 0, asked: 24, most: 20))
    #expect(shortage([([24, nil], .connections), ([nil, 4], .nodes)]) == nil)
    #expect(
      shortage([([nil, 9], .connections), ([nil, 10], .nodes)])
        == PruningBounds.Shortage(layer: 1, asked: 10, most: 9))
  }

  /// Changes weights as training would, so that each step removes other connections.
  @Test(arguments: [1, 2, 3])
  func prunedNetworksHaveExactlyTheirTargets(hiddenLayers: Int) {
    var stream = stream("networks-\(hiddenLayers)")
    for round in 0..<400 {
      let architecture = architecture(&stream, hiddenLayers: hiddenLayers)
      let layers = architecture.layerCount
      let count =
        layers + stream.integer(below: max(1, (architecture.connections - layers) / 2))
      let share = Double(1 + stream.integer(below: 99)) / 100
      guard
        let targets = ConnectionBudget(count, outputShare: share)
          .exactTargets(within: PruningBounds(architecture))
      else { continue }
      let schedule = AnnealingSchedule(epochs: 8, rate: Double(stream.integer(below: 6)))
      // All layers at once, or one after the other in either order.
      let each = (0..<layers).map { layer -> [Int?] in
        (0..<layers).map { $0 == layer ? targets[$0] : nil }
      }
      let orders: [[[Int?]]] = [[targets.map(Optional.some)], each, each.reversed()]
      let plan = PruningPlan(
        phases: orders[round % 3].map { PruningPlan.Phase(schedule, targets: $0) }, isExact: true)
      var network = Network(architecture, using: &stream)
      var exact: ExactPruning? = ExactPruning(goals: plan.fewestConnections)
      for phase in plan.phases {
        let initial = network.connectionsByLayer
        for epoch in 1...schedule.epochs where schedule.isPruning(in: epoch) {
          network.prune(
            phase, in: epoch, from: initial, normalization: .bounded,
            moments: .rescaled, exactly: &exact)
          for layer in network.layers.indices {
            for index in network.layers[layer].weights.values.indices
            where network.layers[layer].mask?[index] ?? true {
              network.layers[layer].weights.values[index] += 0.3 * stream.symmetricUniform()
            }
          }
        }
      }
      #expect(
        network.connectionsByLayer == targets, "\(architecture), order \(round % 3), \(round)")
    }
  }

  @Test func withPlentyOfConnectionsNothingChanges() throws {
    let samples = Samples(rows: 120, columns: 12, classes: 3)
    let trainer = Trainer(
      try samples.table(), trainingRows: Array(0..<90),
      hyperparameters: Hyperparameters(l2: 1e-4, batchSize: 16))
    let phases = [
      PruningPlan.Phase(AnnealingSchedule(epochs: 12, rate: 5), targets: [nil, 20]),
      PruningPlan.Phase(AnnealingSchedule(epochs: 12, rate: 5), targets: [30, nil]),
    ]
    var states = try [false, true].map { isExact in
      var state = TrainingState(
        Architecture(inputs: 12, hidden: [24], classes: 3), stream: stream())
      try trainer.train(&state, epochs: 3)
      try trainer.prune(&state, by: PruningPlan(phases: phases, isExact: isExact))
      return state
    }
    #expect(states[0].network.connectionsByLayer == [30, 20])
    #expect(states.removeFirst() == states[0])
  }
}

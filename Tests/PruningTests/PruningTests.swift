import Tabular
import Testing
import TestSupport
@testable import Pruning

@testable import Training

struct PruningTests {
  let samples = Samples(rows: 120, columns: 12, classes: 3)
  let architecture = Architecture(inputs: 12, hidden: [24], classes: 3)

  func trainer(l2: Double = 1e-4, instructionSet: InstructionSet = .fastest) throws -> Trainer {
    Trainer(
      try samples.table(), trainingRows: Array(0..<90), evaluationRows: Array(90..<120),
      hyperparameters: Hyperparameters(l2: l2, batchSize: 16), instructionSet: instructionSet)
  }

  @Test func normalizationLeavesTheFunctionUnchanged() throws {
    for hidden in [[24], [17, 9]] {
      let architecture = Architecture(inputs: 12, hidden: hidden, classes: 3)
      let trainer = try trainer()
      var state = TrainingState(architecture, stream: stream())
      try trainer.train(&state, epochs: 5)
      var normalized = state.network
      normalized.normalizeHiddenNodes()
      let before = try trainer.logits(of: state.network, rows: Array(0..<120))
      let after = try trainer.logits(of: normalized, rows: Array(0..<120))
      #expect(largestError(after.values, before.values.map(Double.init)) < 1e-5)
      for layer in normalized.layers.dropLast() {
        #expect(layer.incomingNorms.allSatisfy { abs($0 - 1) < 1e-5 })
      }
    }
  }

  /// Bit for bit, whatever the order in which the weights of a layer are visited.
  @Test func normalizationRescalesWeightsAndMomentsNodeByNode() throws {
    var state = TrainingState(architecture, stream: stream())
    try trainer().train(&state, epochs: 2)
    // A node that is left alone.
    for input in 0..<12 { state.network.layers[0].weights.remove(at: 24 * input + 5) }
    state.network.layers[0].biases.remove(at: 5)
    var expected = state.network
    func rescale(_ parameters: inout Parameters, at index: Int, by factor: Float) {
      parameters.values[index] *= factor
      parameters.firstMoments[index] /= factor
      parameters.secondMoments[index] = min(
        parameters.secondMoments[index] / (factor * factor), 1e30)
    }
    let norms = expected.layers[0].incomingNorms
    for (node, norm) in norms.enumerated() where node != 5 {
      let divisor = max(norm, expected.layers[0].biasValues[node].magnitude / 10)
      for input in 0..<12 {
        rescale(&expected.layers[0].weights, at: 24 * input + node, by: 1 / divisor)
      }
      rescale(&expected.layers[0].biases, at: node, by: 1 / divisor)
      for output in 0..<3 {
        rescale(&expected.layers[1].weights, at: 3 * node + output, by: divisor)
      }
    }
    state.network.normalizeHiddenNodes(.bounded)
    #expect(state.network == expected)
  }

  /// A bias that is large compared with its node's weights must not become a huge activation.
  @Test func normalizationBoundsBiases() throws {
    var state = TrainingState(architecture, stream: stream())
    for index in state.network.layers[0].weights.values.indices where index % 24 < 6 {
      state.network.layers[0].weights.values[index] *= 1e-6
    }
    let trainer = try trainer()
    let before = try trainer.logits(of: state.network, rows: Array(0..<120))
    var bounded = state.network
    bounded.normalizeHiddenNodes(.bounded)
    #expect(bounded.layers[0].biasValues.allSatisfy { abs($0) <= 10.001 })
    var unbounded = state.network
    unbounded.normalizeHiddenNodes(.unbounded)
    #expect(unbounded.layers[0].biasValues.contains { abs($0) > 1e4 })
    #expect(unbounded.layers[0].incomingNorms.allSatisfy { abs($0 - 1) < 1e-5 })
    for network in [bounded, unbounded] {
      let after = try trainer.logits(of: network, rows: Array(0..<120))
      #expect(largestError(after.values, before.values.map(Double.init)) < 1e-5)
    }
    var same = state.network
    same.normalizeHiddenNodes(.none)
    #expect(same == state.network)
  }

  /// A strong L2 penalty drives weights towards 0; their norms must not become infinities.
  @Test func vanishedNodesDoNotBreakNormalization() throws {
    var state = TrainingState(architecture, stream: stream())
    for index in state.network.layers[0].weights.values.indices where index % 24 < 12 {
      state.network.layers[0].weights.values[index] *= 1e-25
    }
    for index in state.network.layers[1].weights.values.indices {
      state.network.layers[1].weights.firstMoments[index] = 0.1
      state.network.layers[1].weights.secondMoments[index] = 0.1
    }
    state.network.normalizeHiddenNodes()
    for layer in state.network.layers {
      let all = layer.weights.values + layer.weights.firstMoments + layer.weights.secondMoments
      #expect(all.allSatisfy { $0.isFinite })
    }
    let curve = try trainer(l2: 0.1).prune(
      &state, by: PruningPlan(AnnealingSchedule(epochs: 20, rate: 5), targets: [40, 12]))
    #expect(curve.losses.count == 20)
  }

  /// One layer after the other, as for XOR: only its own pruning shrinks a layer.
  @Test func everyPruningStepLeavesExactlyTheSchedulesConnections() throws {
    let trainer = try trainer()
    var state = TrainingState(architecture, stream: stream())
    try trainer.train(&state, epochs: 3)
    let schedule = AnnealingSchedule(epochs: 30, rate: 5)
    for (layer, target) in [(1, 12), (0, 40)] {
      let phase = PruningPlan.Phase(schedule, targets: layer == 1 ? [nil, target] : [target, nil])
      let initial = state.network.connectionsByLayer
      for epoch in 1...schedule.epochs where schedule.isPruning(in: epoch) {
        state.network.prune(phase, in: epoch, from: initial, normalization: .bounded)
        let expected = schedule.connections(in: epoch, from: initial[layer], to: target)
        #expect(state.network.layers[layer].connections == expected, "epoch \(epoch)")
        try trainer.train(&state, epochs: 1)
      }
    }
    #expect(state.network.connectionsByLayer == [40, 12])
  }

  /// All layers at once, as for the UCI datasets: a node that loses its last outgoing connection also loses its
  /// incoming ones, so that the layer below has M_e connections or fewer.
  @Test func pruningAllLayersLeavesNoMoreThanTheSchedulesConnections() throws {
    let trainer = try trainer()
    var state = TrainingState(architecture, stream: stream())
    try trainer.train(&state, epochs: 3)
    let schedule = AnnealingSchedule(epochs: 30, rate: 5)
    let phase = PruningPlan.Phase(schedule, targets: [40, 12])
    let initial = state.network.connectionsByLayer
    for epoch in 1...schedule.epochs where schedule.isPruning(in: epoch) {
      let scheduled = zip(initial, [40, 12]).map {
        schedule.connections(in: epoch, from: $0, to: $1)
      }
      var outputOnly = state.network
      outputOnly.prune(
        PruningPlan.Phase(schedule, targets: [nil, 12]), in: epoch, from: initial,
        normalization: .bounded)
      let left = outputOnly.connectionsByLayer[0]
      state.network.prune(phase, in: epoch, from: initial, normalization: .bounded)
      #expect(
        state.network.connectionsByLayer == [min(scheduled[0], left), scheduled[1]],
        "epoch \(epoch)")
      try trainer.train(&state, epochs: 1)
    }
  }

  @Test func removedWeightsAndTheirMomentsStayZero() throws {
    let trainer = try trainer()
    var state = TrainingState(architecture, stream: stream())
    try trainer.train(&state, epochs: 3)
    try trainer.prune(
      &state, by: PruningPlan(AnnealingSchedule(epochs: 20, rate: 5), targets: [40, 12]))
    try trainer.train(&state, epochs: 5)
    #expect(state.network.connectionsByLayer[1] == 12)
    for layer in state.network.layers {
      let mask = try #require(layer.mask)
      for (index, isKept) in mask.enumerated() where !isKept {
        #expect(layer.weights.values[index] == 0)
        #expect(layer.weights.firstMoments[index] == 0)
        #expect(layer.weights.secondMoments[index] == 0)
      }
      #expect(zip(mask, layer.weights.values).allSatisfy { !$0 || $1 != 0 })
    }
  }

  @Test func tiesAreBrokenByIndex() {
    var layer = Layer(
      inputs: 2, outputs: 4, weights: [1, -2, 2, 1, -1, 2, 0.5, 1], biases: [0, 0, 0, 0])
    layer.keepLargest(5)
    #expect(layer.mask == [true, true, true, true, false, true, false, false])
    layer.keepLargest(2)
    #expect(layer.mask == [false, true, true, false, false, false, false, false])
    #expect(layer.weightValues == [0, -2, 2, 0, 0, 0, 0, 0])
    layer.keepLargest(7)
    #expect(layer.connections == 2, "a removed connection never returns")
  }

  @Test(arguments: [1, 2, 63, 500, 999], [201, 1 << 24])
  func selectionAgreesWithSorting(count: Int, values: Int) {
    var stream = stream("selection")
    // Ties are common among few values; of many, magnitudes differ in all of their digits.
    let weights = (0..<1000).map { _ in
      Float(stream.integer(below: values) - values / 2) / Float(1 << stream.integer(below: 20))
    }
    var layer = Layer(
      inputs: 50, outputs: 20, weights: weights, biases: Array(repeating: 0, count: 20))
    layer.keepLargest(count)
    let ranked = weights.indices.sorted {
      (weights[$1].magnitude, $0) < (weights[$0].magnitude, $1)
    }
    let expected = Set(ranked.prefix(count))
    #expect(layer.mask == weights.indices.map(expected.contains))
  }

  @Test func compactionLeavesTheFunctionUnchanged() throws {
    let trainer = try trainer()
    for hidden in [[24], [20, 10]] {
      let architecture = Architecture(inputs: 12, hidden: hidden, classes: 3)
      var network = TrainingState(architecture, stream: stream()).network
      for index in network.layers.indices {
        network.layers[index].keepLargest(network.layers[index].connections / 12)
      }
      var compacted = network
      let hasChanged = compacted.compact()
      #expect(hasChanged)
      #expect(compacted.widths[1] < network.widths[1])
      #expect(compacted.features.count < 12)
      #expect(compacted.effectiveConnections == network.effectiveConnections)
      let before = try trainer.logits(of: network, rows: Array(0..<120))
      let after = try trainer.logits(of: compacted, rows: Array(0..<120))
      #expect(largestError(after.values, before.values.map(Double.init)) < 1e-5)
    }
  }

  /// Within a training the table of the features that are left shrinks in place; each new training makes another.
  @Test func featuresMayLeaveOneByOne() throws {
    func loseAFeature(_ network: inout Network, _ epoch: Int) {
      var mask = network.mask
      let (inputs, outputs) = (network.layers[0].inputs, network.layers[0].outputs)
      for output in 0..<outputs { mask.layers[0][inputs / 2 * outputs + output] = false }
      network.connect(as: mask)
      network.compact()
    }
    let trainer = try trainer()
    var whole = TrainingState(architecture, stream: stream())
    var parts = whole
    var (curve, curveOfParts) = (LearningCurve(), LearningCurve())
    try trainer.train(
      &whole, epochs: 8, of: 8, after: &curve, decay: nil, isChanged: { $0 != 4 },
      change: loseAFeature, observe: { _ in })
    for epoch in 1...8 {
      try trainer.train(
        &parts, epochs: 1, of: 8, after: &curveOfParts, decay: nil, isChanged: { _ in epoch != 4 },
        change: loseAFeature, observe: { _ in })
    }
    #expect(whole.network.features.count == 5)
    #expect(whole == parts)
    #expect(curve == curveOfParts)
    let rows = Array(0..<120)
    #expect(
      try trainer.logits(of: whole.network, rows: rows)
        == trainer.logits(of: parts.network, rows: rows))
  }

  @Test func effectiveConnectionsLieOnALivePath() {
    // Features 0 and 1, nodes 0 to 2, classes 0 and 1. Node 1 has no input, node 2 no output.
    var first = Layer(inputs: 2, outputs: 3, weights: [1, 1, 1, 1, 1, 1], biases: [1, 1, 1])
    first.mask = [true, false, true, true, false, false]
    var second = Layer(inputs: 3, outputs: 2, weights: [1, 1, 1, 1, 1, 1], biases: [0, 0])
    second.mask = [true, false, true, true, false, false]
    let network = Network(layers: [first, second])
    #expect(network.connectionsByLayer == [3, 3])
    #expect(network.effectiveConnections == 3)
    #expect(
      TrainingState(architecture, stream: stream()).network.effectiveConnections
        == architecture.connections)
  }

  @Test func aForkIsACopy() throws {
    let trainer = try trainer()
    var pretrained = TrainingState(architecture, stream: stream())
    try trainer.train(&pretrained, epochs: 4)
    var fork = pretrained
    let curve = try trainer.train(&fork, epochs: 3)
    var whole = TrainingState(architecture, stream: stream())
    let wholeCurve = try trainer.train(&whole, epochs: 7)
    #expect(fork == whole)
    #expect(curve.losses == Array(wholeCurve.losses.suffix(3)))
    #expect(pretrained.step == 4 * 6)
  }

  @Test func everyInstructionSetGivesTheSameBits() throws {
    let plan = PruningPlan(AnnealingSchedule(epochs: 12, rate: 5), targets: [40, 12])
    let states = try instructionSets.map { instructionSet in
      let trainer = try trainer(instructionSet: instructionSet)
      var state = TrainingState(architecture, stream: stream())
      try trainer.train(&state, epochs: 20)
      try trainer.prune(&state, by: plan)
      return state
    }
    for state in states { #expect(state == states[0]) }
  }

  @Test func divergenceIsAnError() throws {
    var features = samples.features
    features[3, 3] = .infinity
    let trainer = Trainer(
      try SampleTable(features, labels: samples.labels), trainingRows: Array(0..<90),
      hyperparameters: Hyperparameters(l2: 0, batchSize: 16))
    var state = TrainingState(architecture, stream: stream())
    #expect(throws: TrainingError.diverged(epoch: 1)) { try trainer.train(&state, epochs: 2) }
  }
}

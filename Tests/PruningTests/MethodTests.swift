import Tabular
import Testing
import TestSupport

@testable import Pruning
@testable import Training

/// What holds for every method of the catalogue.
struct MethodTests {
  static let methods = MethodCatalogue.standard.methods

  /// A start on random samples.
  static func start(
    hidden: [Int], density: Double, pretraining: Int = 1, pruning: Int = 4, rows: Int = 24,
    columns: Int = 5, classes: Int = 3, seed: UInt64 = 1, decay: LearningRateDecay? = nil,
    targets: [Int]? = nil, instructionSet: InstructionSet = .fastest
  ) throws -> MethodStart {
    let samples = Samples(rows: rows, columns: columns, classes: classes, seed: seed)
    let trainer = Trainer(
      try samples.table(), trainingRows: Array(0..<rows),
      hyperparameters: Hyperparameters(learningRate: 0.01, l2: 1e-4, batchSize: 8),
      instructionSet: instructionSet)
    let architecture = Architecture(inputs: columns, hidden: hidden, classes: classes)
    var state = TrainingState(architecture, stream: RandomStream(seed: seed, name: "weights"))
    let initial = state.network
    try trainer.train(&state, epochs: pretraining)
    return MethodStart(
      trainer: trainer, initial: initial, pretrained: state, pretrainingEpochs: pretraining,
      annealing: AnnealingSchedule(epochs: pruning, rate: 5), decay: decay,
      normalization: .bounded,
      targets: targets ?? Density([density]).targets(for: architecture),
      seed: seed, name: "test")
  }

  /// From its first epoch on that counts, a method has its final connections.
  @Test(arguments: methods.filter(\.isPruned).map(\.identifier))
  func connectionsAreFinalWhereItSays(_ identifier: String) throws {
    let method = try #require(MethodCatalogue.standard[identifier])
    for (pretraining, pruning) in [(1, 1), (2, 5), (3, 8), (4, 12)] {
      let start = try Self.start(
        hidden: [8, 6], density: 0.3, pretraining: pretraining, pruning: pruning)
      var counts: [[Int]] = []
      let (state, _) = try method.train(start) { counts.append($0.connections) }
      let before = method.continuesPretraining ? pretraining : 0
      let first = method.firstEpoch(in: start.schedule)
      for count in counts.dropFirst(max(0, first - 1 - before)) {
        #expect(count == state.network.connectionsByLayer, "\(identifier), \(pruning) epochs")
      }
    }
  }

  /// Removed connections have weight and moments 0.
  @Test(arguments: methods.filter(\.isPruned).map(\.identifier))
  func removedWeightsAreZero(_ identifier: String) throws {
    let method = try #require(MethodCatalogue.standard[identifier])
    let network = try method.train(Self.start(hidden: [8, 6], density: 0.3)) { _ in }.state.network
    for layer in network.layers {
      for (place, isKept) in (layer.mask ?? []).enumerated() where !isKept {
        #expect(layer.weights.values[place] == 0)
        #expect(layer.weights.firstMoments[place] == 0)
        #expect(layer.weights.secondMoments[place] == 0)
      }
    }
  }

  @Test(arguments: methods.map(\.identifier))
  func bitsAreTheSameOnAllInstructionSets(_ identifier: String) throws {
    let method = try #require(MethodCatalogue.standard[identifier])
    let states = try instructionSets.map { set in
      try method.train(
        Self.start(
          hidden: [20], density: 0.2, rows: 60, columns: 9, decay: LearningRateDecay(share: 0.5),
          instructionSet: set)
      ) { _ in }.state
    }
    #expect(states.allSatisfy { $0 == states[0] })
  }

  // MARK: Iterative pruning

  @Test func roundsKeepFourFifths() {
    #expect(
      IterativeMagnitude.Trainings.rounds(from: 1000, to: 328, atMost: 20) == [
        800, 640, 512, 410, 328,
      ])
    #expect(
      IterativeMagnitude.Trainings.rounds(from: 1000, to: 400, atMost: 20) == [
        800, 640, 512, 410, 400,
      ])
    #expect(IterativeMagnitude.Trainings.rounds(from: 1000, to: 328, atMost: 2) == [640, 328])
    #expect(IterativeMagnitude.Trainings.rounds(from: 3, to: 1, atMost: 9) == [2, 1])
    #expect(IterativeMagnitude.Trainings.rounds(from: 7, to: 7, atMost: 9) == [])
    #expect(IterativeMagnitude.Trainings.rounds(from: 9, to: 2, atMost: 1) == [2])
  }

  /// The survivors go back to the weights and moments after the first epoch, bit for bit, and masks are nested.
  @Test func rewindingIsExact() throws {
    let start = try Self.start(hidden: [12], density: 0.4, pretraining: 6, pruning: 12)
    var networks: [Network] = []
    _ = try IterativeMagnitude(.weights).train(start) { networks.append($0.network()) }
    #expect(networks.count == 18)
    // The first training of a round starts from the first epoch's weights: one step of it gives
    // what one step from those weights gives.
    let changes = networks.indices.dropFirst().filter {
      networks[$0].mask != networks[$0 - 1].mask
    }
    #expect(changes.count == 5)
    for change in changes {
      var state = TrainingState(network: start.initial, stream: start.stream("minibatches"))
      try start.trainer.train(&state, epochs: 1)
      #expect(state.network == networks[0])
      state.network.connect(as: networks[change].mask)
      try start.trainer.train(&state, epochs: 1)
      #expect(state.network == networks[change])
      let (before, after) = (networks[change - 1].mask, networks[change].mask)
      for (old, new) in zip(before.layers.joined(), after.layers.joined()) {
        #expect(old || !new)
      }
    }
  }

  /// Rates of a round are those of the first training, where weights stay.
  @Test func rateRewindingKeepsWeights() throws {
    let start = try Self.start(hidden: [12], density: 0.4, pretraining: 6, pruning: 12)
    var networks: [Network] = []
    _ = try IterativeMagnitude(.rate).train(start) { networks.append($0.network()) }
    let change = try #require(
      networks.indices.dropFirst().first { networks[$0].mask != networks[$0 - 1].mask })
    let pruned = networks[change - 1].connected(as: networks[change].mask)
    #expect(
      zip(pruned.layers[0].weightValues, networks[change].layers[0].weightValues)
        .map { abs($0 - $1) }.max() ?? 1 < 0.1)
  }

  // MARK: Dynamic sparse training

  /// Grown connections are the top of a naive dense gradient; they and their moments start at 0.
  @Test func exchangeGrowsTheLargestScores() throws {
    let start = try Self.start(hidden: [10], density: 0.4)
    var random = stream("mask")
    let counts = LayerDensities.erdosRenyi.connections(start.target, widths: start.widths)
    var state = TrainingState(
      network: start.initial.connected(
        as: ConnectionMask(random: counts, widths: start.widths, using: &random)),
      stream: stream())
    try start.trainer.train(&state, epochs: 2)
    let before = state.network
    let gradient = try start.trainer.gradient(of: before, rows: Array(0..<8))
    var after = before
    after.exchange(
      0.3, growing: ConnectionScores(layers: gradient.layers.map { $0.weights.map(\.magnitude) }))
    #expect(after.connectionsByLayer == before.connectionsByLayer)
    for (layer, old) in before.layers.enumerated() {
      let new = after.layers[layer]
      let held = before.mask.layers[layer].indices.filter { before.mask.layers[layer][$0] }
      let dropping = Int(0.3 * Double(held.count))
      let ranked = held.sorted {
        (-old.weightValues[$0].magnitude, $0) < (-old.weightValues[$1].magnitude, $1)
      }
      let kept = Set(ranked.dropLast(dropping))
      let grown = old.weightValues.indices.filter { !kept.contains($0) }.sorted {
        let scores = gradient.layers[layer].weights
        return (-scores[$0].magnitude, $0) < (-scores[$1].magnitude, $1)
      }.prefix(dropping)
      let expected = kept.union(grown)
      #expect(Set(old.weightValues.indices.filter { after.mask.layers[layer][$0] }) == expected)
      for place in grown where !before.mask.layers[layer][place] {
        #expect(new.weights.values[place] == 0 && new.weights.firstMoments[place] == 0)
        #expect(new.weights.secondMoments[place] == 0)
      }
      for place in kept { #expect(new.weights.values[place] == old.weights.values[place]) }
    }
  }

  @Test(arguments: ["set", "rigl"])
  func theCountNeverChanges(_ identifier: String) throws {
    let method = try #require(MethodCatalogue.standard[identifier])
    let start = try Self.start(hidden: [14], density: 0.3, pretraining: 8, pruning: 12)
    var masks: [ConnectionMask] = []
    _ = try method.train(start) {
      #expect($0.connections.reduce(0, +) == start.target)
      masks.append($0.network().mask)
    }
    #expect(Set(masks[..<14]).count > 5)
    #expect(Set(masks[14...]).count == 1)
  }

  // MARK: Controls

  @Test func shuffledHasTheCountsAndTheInitialWeights() throws {
    let start = try Self.start(hidden: [9, 7], density: 0.3)
    let found = try MagnitudePruning(.layer).train(start) { _ in }.state.network
    let control = TrainingState(
      subnetwork: found, from: .shuffled, initial: start.initial, stream: stream("again")
    ).network
    #expect(control.connectionsByLayer == found.connectionsByLayer)
    #expect(control.mask != found.mask)
    for (layer, initial) in zip(control.layers, start.initial.layers) {
      for (place, weight) in layer.weightValues.enumerated() {
        #expect(weight == (layer.mask?[place] ?? true ? initial.weightValues[place] : 0))
      }
    }
  }

  /// A control of any method has the connections that this one finds, and its limits.
  @Test(arguments: ["snip", "magnitude", "obs"])
  func controlsAreOfAnyMethod(_ identifier: String) throws {
    let start = try Self.start(hidden: [9, 7], density: 0.3)
    let method = try #require(MethodCatalogue.standard[identifier])
    let found = try method.train(start) { _ in }.state.network
    for word in ["reinitialised", "rewound", "shuffled"] {
      let control = try #require(
        try MethodCatalogue.standard.method(word, options: ["of": .word(identifier)]))
      #expect(control.identifier == word)
      #expect(control.title == "\(word) \(method.title)")
      #expect(control.largestNetwork == method.largestNetwork)
      #expect(control.usesPretraining == method.usesPretraining)
      let network = try control.train(start) { _ in }.state.network
      #expect(network.connectionsByLayer == found.connectionsByLayer)
      #expect((network.mask == found.mask) == (word != "shuffled"))
    }
  }
}

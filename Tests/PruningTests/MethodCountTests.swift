import Tabular
import Testing
import TestSupport

@testable import Pruning
@testable import Training

/// How many connections a method's network has, on 1,000 random architectures and budgets.
struct MethodCountTests {
  /// CPNA's variants, whose layers may lose more than they must: a node that vanishes takes its other connections along.
  static let annealed = ["cpna", "cpa", "interleaved", "reinitialised", "rewound", "shuffled"]

  /// The methods that keep what is asked for to the connection whatever their options.
  static let exact = MethodTests.methods.filter {
    $0.isPruned && $0.identifier != "nodes" && !annealed.contains($0.identifier)
  }

  /// One of 1,000 architectures.
  func architecture(_ random: inout RandomStream) -> Architecture {
    let hidden = (0...random.integer(below: 3)).map { _ in 1 + random.integer(below: 9) }
    return Architecture(
      inputs: 1 + random.integer(below: 6), hidden: hidden, classes: 2 + random.integer(below: 3))
  }

  /// A short training of a network of `architecture` on random samples.
  func start(
    _ architecture: Architecture, targets: [Int], seed: Int, _ random: inout RandomStream
  ) throws -> MethodStart {
    try MethodTests.start(
      hidden: architecture.hidden, density: 1, pretraining: 1 + random.integer(below: 2),
      pruning: 1 + random.integer(below: 4), rows: 10, columns: architecture.inputs,
      classes: architecture.classes, seed: UInt64(seed), targets: targets)
  }

  @Test func countsAreExactForAThousandArchitectures() throws {
    var random = stream("architectures")
    for seed in 0..<1000 {
      let architecture = architecture(&random)
      let density = Density([Double(1 + random.integer(below: 100)) / 100])
      let start = try start(
        architecture, targets: density.targets(for: architecture), seed: seed, &random)
      for method in Self.exact {
        let (state, curve) = try method.train(start) { _ in }
        let counts = state.network.connectionsByLayer
        try #require(
          counts.reduce(0, +) == start.target,
          "\(method.identifier): \(counts), not \(start.targets), \(architecture)")
        try #require(counts.allSatisfy { $0 > 0 }, "\(method.identifier)")
        let epochs = method.continuesPretraining ? start.annealing.epochs : start.epochs
        try #require(curve.losses.count == epochs, "\(method.identifier)")
      }
    }
  }

  /// With `counts: exact`, CPNA's variants and their controls end with exactly the target of every layer.
  @Test func annealedCountsAreExactForAThousandArchitectures() throws {
    let methods = try Self.annealed.map {
      try #require(
        try MethodCatalogue.standard.method($0, options: ["counts": .word("exact")]), "\($0)")
    }
    var random = stream("annealed architectures")
    for seed in 0..<1000 {
      let architecture = architecture(&random)
      let layers = architecture.layerCount
      let count = layers + random.integer(below: architecture.connections - layers + 1)
      let budget = ConnectionBudget(
        count, outputShare: Double(1 + random.integer(below: 99)) / 100)
      let targets = try #require(budget.exactTargets(within: PruningBounds(architecture)))
      let start = try start(architecture, targets: targets, seed: seed, &random)
      for method in methods {
        let network = try method.train(start) { _ in }.state.network
        try #require(
          network.connectionsByLayer == targets,
          "\(method.identifier): \(network.connectionsByLayer), not \(targets), \(architecture)")
      }
    }
  }

  /// Without it a network has at most the connections of all targets. Node pruning keeps whole nodes, and at least one.
  @Test func countsAreAtMostTheTargetsForAThousandArchitectures() throws {
    let methods = try (Self.annealed + ["nodes"]).map { try #require(MethodCatalogue.standard[$0]) }
    var random = stream("at most")
    for seed in 0..<1000 {
      let architecture = architecture(&random)
      let density = Density([Double(1 + random.integer(below: 100)) / 100])
      let start = try start(
        architecture, targets: density.targets(for: architecture), seed: seed, &random)
      let narrowest = Architecture(
        inputs: architecture.inputs, hidden: architecture.hidden.map { _ in 1 },
        classes: architecture.classes)
      for method in methods {
        let counts = try method.train(start) { _ in }.state.network.connectionsByLayer
        let most =
          method.identifier == "nodes"
          ? max(start.target, narrowest.connections) : start.target
        try #require(
          counts.reduce(0, +) <= most,
          "\(method.identifier): \(counts), not \(start.targets), \(architecture)")
      }
    }
  }
}

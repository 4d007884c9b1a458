package import Inputs
import Pruning
import Training

/// A study of the XOR problem as its file says it: every default resolved, every value valid.
package struct StudyFile: Codable, Hashable, Sendable {
  /// How the report sums the fits up and what it draws.
  package enum Figure: String, Codable, CaseIterable, Sendable {
    /// Losses and AUCs of sorted local minima (Figures 1 and 2).
    case minima
    /// Test AUC of the lowest of some minima against p (Figure 3).
    case cliff
    /// Training and test AUC against hidden nodes (Figure 4).
    case width
    /// Methods against hidden nodes (Figure 6).
    case methods
    /// Sorted test AUCs of methods (Figure 7).
    case sorted
    /// Loss and AUC during one run (Figure 8).
    case evolution
    /// Methods beside the paper's (Table 1).
    case table
  }

  /// The short name: `table1`.
  package let study: String
  /// The heading.
  package private(set) var title: String
  /// One line on what it shows.
  package private(set) var summary: String
  /// The seed of all random streams.
  package private(set) var seed: UInt64
  /// How it is summed up.
  package let figure: Figure
  /// What is compared.
  package let methods: [StudyMethod]
  /// Adam's learning rate.
  package let learningRate: Double
  /// Samples a minibatch.
  package let batch: Int
  /// Draws of the samples.
  package let draws: Int
  /// Networks trained on each draw.
  package let initialisations: Int
  /// Draws for the search of settings, apart from those that are reported; nil without a search.
  package let searchDraws: Int?
  /// Every how many epochs the validation sample is asked for the best epoch; nil reports the last
  /// epoch.
  package let evaluationInterval: Int?
  /// Whether losses and AUCs of every epoch are kept.
  package let keepsCurves: Bool
  /// The problems.
  package let cases: [Case]

  /// The same study with another seed.
  package func seeded(_ seed: UInt64) -> StudyFile {
    var result = self
    result.seed = seed
    return result
  }

  /// The same study without title and summary.
  var untitled: StudyFile {
    var result = self
    result.title = ""
    result.summary = ""
    return result
  }

  /// The most fits that a study may make.
  static let fitLimit = 10_000_000

  /// Checks what holds for every study, whichever file it came from.
  /// - Throws: ``InputError`` that says what.
  package func check(file: String) throws(InputError) {
    func require(_ holds: Bool, _ expected: String) throws(InputError) {
      guard holds else { throw InputError(file: file, expected: expected) }
    }
    try require(!cases.isEmpty && !methods.isEmpty, "problems and methods, not empty,")
    try require(
      [batch, draws, initialisations, searchDraws ?? 1, evaluationInterval ?? 1]
        .allSatisfy(Self.counts.contains) && learningRate > 0 && learningRate.isFinite,
      "a learning rate above 0, and counts from 1 to \(Self.counts.upperBound)")
    try require(
      Set(cases.map(\.problem.name)).count == cases.count, "problems that differ in k, p or n")
    try require(
      figure != .evolution || (keepsCurves && methods == [.all]),
      "'curves: true' and the method all alone for the figure evolution")
    try require(
      ![.minima, .cliff, .width].contains(figure) || methods == [.dense],
      "the method dense alone for the figure \(figure.rawValue)")
    for one in cases { try check(one, require) }
    try require(fitCount <= Double(Self.fitLimit), "at most \(Self.fitLimit) fits")
  }

  private func check(
    _ one: Case, _ require: (Bool, String) throws(InputError) -> Void
  ) throws(InputError) {
    let problem = one.problem
    let sizes = [problem.k, problem.dimensions, problem.training, problem.validation, problem.test]
    try require(
      sizes.allSatisfy { (0...10_000_000).contains($0) } && problem.training >= 2
        && problem.test >= 2,
      "k, p and samples of at most 10000000, and at least 2 samples to train on and to test on,")
    try problem.check()
    let phases = [one.hiddenPhase?.epochs, one.inputPhase?.epochs].compactMap { $0 }
    let kept =
      [one.hiddenPhase?.connections, one.inputPhase?.connections].compactMap { $0 }
      + (one.featureStep.map { $0.counts + [$0.hiddenConnections] } ?? [])
    try require(
      (one.l2 + one.annealingRates).allSatisfy { $0 >= 0 && $0.isFinite }
        && phases.allSatisfy { (4...Self.counts.upperBound).contains($0) }
        && kept.allSatisfy { (1...100_000_000).contains($0) },
      "L2 and annealing rates of 0 or more, phases of 4 epochs or more, and something that is kept, of "
        + problem.name)
    try require(
      !one.hidden.isEmpty && !one.denseHidden.isEmpty && !one.l2.isEmpty
        && !one.pretrainingEpochs.isEmpty && !one.annealingRates.isEmpty
        && (one.hidden + one.denseHidden + one.pretrainingEpochs).allSatisfy(Self.counts.contains),
      "lists that are not empty, with counts from 1 to \(Self.counts.upperBound), for \(problem.name)"
    )
    let widest = max(one.hidden.max() ?? 0, one.denseHidden.max() ?? 0)
    try require(
      Double(widest) * Double(problem.dimensions + 2) <= Double(Architecture.connectionLimit),
      "networks of at most \(Architecture.connectionLimit) connections for \(problem.name)")
    try require(
      methods.allSatisfy { $0 == .dense } || one.hiddenPhase != nil,
      "'hidden-epochs' and 'hidden-connections' of \(problem.name) for these methods")
    try require(
      methods.allSatisfy(\.keepsInputLayer) || one.inputPhase != nil,
      "'input-epochs' and 'input-connections' of \(problem.name) for these methods")
    try require(
      !methods.contains(where: \.selectsFeatures) || one.featureStep != nil,
      "'features' and 'features-at' of \(problem.name) for these methods")
    if let phase = one.hiddenPhase {
      let targets = [phase.connections] + (one.featureStep.map { [$0.hiddenConnections] } ?? [])
      try require(
        !phase.units.contains(.nodes) || targets.allSatisfy { $0.isMultiple(of: 2) },
        "even numbers of connections of the hidden nodes of \(problem.name), two to a node,")
    }
    if let step = one.featureStep {
      try require(
        step.counts.allSatisfy { $0 <= problem.dimensions },
        "at most p 'features' of \(problem.name)")
      try require(
        step.hiddenConnections >= one.hiddenPhase?.connections ?? 0,
        "'features-at' of \(problem.name) not below 'hidden-connections'")
    }
    try require(
      (evaluationInterval == nil && searchDraws == nil) || problem.validation > 0,
      "validation samples of \(problem.name), since they choose,")
    try require(
      searchDraws != nil
        || [
          one.l2.count, one.pretrainingEpochs.count, one.annealingRates.count,
          one.hiddenPhase?.units.count ?? 1, one.featureStep?.counts.count ?? 1,
        ].allSatisfy { $0 <= 1 },
      "one L2, pretraining, annealing rate and so on of \(problem.name) without a search")
    try require(
      one.hidden.count == 1 || ![.cliff, .sorted, .evolution, .table].contains(figure),
      "one width of \(problem.name) for the figure \(figure.rawValue)")
    try require(
      searchDraws != nil || one.denseHidden == one.hidden,
      "a search where dense networks have widths of their own")
  }

  /// What a count or a number of epochs may be.
  static let counts = 1...1_000_000
}

import Foundation
package import Inputs
import Pruning
import Training

extension StudyFile {
  /// How large a study is run.
  package enum Scale: String, CaseIterable, Sendable {
    /// As the file says.
    case full
    /// With what the file's `quick` replaces: a few fits of each kind, to see that all works.
    case quick
  }

  /// Reads the study file at `path`.
  /// - Throws: ``InputError`` if there is none, or at the key or value that is wrong.
  package init(contentsOf path: String, scale: Scale) throws(InputError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError(
        .usage, code: .unreadable, file: path, expected: "a study file",
        hint: "there is no such file, or it cannot be read")
    }
    try self.init(parsing: String(decoding: data, as: UTF8.self), file: path, scale: scale)
  }

  /// Whether `text` is a study rather than a protocol or a card.
  package static func recognises(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("study:") }
  }

  /// Decodes the content of a study file.
  /// - Throws: ``InputError`` at the key or value that is wrong.
  package init(parsing text: String, file: String, scale: Scale) throws(InputError) {
    let root = try YAMLValue(parsing: text, file: file)
      .mapping(of: ["study", "title", "summary", "quick"] + Self.keys)
    let quick = try root.optional("quick")?.mapping(of: Self.keys)
    if scale == .quick, quick == nil {
      throw InputError(
        .usage, code: .missing, file: file,
        expected: "a study with the key 'quick' for the scale quick",
        hint: "write what it replaces, such as quick: {draws: 2}")
    }
    let settings = Settings(file: root, quick: scale == .quick ? quick : nil)
    let name = try root.required("study").identifier()
    self.init(
      study: scale == .quick ? "\(name)-quick" : name,
      title: try root.required("title").string(),
      summary: try root.optional("summary")?.string() ?? "",
      seed: UInt64(try settings.optional("seed")?.integer(in: 0...Int.max) ?? 1),
      figure: try settings.required("figure").choice(of: Figure.self),
      methods: try settings.required("methods").distinctList { entry throws(InputError) in
        try entry.choice(of: StudyMethod.self)
      },
      learningRate: try settings.optional("learning-rate")?.number(in: 1e-12...1) ?? 1e-3,
      batch: try settings.required("batch").integer(in: 1...1_000_000),
      draws: try settings.required("draws").integer(in: 1...1_000_000),
      initialisations: try settings.required("initialisations").integer(in: 1...1_000_000),
      searchDraws: try settings.optional("search-draws")?.integer(in: 1...1_000_000),
      evaluationInterval: try settings.optional("evaluate-every")?.integer(in: 1...1_000_000),
      keepsCurves: try settings.optional("curves")?.boolean() ?? false,
      cases: try settings.required("problems").distinctList { entry throws(InputError) in
        try Case(settings.of(entry.mapping(of: Case.keys)))
      })
    try check(file: file)
  }

  fileprivate static var keys: [String] {
    [
      "seed", "figure", "methods", "learning-rate", "batch", "draws", "initialisations",
      "search-draws", "evaluate-every", "curves", "problems",
    ] + Case.keys
  }
}

/// The file's own keys, a problem's in front of them, and what `quick` replaces in front of both.
private struct Settings {
  let file: YAMLMapping
  var problem: YAMLMapping?
  let quick: YAMLMapping?

  func of(_ problem: YAMLMapping) -> Settings {
    var result = self
    result.problem = problem
    return result
  }

  func optional(_ key: String) -> YAMLValue? {
    quick?.optional(key) ?? problem?.optional(key) ?? file.optional(key)
  }

  func required(_ key: String) throws(InputError) -> YAMLValue {
    if let value = optional(key) { return value }
    return try (problem ?? file).required(key)
  }
}

extension StudyFile.Case {
  fileprivate static let keys = [
    "k", "p", "n", "validation", "test", "hidden", "dense-hidden", "l2", "pretraining-epochs",
    "annealing-rate", "hidden-epochs", "hidden-connections", "hidden-units", "input-epochs",
    "input-connections", "features", "features-at",
  ]

  fileprivate init(_ settings: Settings) throws(InputError) {
    func count(_ key: String, from least: Int = 1) throws(InputError) -> Int? {
      try settings.optional(key)?.integer(in: least...1_000_000)
    }
    func connections(_ name: String) throws(InputError) -> Int {
      try settings.required("\(name)-connections").integer(in: 2...100_000_000)
    }
    func numbers(_ key: String, _ standard: Double) throws(InputError) -> [Double] {
      try settings.optional(key)?.distinctList { entry throws(InputError) in
        try entry.number(in: 0...Double.greatestFiniteMagnitude)
      } ?? [standard]
    }
    func integers(_ value: YAMLValue) throws(InputError) -> [Int] {
      try value.distinctList { entry throws(InputError) in
        try entry.integer(in: 1...1_000_000)
      }
    }
    func hiddenPhase() throws(InputError) -> StudyFile.HiddenPhase? {
      guard let epochs = try count("hidden-epochs", from: 4) else { return nil }
      return StudyFile.HiddenPhase(
        epochs: epochs, connections: try connections("hidden"),
        units: try settings.optional("hidden-units")?.distinctList { entry throws(InputError) in
          try entry.choice(of: PruningPlan.Unit.self)
        } ?? [.connections])
    }
    func inputPhase() throws(InputError) -> StudyFile.InputPhase? {
      guard let epochs = try count("input-epochs", from: 4) else { return nil }
      return StudyFile.InputPhase(epochs: epochs, connections: try connections("input"))
    }
    func featureStep() throws(InputError) -> StudyFile.FeatureStep? {
      guard let counts = settings.optional("features") else { return nil }
      return StudyFile.FeatureStep(
        counts: try integers(counts),
        hiddenConnections: try settings.required("features-at").integer(in: 2...100_000_000))
    }
    let hidden = try integers(settings.required("hidden")).sorted()
    self.init(
      problem: Problem(
        k: try settings.required("k").integer(in: 1...1000),
        dimensions: try settings.required("p").integer(in: 1...1_000_000),
        training: try settings.required("n").integer(in: 2...10_000_000),
        validation: try count("validation", from: 0) ?? 0,
        test: try settings.required("test").integer(in: 2...10_000_000)),
      hidden: hidden,
      denseHidden: try settings.optional("dense-hidden").map(integers)?.sorted() ?? hidden,
      l2: try numbers("l2", 0),
      pretrainingEpochs: try integers(settings.required("pretraining-epochs")),
      annealingRates: try numbers("annealing-rate", 20),
      hiddenPhase: try hiddenPhase(), inputPhase: try inputPhase(),
      featureStep: try featureStep())
  }
}

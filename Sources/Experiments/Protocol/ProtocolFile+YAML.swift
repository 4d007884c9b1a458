import Foundation
public import Inputs
public import Pruning
import Training

extension ProtocolFile {
  /// Decodes the content of a protocol file.
  /// - Parameters:
  ///   - text: YAML; the built-in protocols show every key.
  ///   - file: its name, for messages.
  /// - Throws: ``InputError`` at the key or value that is wrong.
  public init(
    parsing text: String, file: String, methods catalogue: MethodCatalogue = .standard
  ) throws(InputError) {
    let root = try YAMLValue(parsing: text, file: file).mapping(of: [
      "name", "summary", "seed", "split", "scaling", "validation", "grid", "training", "pruning",
      "choose", "retrains", "equivalent", "methods",
    ])
    let grid = try Grid(root.required("grid"))
    let methods = try root.optional("methods").map { value throws(InputError) in
      try ComparedMethod.list(value, from: catalogue)
    }
    let isPruning = methods?.contains(where: \.isPruned) ?? true
    let isSized = methods?.contains { $0.sizedAs != nil } ?? true
    let pruning = try isPruning ? root.required("pruning") : root.optional("pruning")
    let equivalent = try isSized ? root.required("equivalent") : root.optional("equivalent")
    let training = try root.required("training").mapping(of: Schedule.keys)
    let schedule = try Schedule(training)
    self.init(
      name: try root.required("name").identifier(),
      summary: try root.optional("summary")?.string() ?? "",
      seed: UInt64(try root.optional("seed")?.integer(in: 0...Int.max) ?? 1),
      splits: try Splits(root.required("split")),
      scaling: try root.required("scaling").choice(of: Scaling.self),
      validation: try Validation(root.required("validation")),
      grid: grid,
      schedule: schedule,
      schedules: try schedule.byDataset(training),
      pruning: try pruning.map { value throws(InputError) in try Pruning(value, grid: grid) }
        ?? .none,
      choice: try Choice(root.required("choose")),
      retrains: try root.required("retrains").integer(in: 1...1_000_000),
      equivalent: try equivalent.map { value throws(InputError) in try Equivalent(value) }
        ?? Equivalent(searches: false, hidden: [:]),
      listedMethods: methods == ComparedMethod.standard ? nil : methods)
    try check(file: file)
  }

  /// The built-in protocol `name`, or the file at the path `name`.
  /// - Throws: ``InputError`` if there is neither, with the nearest name.
  public static func named(
    _ name: String, methods: MethodCatalogue = .standard
  ) throws(InputError) -> ProtocolFile {
    if let text = builtIn[name] {
      return try ProtocolFile(parsing: text, file: "\(name).yaml", methods: methods)
    }
    guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      let names = builtIn.keys.sorted()
      let nearest = nearestWord(to: name, in: names)
      throw InputError(
        .usage,
        expected: "a protocol: \(names.joined(separator: ", ")), or the path of a .yaml file",
        found: name, hint: nearest.map { "did you mean '\($0)'?" })
    }
    guard let data = FileManager.default.contents(atPath: name) else {
      throw InputError(
        .usage, file: name, expected: "a protocol file",
        hint: "there is no such file, or it cannot be read")
    }
    return try ProtocolFile(
      parsing: String(decoding: data, as: UTF8.self), file: name, methods: methods)
  }

  /// The texts of the built-in protocols by name.
  public static var builtIn: [String: String] {
    let files = [
      "quick": PackageResources.quick_yaml, "paper": PackageResources.paper_yaml,
      "strict": PackageResources.strict_yaml, "recommended": PackageResources.recommended_yaml,
    ]
    return files.mapValues { String(decoding: $0, as: UTF8.self) }
  }
}

// MARK: - The parts

private let largest = Double.greatestFiniteMagnitude

extension ProtocolFile.Splits {
  fileprivate init(_ value: YAMLValue) throws(InputError) {
    let map = try value.mapping(of: ["test-share", "count", "stratified", "by-dataset"])
    func count(_ value: YAMLValue) throws(InputError) -> Int {
      try value.integer(in: 1...1_000_000)
    }
    var counts: [String: Int] = [:]
    for entry in try map.optional("by-dataset")?.entries() ?? [] {
      counts[entry.key] = try count(entry.value.mapping(of: ["count"]).required("count"))
    }
    self.init(
      testShare: try map.required("test-share").number(in: 0.01...0.99),
      count: try map.optional("count").map(count) ?? 1,
      stratified: try map.required("stratified").boolean(),
      counts: counts.isEmpty ? nil : counts)
  }
}

extension ProtocolFile.Validation {
  fileprivate init(_ value: YAMLValue) throws(InputError) {
    let map = try value.mapping(of: ["repeats", "folds", "search"])
    self.init(
      repeats: try map.required("repeats").integer(in: 1...1_000_000),
      folds: try map.required("folds").integer(in: 2...1_000_000),
      search: try map.optional("search")?.choice(of: Search.self) ?? .grid)
  }
}

extension Grid {
  fileprivate init(_ value: YAMLValue) throws(InputError) {
    let map = try value.mapping(of: ["hidden", "l2", "batch", "learning-rate", "rate-decay"])
    func nodes(_ value: YAMLValue) throws(InputError) -> Int {
      try value.integer(in: 1...1_000_000)
    }
    self.init(
      hidden: try map.required("hidden").distinctList { entry throws(InputError) in
        entry.elements == nil ? [try nodes(entry)] : try entry.list(nodes)
      },
      l2: try map.required("l2").distinctList { entry throws(InputError) in
        try entry.number(in: 0...largest)
      },
      batch: try map.required("batch").distinctList { entry throws(InputError) in
        try entry.integer(in: 1...1_000_000)
      },
      learningRate: try map.optional("learning-rate")?.distinctList { entry throws(InputError) in
        try entry.number(in: 1e-12...1)
      },
      rateDecay: try map.optional("rate-decay")?.distinctList { entry throws(InputError) in
        try entry.number(in: 0...1)
      })
  }
}

extension ProtocolFile.Schedule {
  private static var lengths: [String] { ["pretraining-epochs", "pruning-epochs"] }

  fileprivate static var keys: [String] { ["learning-rate"] + lengths + ["by-dataset"] }

  fileprivate init(_ map: YAMLMapping) throws(InputError) {
    try self.init(
      learningRate: map.optional("learning-rate")?.number(in: 1e-12...1) ?? 1e-3, map)
  }

  private init(learningRate: Double, _ map: YAMLMapping) throws(InputError) {
    self.init(
      learningRate: learningRate,
      pretrainingEpochs: try map.required("pretraining-epochs").integer(in: 1...1_000_000),
      pruningEpochs: try map.required("pruning-epochs").integer(in: 2...1_000_000))
  }

  /// The schedules of the datasets that `by-dataset` names; the learning rate is for all.
  fileprivate func byDataset(
    _ map: YAMLMapping
  ) throws(InputError) -> [String: ProtocolFile.Schedule] {
    var schedules: [String: ProtocolFile.Schedule] = [:]
    for entry in try map.optional("by-dataset")?.entries() ?? [] {
      schedules[entry.key] = try Self(
        learningRate: learningRate, entry.value.mapping(of: Self.lengths))
    }
    return schedules
  }
}

extension ProtocolFile.Pruning {
  /// Where no method prunes.
  fileprivate static let none = ProtocolFile.Pruning(
    annealingRate: 0, normalization: .bounded, densities: [], outputShares: nil)

  fileprivate init(_ value: YAMLValue, grid: Grid) throws(InputError) {
    let map = try value.mapping(of: [
      "annealing-rate", "normalization", "densities", "output-share",
    ])
    let outputShares = try map.optional("output-share").map { value throws(InputError) in
      func share(_ value: YAMLValue) throws(InputError) -> Double {
        try value.number(in: 0.01...0.99)
      }
      return value.elements == nil ? [try share(value)] : try value.distinctList(share)
    }
    let layerCounts = Set(grid.hidden.map { $0.count + 1 })
    self.init(
      annealingRate: try map.required("annealing-rate").number(in: 0...largest),
      normalization: try map.optional("normalization")?.choice(of: Normalization.self) ?? .bounded,
      densities: try map.required("densities").distinctList { entry throws(InputError) in
        func share(_ value: YAMLValue) throws(InputError) -> Double {
          try value.number(in: 1e-9...1)
        }
        guard entry.elements != nil else { return [try share(entry)] }
        let shares = try entry.list(share)
        guard outputShares == nil || shares.count == 1 else {
          throw entry.error(
            expected: "one share for all layers together, since there is an 'output-share'")
        }
        guard shares.count == 1 || layerCounts == [shares.count] else {
          throw entry.error(
            expected: "one share, or one for each layer of every network in 'grid.hidden'",
            hint: "a network with one hidden layer has two layers of connections")
        }
        return shares
      },
      outputShares: outputShares)
  }
}

extension ProtocolFile.Choice {
  fileprivate init(_ value: YAMLValue) throws(InputError) {
    let map = try value.mapping(of: ["epoch", "density", "at-most"])
    self.init(
      epoch: try map.required("epoch").choice(of: ProtocolFile.EpochChoice.self),
      density: try map.required("density").choice(of: ProtocolFile.Judge.self),
      atMost: try map.optional("at-most")?.number(in: 1e-9...1))
  }
}

extension ProtocolFile.Equivalent {
  fileprivate init(_ value: YAMLValue) throws(InputError) {
    let map = try value.mapping(of: ["search", "hidden"])
    var hidden: [String: Int] = [:]
    for entry in try map.optional("hidden")?.entries() ?? [] {
      hidden[entry.key] = try entry.value.integer(in: 1...1_000_000)
    }
    self.init(searches: try map.required("search").boolean(), hidden: hidden)
  }
}

import Inputs
import Pruning
import Tabular
import Training

extension ProtocolFile {
  /// Decodes a protocol that extends none, or that is merged with those it extends.
  /// - Parameter file: what is named where no one place is wrong.
  /// - Throws: ``InputError`` at the key or value that is wrong.
  init(
    decoding root: YAMLValue, file: String, methods catalogue: MethodCatalogue
  ) throws(InputError) {
    let root = try root.mapping(of: [
      "extends", "name", "summary", "seed", "split", "scaling", "validation", "grid", "training",
      "pruning", "choose", "retrains", "equivalent", "methods",
    ])
    let grid = try Grid(root.required("grid"))
    let methods = try root.optional("methods").map { value throws(InputError) in
      try ComparedMethod.list(value, from: catalogue)
    }
    let isPruning = methods?.contains(where: \.isPruned) ?? true
    let isSized = methods?.contains { $0.sizedAs != nil } ?? true
    // What no method uses is checked, and decides nothing.
    let pruning = try (isPruning ? root.required("pruning") : root.optional("pruning"))
      .map { value throws(InputError) in try Pruning(value, grid: grid) }
    let equivalent = try (isSized ? root.required("equivalent") : root.optional("equivalent"))
      .map { value throws(InputError) in try Equivalent(value) }
    let training = try root.required("training").mapping(of: Schedule.keys)
    let schedule = try Schedule(training)
    self.init(
      name: try root.required(
        "name",
        hint: "each protocol has a name of its own, also one that extends another: add 'name: mine'"
      ).identifier(),
      summary: try root.optional("summary")?.string() ?? "",
      seed: try root.optional("seed")?.seed() ?? 1,
      splits: try Splits(root.required("split")),
      scaling: try root.required("scaling").choice(of: Scaling.self),
      validation: try Validation(root.required("validation")),
      grid: grid,
      schedule: schedule,
      schedules: try schedule.byDataset(training),
      schedulesByRows: try schedule.byRows(training),
      pruning: isPruning ? pruning ?? .none : .none,
      choice: try Choice(root.required("choose")),
      retrains: try root.required("retrains").integer(in: 1...1_000_000),
      equivalent: isSized ? equivalent ?? .none : .none,
      listedMethods: methods == ComparedMethod.standard ? nil : methods)
    try check(file: file)
  }
}

// MARK: - The parts

private let largest = Double.greatestFiniteMagnitude

extension YAMLValue {
  fileprivate func seed() throws(InputError) -> UInt64 {
    guard let text = try? string(), let seed = UInt64(text) else {
      throw error(expected: "an integer of at least 0")
    }
    return seed
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
    let map = try value.mapping(of: [
      "hidden", "l2", "batch", "learning-rate", "rate-decay", "scaling",
    ])
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
      },
      scaling: try map.optional("scaling")?.distinctList { entry throws(InputError) in
        try entry.choice(of: Scaling.self)
      })
  }
}

extension ProtocolFile.Schedule {
  private static var lengths: [String] { ["pretraining-epochs", "pruning-epochs"] }

  fileprivate static var keys: [String] { ["learning-rate"] + lengths + ["by-rows", "by-dataset"] }

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

  /// The schedules of `by-rows`, whose keys are the fewest rows that each is for.
  fileprivate func byRows(
    _ map: YAMLMapping
  ) throws(InputError) -> [ProtocolFile.RowSchedule]? {
    var schedules: [ProtocolFile.RowSchedule] = []
    for entry in try map.optional("by-rows")?.entries() ?? [] {
      guard let rows = Int(entry.key), rows > 0, "\(rows)" == entry.key else {
        throw entry.value.error(
          expected: "the fewest rows that these epochs are for, as in '1000',", found: entry.key)
      }
      schedules.append(
        ProtocolFile.RowSchedule(
          rows: rows,
          schedule: try Self(learningRate: learningRate, entry.value.mapping(of: Self.lengths))))
    }
    return schedules.isEmpty ? nil : schedules.sorted { $0.rows < $1.rows }
  }
}

extension ProtocolFile.Choice {
  fileprivate init(_ value: YAMLValue) throws(InputError) {
    let map = try value.mapping(of: ["epoch", "density", "at-most", "last", "refits"])
    let epoch = try map.required("epoch").choice(of: ProtocolFile.EpochChoice.self)
    let last = map.optional("last")
    if let last, epoch != .lastMean {
      throw last.error(expected: "no key 'last' unless 'epoch' is last-mean")
    }
    self.init(
      epoch: epoch,
      density: try map.required("density").choice(of: ProtocolFile.Judge.self),
      atMost: try map.optional("at-most")?.number(in: 1e-9...1),
      last: epoch == .lastMean ? try last?.integer(in: ProtocolFile.counts) ?? 20 : nil,
      refits: try map.optional("refits")?.choice(of: ProtocolFile.RefittedLevels.self) == .every
        ? .every : nil)
  }
}

extension ProtocolFile.Equivalent {
  /// Where no method is sized as another.
  static let none = ProtocolFile.Equivalent(searches: false, hidden: [:])

  fileprivate init(_ value: YAMLValue) throws(InputError) {
    let map = try value.mapping(of: ["search", "hidden"])
    var hidden: [String: Int] = [:]
    for entry in try map.optional("hidden")?.entries() ?? [] {
      hidden[entry.key] = try entry.value.integer(in: 1...1_000_000)
    }
    self.init(searches: try map.required("search").boolean(), hidden: hidden)
  }
}

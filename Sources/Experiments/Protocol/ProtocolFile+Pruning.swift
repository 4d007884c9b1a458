import Inputs
public import Pruning

extension ProtocolFile {
  /// How fast connections are removed, how hidden nodes are normalised, and how many connections are kept.
  public struct Pruning: Codable, Hashable, Sendable {
    /// μ of the annealing schedule.
    public let annealingRate: Double
    /// How hidden nodes are normalised: CPNA; or not: CPA.
    public let normalization: Normalization
    /// The shares of connections to keep, as the file lists them.
    private let densities: [[Double]]
    /// The shares of the kept connections that the output layer may have, each tried with each density; nil where the
    /// densities are of layers.
    private let outputShares: [Double]?

    enum CodingKeys: String, CodingKey {
      case annealingRate
      case normalization = "normalizes"
      case densities
      case outputShares
    }

    /// Where no method prunes.
    static let none = Pruning(keeping: [], annealingRate: 0)

    /// - Parameters:
    ///   - densities: for each level the share of each layer's connections to keep, or one share for all layers.
    ///   - annealingRate: μ of the annealing schedule, 0 or more.
    ///   - normalization: how hidden nodes are normalised.
    public init(
      keeping densities: [[Double]], annealingRate: Double = 20,
      normalization: Normalization = .bounded
    ) {
      self.densities = densities
      self.annealingRate = annealingRate
      self.normalization = normalization
      outputShares = nil
    }

    /// - Parameters:
    ///   - budgets: for each level its share of the connections of the grid's largest network.
    ///   - outputShares: the shares of the kept connections that the output layer may have, each tried with each
    ///     budget.
    ///   - annealingRate: μ of the annealing schedule, 0 or more.
    ///   - normalization: how hidden nodes are normalised.
    public init(
      keeping budgets: [Double], outputShares: [Double], annealingRate: Double = 20,
      normalization: Normalization = .bounded
    ) {
      densities = budgets.map { [$0] }
      self.annealingRate = annealingRate
      self.normalization = normalization
      self.outputShares = outputShares
    }

    /// What pruned networks are tried at.
    public var levels: [Level] { levelsByDensity.flatMap(\.self) }

    /// The levels in groups that keep as many connections, and differ in the output layer's share of them.
    public var levelsByDensity: [[Level]] {
      densities.map { density in
        guard let outputShares else { return [.perLayer(density)] }
        return outputShares.map { .budget(density: density[0], outputShare: $0) }
      }
    }

    /// The level that a record of a run calls `level`: one of before there were budgets has a list of numbers only.
    func resolved(_ level: Level) -> Level {
      guard outputShares != nil, case .perLayer(let shares) = level, shares.count == 2 else {
        return level
      }
      return .budget(density: shares[0], outputShare: shares[1])
    }
  }
}

// MARK: - As a protocol file says it

extension ProtocolFile.Pruning {
  init(_ value: YAMLValue, grid: Grid) throws(InputError) {
    let map = try value.mapping(of: [
      "annealing-rate", "normalization", "densities", "output-share",
    ])
    annealingRate = try Self.annealingRate(map.required("annealing-rate"))
    normalization = try map.optional("normalization")?.choice(of: Normalization.self) ?? .bounded
    let outputShares = try map.optional("output-share").map { value throws(InputError) in
      func share(_ value: YAMLValue) throws(InputError) -> Double {
        try value.number(in: 0.01...0.99)
      }
      return value.elements == nil ? [try share(value)] : try value.distinctList(share)
    }
    let layerCounts = Set(grid.hidden.map { $0.count + 1 })
    densities = try map.required("densities").distinctList { entry throws(InputError) in
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
    }
    self.outputShares = outputShares
  }

  private static func annealingRate(_ value: YAMLValue) throws(InputError) -> Double {
    if try value.string() == "at-once" { return AnnealingSchedule.atOnce }
    do { return try value.number(in: 0...Double.greatestFiniteMagnitude) } catch {
      throw value.error(expected: "a number of at least 0, or at-once,")
    }
  }

  /// The same in a file.
  func add(to text: inout YAMLLines) {
    text.add(
      "annealing-rate",
      annealingRate == AnnealingSchedule.atOnce ? "at-once" : YAMLLines.number(annealingRate))
    text.add("normalization", normalization.rawValue)
    text.add(
      "densities", YAMLLines.list(densities.map { YAMLLines.item($0.map(YAMLLines.number)) }))
    text.add("output-share", outputShares.map { YAMLLines.item($0.map(YAMLLines.number)) })
  }

  /// Checks what holds whichever file it came from.
  /// - Parameter require: throws unless what is expected holds.
  func check(
    layerCounts: Set<Int>, _ require: (Bool, String) throws(InputError) -> Void
  ) throws(InputError) {
    try require(
      annealingRate >= 0 && annealingRate.isFinite, "an annealing rate of 0 or more")
    try require(
      densities.allSatisfy { $0.count == 1 || layerCounts == [$0.count] },
      "one share for all layers or one for each")
    try require(
      (densities.flatMap { $0 } + (outputShares ?? [])).allSatisfy { $0 > 0 && $0 <= 1 }
        && (outputShares ?? []).allSatisfy { $0 < 1 } && outputShares?.isEmpty != true
        && (outputShares == nil || densities.allSatisfy { $0.count == 1 }),
      "densities in (0, 1], and with 'output-share' below 1 one density a level")
  }
}

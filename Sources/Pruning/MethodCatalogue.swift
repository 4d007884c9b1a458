/// The methods that a protocol file can name.
public struct MethodCatalogue: Sendable {
  /// The methods, in the order in which help lists them.
  public let methods: [any Method]

  /// PruneBench's own methods.
  public static let standard = MethodCatalogue([
    Dense(), Dense(choosesSmallest: true), CPNA(), CPNA(normalizes: false), NodePruning(),
    InterleavedPruning(),
    SubnetworkControl(from: .reinitialised), SubnetworkControl(from: .rewound),
    SubnetworkControl(from: .shuffled),
    RandomPruning(.uniform), RandomPruning(.erdosRenyi),
    MagnitudePruning(.global), MagnitudePruning(.layer), GradualMagnitude(),
    IterativeMagnitude(.weights), IterativeMagnitude(.rate),
    SNIP(), GraSP(), SynFlow(), DynamicSparseTraining(.random), DynamicSparseTraining(.gradient),
    OptimalBrainDamage(), OptimalBrainSurgeon(), ProximalL1(), LassoNet(),
  ])

  /// - Precondition: the identifiers are distinct.
  public init(_ methods: [any Method]) {
    precondition(Set(methods.map(\.identifier)).count == methods.count)
    self.methods = methods
  }

  /// These methods and `more`. A method of `more` replaces one with the same identifier.
  public func adding(_ more: [any Method]) -> MethodCatalogue {
    let identifiers = Set(more.map(\.identifier))
    return MethodCatalogue(methods.filter { !identifiers.contains($0.identifier) } + more)
  }

  /// The method called `identifier` with the options that were chosen for it; nil if there is none.
  /// - Throws: ``OptionError`` for an option that it does not have, or a value that the option cannot have.
  public func method(
    _ identifier: String, options chosen: [String: OptionValue]
  ) throws(OptionError) -> (any Method)? {
    guard let method = self[identifier] else { return nil }
    var options = MethodOptions(chosen)
    let configured: any Method = try method.configured(by: &options)
    if let key = options.unknown.first {
      throw OptionError(unknown: key, of: identifier, having: options.known)
    }
    return configured
  }

  /// The method called `identifier`, with the options that it has by itself.
  public subscript(identifier: String) -> (any Method)? {
    methods.first { $0.identifier == identifier }
  }
}

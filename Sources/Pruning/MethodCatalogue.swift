/// The methods that a protocol file can name.
public struct MethodCatalogue: Sendable {
  /// In the order in which help lists them.
  public let methods: [any Method]

  /// PruneBench's own methods.
  public static let standard = MethodCatalogue([
    Dense(), CPNA(), CPNA(normalizes: false), NodePruning(), InterleavedPruning(),
    SubnetworkControl(from: .random), SubnetworkControl(from: .initial),
    SubnetworkControl(from: .shuffled),
    RandomPruning(.uniform), RandomPruning(.erdosRenyi),
    MagnitudePruning(.global), MagnitudePruning(.layer), GradualMagnitude(),
    IterativeMagnitude(.weights), IterativeMagnitude(.rate),
    SNIP(), GraSP(), SynFlow(), DynamicSparseTraining(.random), DynamicSparseTraining(.gradient),
    OptimalBrainDamage(), OptimalBrainSurgeon(), ProximalL1(), LassoNet(),
  ])

  /// - Precondition: no identifier comes twice.
  public init(_ methods: [any Method]) {
    precondition(Set(methods.map(\.identifier)).count == methods.count)
    self.methods = methods
  }

  /// These methods and more. One of the same identifier takes the place of an older one.
  public func adding(_ more: [any Method]) -> MethodCatalogue {
    let identifiers = Set(more.map(\.identifier))
    return MethodCatalogue(methods.filter { !identifiers.contains($0.identifier) } + more)
  }

  /// The method called `identifier`.
  public subscript(identifier: String) -> (any Method)? {
    methods.first { $0.identifier == identifier }
  }
}

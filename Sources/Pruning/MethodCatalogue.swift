/// The methods that a protocol file can name.
public struct MethodCatalogue: Sendable {
  /// The methods, in the order in which help lists them.
  public let methods: [any Method]

  /// PruneBench's own methods.
  public static let standard = MethodCatalogue([
    Dense(), CPNA(), CPNA(normalizes: false), NodePruning(), InterleavedPruning(),
    SubnetworkControl(from: .reinitialised), SubnetworkControl(from: .rewound),
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

  /// The method with this identifier, if there is one.
  public subscript(identifier: String) -> (any Method)? {
    methods.first { $0.identifier == identifier }
  }
}

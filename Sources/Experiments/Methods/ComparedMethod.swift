import Inputs
public import Pruning

/// A method as a protocol compares it.
public struct ComparedMethod: Codable, Hashable, Sendable {
  /// What files call it.
  public let name: MethodName
  /// What tables call it.
  public private(set) var title: String
  /// The method that trains it, as a ``MethodCatalogue`` calls it.
  public let trainedBy: String
  /// Whether it is tried at each of the protocol's levels.
  public let isPruned: Bool
  /// The method whose number of connections decides its width; nil where the grid does.
  public let sizedAs: MethodName?

  /// A method whose width the grid decides.
  public init(_ method: any Method) {
    name = MethodName(rawValue: method.identifier)
    title = method.title
    trainedBy = method.identifier
    isPruned = method.isPruned
    sizedAs = nil
  }

  /// The dense network with about as many connections as `method` keeps (paper, section 4.2).
  public static func equivalent(to method: MethodName) -> ComparedMethod {
    ComparedMethod(
      name: .equivalent, title: "NN(equivalent)", trainedBy: Dense().identifier, isPruned: false,
      sizedAs: method)
  }

  /// The paper's: NN(best), NN(equivalent), NN+CPNA.
  public static let standard = [
    ComparedMethod(Dense()), .equivalent(to: .cpna), ComparedMethod(CPNA()),
  ]

  private init(
    name: MethodName, title: String, trainedBy: String, isPruned: Bool, sizedAs: MethodName?
  ) {
    self.name = name
    self.title = title
    self.trainedBy = trainedBy
    self.isPruned = isPruned
    self.sizedAs = sizedAs
  }

  /// The method without what only people read.
  var untitled: ComparedMethod {
    var result = self
    result.title = ""
    return result
  }

  enum CodingKeys: String, CodingKey {
    case name
    case title
    case trainedBy = "trained-by"
    case isPruned = "pruned"
    case sizedAs = "sized-as"
  }
}

extension ComparedMethod {
  /// Reads the list of a protocol file: `[dense, equivalent, cpna]`.
  /// - Throws: ``InputError`` at a name that `catalogue` does not have, or that needs another beside it.
  static func list(
    _ value: YAMLValue, from catalogue: MethodCatalogue
  ) throws(InputError) -> [ComparedMethod] {
    let names = catalogue.methods.map(\.identifier) + [MethodName.equivalent.rawValue]
    let chosen = try value.distinctList { entry throws(InputError) in
      let name = try entry.string()
      guard names.contains(name) else {
        throw entry.error(
          expected: "a method: \(names.joined(separator: ", "))",
          hint: nearestWord(to: name, in: names).map { "did you mean '\($0)'?" })
      }
      return name
    }
    let pruned = chosen.compactMap { catalogue[$0] }.first(where: \.isPruned)
    return try chosen.map { name throws(InputError) in
      if let method = catalogue[name] { return ComparedMethod(method) }
      guard let pruned else {
        throw value.error(
          expected: "a method that prunes beside 'equivalent', which has as many connections")
      }
      return .equivalent(to: MethodName(rawValue: pruned.identifier))
    }
  }
}

extension ComparedMethod {
  /// What programs find it by, in journals and tables.
  package var id: String { name.rawValue }
}

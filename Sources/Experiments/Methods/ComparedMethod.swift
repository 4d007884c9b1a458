public import Pruning

/// A method as a protocol compares it.
public struct ComparedMethod: Codable, Hashable, Sendable {
  /// What files call it.
  public let name: MethodName
  /// What tables call it.
  public private(set) var title: String
  /// The method that trains it, as a ``MethodCatalogue`` calls it.
  public let trainedBy: String
  /// The values of the method's options; nil if it has none that are not the protocol's.
  public let options: [String: OptionValue]?
  /// Whether it is tried at each of the protocol's levels.
  public let isPruned: Bool
  /// Whether of the settings that are as good as the best the smallest network is chosen; nil for no.
  public let choosesSmallest: Bool?
  /// The most weights and biases of a network that it can be applied to; nil for any number.
  public let largestNetwork: Int?
  /// The method whose number of connections decides its width; nil where the grid does.
  public let sizedAs: MethodName?
  /// Whether another program trained it: a run does not have it, only a report does.
  package private(set) var isExternal = false

  /// A method whose width the grid decides.
  /// - Parameters:
  ///   - name: what files call it, where that is not the method's own name.
  ///   - title: what tables call it, where that is not the method's own title.
  public init(_ method: any Method, as name: String? = nil, title: String? = nil) {
    // With nothing chosen, each option is as the method has it.
    var options = MethodOptions()
    _ = try? method.configured(by: &options)
    self.init(
      name: MethodName(rawValue: name ?? method.identifier), title: title ?? method.title,
      trainedBy: method.identifier, options: options.values.isEmpty ? nil : options.values,
      isPruned: method.isPruned, choosesSmallest: method.choosesSmallest ? true : nil,
      largestNetwork: method.largestNetwork, sizedAs: nil)
  }

  /// The dense network with about as many connections as `method` keeps (paper, section 4.2).
  public static func equivalent(to method: MethodName) -> ComparedMethod {
    ComparedMethod(
      name: .equivalent, title: "NN(equivalent)", trainedBy: Dense().identifier, options: nil,
      isPruned: false, choosesSmallest: nil, largestNetwork: nil, sizedAs: method)
  }

  /// The paper's: NN(best), NN(equivalent), NN+CPNA.
  public static let standard = [
    ComparedMethod(Dense()), .equivalent(to: .cpna), ComparedMethod(CPNA()),
  ]

  /// What another program predicts, which a report calls `title`.
  init(external title: String) {
    self.init(
      name: MethodName(rawValue: "external/\(title)"), title: title, trainedBy: "", options: nil,
      isPruned: false, choosesSmallest: nil, largestNetwork: nil, sizedAs: nil)
    isExternal = true
  }

  private init(
    name: MethodName, title: String, trainedBy: String, options: [String: OptionValue]?,
    isPruned: Bool, choosesSmallest: Bool?, largestNetwork: Int?, sizedAs: MethodName?
  ) {
    self.name = name
    self.title = title
    self.trainedBy = trainedBy
    self.options = options
    self.isPruned = isPruned
    self.choosesSmallest = choosesSmallest
    self.largestNetwork = largestNetwork
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
    case options
    case isPruned = "pruned"
    case choosesSmallest = "smallest"
    case largestNetwork = "largest-network"
    case sizedAs = "sized-as"
  }
}

extension ComparedMethod {
  /// What programs find it by, in journals and tables.
  package var id: String { name.rawValue }
}

/// What is told of a saved network beside its graph: the metadata that `prunebench predict` reads.
public struct ModelDescription: Codable, Hashable, Sendable {
  /// The version of this description and of the graph that goes with it. The first differs in how texts
  /// are matched, and is still read.
  static let currentVersion = 2
  /// The key of the metadata that holds this description as JSON.
  static let key = "prunebench"

  /// How the network was fitted.
  public struct Fit: Codable, Hashable, Sendable {
    /// The rows trained on.
    public let trainingRows: Int
    /// The seed of split, weights and minibatches.
    public let seed: UInt64
    /// The network before any pruning: `21x64+64x4 = 1600`.
    public let architecture: String
    /// The connections before any pruning.
    public let allConnections: Int
    /// The connections that are left in each layer, from the input side.
    public let connections: [Int]

    /// How a network was fitted.
    public init(
      trainingRows: Int, seed: UInt64, architecture: String, allConnections: Int,
      connections: [Int]
    ) {
      self.trainingRows = trainingRows
      self.seed = seed
      self.architecture = architecture
      self.allConnections = allConnections
      self.connections = connections
    }
  }

  let version: Int
  /// The set's short name.
  public let set: String
  /// The set's name for people.
  public let title: String
  /// One name for each class, in the order of the probabilities.
  public let classes: [String]
  /// How raw rows are read.
  public let rows: RowDescription
  /// How the network was fitted.
  public let fit: Fit

  /// A description of this version.
  public init(
    set: String, title: String, classes: [String], rows: RowDescription, fit: Fit
  ) {
    version = Self.currentVersion
    self.set = set
    self.title = title
    self.classes = classes
    self.rows = rows
    self.fit = fit
  }

  /// Why a network cannot be so described; nil if it can.
  var flaw: String? {
    guard classes.count > 0, Set(classes).count == classes.count else {
      return "classes that are none or the same"
    }
    guard fit.connections.count < 1 << 20,
      (fit.connections + [fit.allConnections]).allSatisfy((0...Int(Int32.max)).contains)
    else { return "connections that are fewer than none, or too many" }
    return rows.flaw(classes: classes.count)
  }
}

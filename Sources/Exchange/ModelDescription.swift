/// The metadata of a saved network, beside its graph, that `prunebench predict` reads.
public struct ModelDescription: Codable, Hashable, Sendable {
  /// The version of this description and of the graph. Version 1, which matches texts differently, can still be
  /// read.
  static let currentVersion = 2
  /// The metadata key under which the description is stored as JSON.
  static let key = "prunebench"

  /// How the network was fitted.
  public struct Fit: Codable, Hashable, Sendable {
    /// The number of training rows.
    public let trainingRows: Int
    /// The seed of split, weights and minibatches.
    public let seed: UInt64
    /// The network before any pruning: `21x64+64x4 = 1600`.
    public let architecture: String
    /// The number of connections before any pruning.
    public let allConnections: Int
    /// The number of connections kept in each layer, from the input side.
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

  private enum CodingKeys: String, CodingKey {
    case version, dataset = "set", title, classes, rows, fit
  }

  let version: Int
  /// The dataset's short name.
  public let dataset: String
  /// The dataset's title.
  public let title: String
  /// One name for each class, in the order of the probabilities.
  public let classes: [String]
  /// How raw rows are read.
  public let rows: RowDescription
  /// How the network was fitted.
  public let fit: Fit

  /// A description of this version.
  public init(
    dataset: String, title: String, classes: [String], rows: RowDescription, fit: Fit
  ) {
    version = Self.currentVersion
    self.dataset = dataset
    self.title = title
    self.classes = classes
    self.rows = rows
    self.fit = fit
  }

  /// What is inconsistent in the description; nil if nothing is.
  var flaw: String? {
    guard classes.count > 0, Set(classes).count == classes.count else {
      return "no classes, or repeated ones"
    }
    guard fit.connections.count < 1 << 20,
      (fit.connections + [fit.allConnections]).allSatisfy((0...Int(Int32.max)).contains)
    else { return "a negative number of connections, or too many" }
    return rows.flaw(classes: classes.count)
  }
}

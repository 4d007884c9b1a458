public import Inputs
public import Runs
public import Tabular
package import Training

/// Rows of test sets that are not new to what was trained.
public struct Leaks: Codable, Hashable, Sendable {
  /// Those with an equal row, or a row of their group, among the rows trained on.
  public let rows: Int
  /// All of these test sets.
  public let tested: Int
}

/// What the report says of a dataset, and what identifies its content.
public struct DatasetSummary: Codable, Hashable, Sendable {
  /// The short name.
  public let name: String
  /// The name for people.
  public private(set) var title: String
  /// Samples.
  public let rows: Int
  /// Columns after one-hot encoding.
  public let features: Int
  /// Classes.
  public let classes: Int
  /// Where the rows came from.
  public private(set) var provenance: String
  /// SHA-256 of the content.
  public let fingerprint: String
  /// What was left out, filled or made a level; nil if nothing.
  public private(set) var preparation: Preparation?
  /// Values of the test sets, over all splits, whose level no row trained on has; nil if none.
  public private(set) var unseenLevels: Int?
  /// Rows of the test sets, over all splits, whose class no row trained on has, by that class; nil if none.
  public private(set) var unseenClasses: [String: Int]?
  /// Rows of test sets that are not drawn, over all splits, that have an equal row, or a row of their group, among the
  /// rows trained on, where the protocol accepts that; nil if none.
  public private(set) var leaks: Leaks?
  /// The rows of each class; nil in older runs.
  public private(set) var classRows: [Int]?
  /// What the classes are called, in their order; nil in older runs.
  public private(set) var classNames: [String]?
  /// What the features are called, in the order of their columns; nil in older runs, and for more than
  /// ``namedFeatures``.
  public private(set) var featureNames: [String]?

  /// A description names so many features at most: each is a line of its file.
  static let namedFeatures = 2000
  /// What a command line says to load it, such as `wine.csv --target quality`; nil in older runs, and where a program
  /// loaded it.
  public private(set) var arguments: [String]?

  init(
    _ dataset: Dataset, under protocolFile: ProtocolFile? = nil, arguments: [String]? = nil
  ) {
    self.arguments = arguments
    name = dataset.name
    title = dataset.title
    rows = dataset.rows
    features = dataset.features.columns
    classes = dataset.classNames.count
    provenance = dataset.provenance
    fingerprint = dataset.fingerprint(includingParts: protocolFile?.splits.areGiven ?? false)
    preparation = dataset.preparation.isEmpty ? nil : dataset.preparation
    let faults = protocolFile.map { TestSetFaults(of: dataset, under: $0) }
    unseenLevels = faults.flatMap { $0.unseenLevels == 0 ? nil : $0.unseenLevels }
    unseenClasses = faults.flatMap { $0.unseenClasses.isEmpty ? nil : $0.unseenClasses }
    leaks = faults.flatMap { $0.leaks == 0 ? nil : Leaks(rows: $0.leaks, tested: $0.tested) }
    classRows = dataset.classNames.indices.map { name in dataset.labels.count { $0 == name } }
    classNames = dataset.classNames
    featureNames =
      dataset.featureNames.count > Self.namedFeatures ? nil : dataset.featureNames
  }

  /// A network for the dataset.
  package func architecture(hidden: [Int]) -> Architecture {
    Architecture(inputs: features, hidden: hidden, classes: classes)
  }

  /// Whether the counts are those of a table that networks of the protocol can be trained on.
  func isValid(under protocolFile: ProtocolFile) -> Bool {
    let limit = Architecture.connectionLimit
    return (2...limit).contains(rows) && (1...limit).contains(features)
      && (1...limit).contains(classes) && unseenLevels ?? 0 >= 0
      && (unseenClasses ?? [:]).values.allSatisfy { $0 > 0 }
      && (leaks.map { (1...max(1, $0.tested)).contains($0.rows) } ?? true)
      && (classRows.map { own in
        own.count == classes && own.allSatisfy((0...rows).contains) && own.reduce(0, +) == rows
      } ?? true)
      && (classNames.map { $0.count == classes } ?? true)
      && (featureNames.map { $0.count == features } ?? true)
      && protocolFile.oversized(on: name, features: features, classes: classes) == nil
  }

  /// The summary without what is said of the rows: the fingerprint says which they are.
  var withoutPresentation: DatasetSummary {
    var result = self
    result.title = ""
    result.provenance = ""
    result.preparation = nil
    result.unseenLevels = nil
    result.unseenClasses = nil
    result.leaks = nil
    result.classRows = nil
    result.classNames = nil
    result.featureNames = nil
    result.arguments = nil
    return result
  }
}

/// The run of a protocol on some datasets.
public struct RunDescription: RunIdentity, Hashable {
  /// The version of PruneBench that wrote the run.
  public let version: String
  /// The revision of its arithmetic.
  public let engine: Int
  /// The protocol, every default resolved.
  public private(set) var protocolFile: ProtocolFile
  /// In the order of the command line.
  public private(set) var datasets: [DatasetSummary]

  /// The run of a protocol on loaded datasets.
  /// - Parameter arguments: what a command line says to load each, by its name.
  public init(
    _ protocolFile: ProtocolFile, datasets: [Dataset], arguments: [String: [String]] = [:]
  ) {
    version = Version.current
    engine = Version.engine
    self.protocolFile = protocolFile.scheduled(for: datasets)
    self.datasets = datasets.map {
      DatasetSummary($0, under: protocolFile, arguments: arguments[$0.name])
    }
  }

  /// A copy of the file that the splits were taken from.
  package var copies: [String: String] {
    protocolFile.splits.file?.table.map { [SplitsFile.name: $0.text] } ?? [:]
  }

  /// The run with the splits that its folder keeps, if they were taken from a file.
  /// - Throws: ``InputError`` if the file is gone or was changed.
  package func readingSplits(of folder: RunFolder) throws(InputError) -> RunDescription {
    var result = self
    result.protocolFile = try protocolFile.readingSplits(at: folder.splitsFile)
    return result
  }

  /// The protocol's name.
  public var title: String { protocolFile.name }

  /// The run without summary, titles, and where the rows came from.
  public var withoutPresentation: RunDescription {
    var result = self
    result.protocolFile = protocolFile.withoutPresentation
    result.datasets = datasets.map(\.withoutPresentation)
    return result
  }

  /// The run with another search.
  func searching(by search: Search, repeats: Int) -> RunDescription {
    var result = self
    result.protocolFile = protocolFile.searching(by: search, repeats: repeats)
    return result
  }

  /// What a report compares: the run's methods, and those that other programs trained.
  package func comparing(_ externals: [ComparedMethod]) -> RunDescription {
    var result = self
    result.protocolFile = protocolFile.comparing(protocolFile.methods + externals)
    return result
  }

  /// The run of one of its datasets.
  func alone(_ dataset: DatasetSummary) -> RunDescription {
    var result = self
    result.datasets = [dataset]
    return result
  }

  /// `protocol`.
  public static var mark: String { CodingKeys.protocolFile.rawValue }

  /// Checks the protocol and what is said of the datasets.
  public func check(file: String) throws(InputError) {
    try protocolFile.check(file: file)
    guard !datasets.isEmpty, Set(datasets.map(\.name)).count == datasets.count else {
      throw InputError(file: file, expected: "one dataset or more, each once,")
    }
    if let dataset = datasets.first(where: { !$0.isValid(under: protocolFile) }) {
      throw InputError(
        file: file,
        expected: "at least 2 rows, a feature and a class, and networks of at most "
          + "\(Architecture.connectionLimit) connections",
        found: dataset.name)
    }
  }

  enum CodingKeys: String, CodingKey {
    case version
    case engine
    case protocolFile = "protocol"
    case datasets
  }
}

/// PruneBench's version. A change of it is a new run: results may differ.
public enum Version {
  /// Raised whenever the same seed no longer gives the same bits, so that no run is carried on with
  /// another arithmetic than it was begun with.
  public static let engine = 3

  /// As in `prunebench --version`.
  public static let current = "0.1.0"
}

extension RunFolder {
  /// The finished fits of a comparison, in the order of their keys.
  /// - Throws: ``InputError`` if it is not the folder of a comparison, or damaged.
  public func records() throws(InputError) -> [FitRecord] {
    try StoredRun<RunDescription>(self).records
  }
}

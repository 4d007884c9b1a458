import Foundation
import Inputs
import Tabular
import Training

/// A dataset as the fits of a run see it: its splits, folds and scaled samples.
struct ExperimentData: Sendable {
  let dataset: Dataset
  private let protocolFile: ProtocolFile
  private let groups: RowGroups
  /// All rows scaled by all rows, where the protocol says so.
  private let scaledByAll: [Scaling?: SampleTable]

  init(_ dataset: Dataset, under protocolFile: ProtocolFile) throws(TrainingError) {
    self.dataset = dataset
    self.protocolFile = protocolFile
    groups = protocolFile.splits.groups(of: dataset)
    var tables: [Scaling?: SampleTable] = [:]
    if protocolFile.scaling == .all {
      for scaling in Set(protocolFile.grid.settings.map(\.scaling)) {
        tables[scaling] = try Self.table(
          of: dataset, fittedOn: Array(0..<dataset.rows), scaling)
      }
    }
    scaledByAll = tables
  }

  /// The training set and the test set of split `index`.
  func split(_ index: Int) -> Split { protocolFile.split(index, of: dataset, groups) }

  /// The folds of one repeat of the cross-validation on the training set of a split.
  func folds(ofSplit index: Int, repeat: Int) -> [Split] {
    let part = protocolFile.splits.file?.table?.part(of: dataset.name)
    let count = protocolFile.validation.folds
    if let own = part?.folds(ofSplit: index, repeat: `repeat`, count: count) { return own }
    var stream = RandomStream(
      seed: protocolFile.seed, name: "\(dataset.name)/split-\(index)/repeat-\(`repeat`)/folds")
    return Split.folds(
      split(index).training, count: count, stratifiedBy: stratum, groups: groups, using: &stream)
  }

  /// The rows that a job trains on, and those that judge it.
  func split(of job: Job) -> Split {
    guard let fold = job.fold else { return split(job.split) }
    return folds(ofSplit: job.split, repeat: job.repeat)[fold]
  }

  /// All rows, scaled as the protocol says for training on `rows`.
  func table(
    trainedOn rows: [Int], _ scaling: Scaling?
  ) throws(TrainingError) -> SampleTable {
    if let table = scaledByAll[scaling] { return table }
    return try Self.table(of: dataset, fittedOn: rows, scaling)
  }

  /// How rows are filled and scaled for training on `rows`.
  func preparation(
    trainedOn rows: [Int], _ scaling: Scaling?, fills: [FeatureColumn.Fill]?
  ) -> (imputer: Imputer, scaler: Scaler) {
    let rows = protocolFile.scaling == .all ? Array(0..<dataset.rows) : rows
    let imputer = Imputer(
      fitting: dataset.features, columns: dataset.columns(filledBy: fills), rows: rows)
    let scaler = Scaler(
      scaling ?? .minmax, fitting: imputer.filled(dataset.features), columns: dataset.columns,
      rows: rows)
    return (imputer, scaler)
  }

  /// Checks that each split leaves at least as many rows to train on as there are folds, rows that stay together counted
  /// once.
  /// - Throws: ``InputError`` that says how many the smallest training set has.
  func checkRows() throws(InputError) {
    let folds = protocolFile.validation.folds
    let different = groups.units(of: Array(0..<dataset.rows)).count
    var found =
      "\(counted(dataset.rows, "row")) in all, \(counted(different, "different one"))"
    if different >= 2 {
      let trainingSets = (0..<protocolFile.splits.count(of: dataset.name)).map { index in
        let rows = split(index).training
        return (split: index, rows: rows.count, different: groups.units(of: rows).count)
      }
      guard let least = trainingSets.min(by: { $0.different < $1.different }),
        least.different < folds
      else { return }
      // What is found is cut where it is long.
      found =
        "\(counted(least.rows, "training row")) in split \(least.split) (\(least.different) different), "
        + "\(dataset.rows) in all"
    }
    throw InputError(
      code: .outOfRange,
      expected: "at least as many training rows in \(dataset.name) as the protocol has folds "
        + "(\(folds)), equal rows and rows of one group counted once",
      found: found,
      hint: "take fewer folds ('validation.folds'), or let equal rows be parted "
        + "('split.duplicates: apart')")
  }

  private var stratum: [Int]? { protocolFile.splits.stratified ? dataset.labels : nil }

  private static func table(
    of dataset: Dataset, fittedOn rows: [Int], _ scaling: Scaling?
  ) throws(TrainingError) -> SampleTable {
    let features = dataset.filledFeatures(from: rows)
    let scaler = Scaler(
      scaling ?? .minmax, fitting: features, columns: dataset.columns, rows: rows)
    return try SampleTable(scaler.scaled(features), labels: dataset.labels)
  }
}

extension ProtocolFile.Splits {
  /// The rows of a dataset that are not parted.
  func groups(of dataset: Dataset) -> RowGroups {
    duplicates == .together ? RowGroups(dataset) : RowGroups(rows: dataset.rows)
  }
}

extension ProtocolFile {
  /// The training set and the test set of split `index` of `dataset`.
  func split(_ index: Int, of dataset: Dataset, _ groups: RowGroups) -> Split {
    if splits.areGiven, let isTest = dataset.isGivenTest {
      let rows = isTest.indices
      return Split(training: rows.filter { !isTest[$0] }, heldOut: rows.filter { isTest[$0] })
    }
    if let part = splits.file?.table?.part(of: dataset.name) { return part.split(index) }
    var stream = RandomStream(seed: seed, name: "\(dataset.name)/split-\(index)")
    return Split(
      Array(0..<dataset.rows), holdingOut: splits.testShare,
      stratifiedBy: splits.stratified ? dataset.labels : nil, groups: groups, using: &stream)
  }
}

extension Dataset {
  /// SHA-256 of everything that can change a result: shape, values, labels and names.
  /// - Parameter includesParts: whether the source's own test set can.
  func fingerprint(includingParts includesParts: Bool = false) -> String {
    var fingerprint = Fingerprint()
    for name in [name] + featureNames + classNames { fingerprint.update(name) }
    for column in columns {
      if let fill = column.fill { fingerprint.update("\(column.features) \(fill.rawValue)") }
    }
    var bytes = Data(capacity: features.values.count * 4 + labels.count * 8 + 16)
    func append(_ integer: some FixedWidthInteger) {
      withUnsafeBytes(of: integer.littleEndian) { bytes.append(contentsOf: $0) }
    }
    append(rows)
    append(features.columns)
    for value in features.values { append(value.bitPattern) }
    for label in labels { append(label) }
    if let groups { for group in groups { append(group) } }
    if includesParts, let isGivenTest { for isTest in isGivenTest { append(isTest ? 1 : 0) } }
    fingerprint.update(bytes)
    return fingerprint.hexadecimal
  }
}

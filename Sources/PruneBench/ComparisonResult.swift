public import Exchange
public import Experiments
import Foundation
public import Inputs
public import Reports
import Training

/// What a comparison came to.
public struct ComparisonResult: Sendable {
  /// The tables and figures, and the numbers in them.
  public let report: Report
  private let experiment: Experiment
  private let tables: [TableFile]

  init(report: Report, experiment: Experiment, tables: [TableFile]) {
    self.report = report
    self.experiment = experiment
    self.tables = tables
  }

  /// The network of the first refit of what `method` chose, ready to be saved or to predict. It is trained once more,
  /// to the same bits: a run keeps no networks.
  /// - Parameters:
  ///   - method: one of the comparison's.
  ///   - table: the name of the table; nil for the first.
  ///   - split: from 0.
  /// - Throws: `InputError` if the method has no such refit with a result; `TrainingError`; `CancellationError`.
  public func network(
    of method: MethodName, on table: String? = nil, split: Int = 0
  ) throws -> SavedNetwork {
    let table = tables.first { table == nil || $0.dataset.name == table }
    let record = table.flatMap {
      report.refits(of: method, on: $0.dataset.name, split: split).first
    }
    guard let table, let record, record.result != nil else {
      throw InputError(
        .usage, code: .unknownName,
        expected: "a method and a table of the comparison, and a refit with a result",
        found: method.rawValue)
    }
    return try SavedNetwork(
      try experiment.network(of: record, fills: table.rows.fills), on: table.dataset,
      readAs: table.rows, hidden: record.key.setting.hidden,
      trainingRows: try experiment.trainingRows(of: record),
      seed: experiment.description.protocolFile.seed)
  }
}

extension SavedNetwork {
  /// Writes the network as an ONNX model, whole or not at all.
  /// - Throws: `InputError` if it cannot be written.
  public func save(to path: String) throws(InputError) {
    try OutputFile.write(try encoded(), to: path)
  }
}

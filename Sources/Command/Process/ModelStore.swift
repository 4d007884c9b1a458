import Exchange
import Experiments
import Foundation
import Inputs
import Reports
import Runs
import Tabular
import Training

/// Keeps the chosen networks of a run as ONNX models in its folder. A journal has no weights: each network is trained
/// once more, to the same bits, unless its file is there.
struct ModelStore {
  let experiment: Experiment
  let sets: [LoadedSet]
  let folder: RunFolder
  let workers: Int

  /// A refit, and where its network goes.
  private struct Item: Sendable {
    let record: FitRecord
    let set: LoadedSet
    let url: URL
  }

  /// Saves the networks of `refits` that are not there yet.
  /// - Parameter note: called with a sentence on what that takes, before it begins.
  /// - Throws: ``InputError`` if a file cannot be written; ``TrainingError``; `CancellationError`.
  func save(_ refits: [FitRecord], note: (String) -> Void) async throws {
    try OutputFolder.create(folder.modelsFolder)
    let names = FileNames(of: refits.map(Self.name))
    let items = refits.compactMap { record -> Item? in
      sets.first { $0.dataset.name == record.key.dataset }.map { set in
        Item(
          record: record, set: set,
          url: folder.modelsFolder.appendingPathComponent("\(names[Self.name(record)]).onnx"))
      }
    }
    let missing = items.filter { !FileManager.default.fileExists(atPath: $0.url.path) }
    let seconds = missing.map(\.record.seconds).reduce(0, +)
    note(
      "models: \(counted(missing.count, "network")) to train once more, which took "
        + "\(spelledDuration(seconds)) of CPU time in the run; \(items.count - missing.count) there "
        + "already, in \(folder.modelsFolder.relativePath)")
    let experiment = experiment
    try await WorkerPool(workers: workers).run(missing) { item in
      Result { try Self.write(item, of: experiment) }
    } collect: { _, result in
      try result.get()
    }
  }

  /// `car-cpna-split-0-refit-0`.
  private static func name(_ record: FitRecord) -> String {
    let key = record.key
    return "\(key.dataset)-\(key.method.rawValue)-split-\(key.split)-refit-\(key.repeat)"
  }

  private static func write(_ item: Item, of experiment: Experiment) throws {
    let record = item.record
    let saved = try SavedNetwork(
      try experiment.network(of: record, fills: item.set.rows.fills), on: item.set.dataset,
      readAs: item.set.rows, hidden: record.key.setting.hidden,
      trainingRows: try experiment.trainingRows(of: record),
      seed: experiment.description.protocolFile.seed)
    try OutputFile.write(try saved.encoded(), to: item.url.path)
  }
}

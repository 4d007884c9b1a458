import Runs
import Training

/// What a run would take, extrapolated from a few shortened fits: the content of `forecast.json`.
package struct Forecast: Codable, Hashable, Sendable {
  /// The share of one dataset.
  package struct Part: Codable, Hashable, Sendable {
    /// The dataset's short name.
    package let dataset: String
    /// All fits.
    package let fits: Int
    /// Seconds of CPU time, added up over the workers.
    package let seconds: Double
  }

  /// The name of the run: another's report is not compared with it.
  package let run: String
  /// One for each dataset.
  package let parts: [Part]
  /// Fits at a time.
  package let workers: Int
  /// Bytes of memory at most.
  package let memory: Double
  /// Bytes on the disk when the run is finished.
  package let disk: Double

  /// All fits.
  package var fits: Int { parts.map(\.fits).reduce(0, +) }
  /// Seconds of CPU time, added up over the workers.
  package var seconds: Double { parts.map(\.seconds).reduce(0, +) }
  /// Seconds from the beginning to the end, if nothing else uses the machine.
  package var wallSeconds: Double { seconds / Double(workers) }
}

extension Experiment {
  /// Times shortened fits, some for each width and batch size of the grid, and adds up what the run
  /// would take. The fits run as many at a time as the run's would, so that they get in each other's
  /// way as those do.
  /// - Parameter report: called with the share of the calibration that is done.
  /// - Throws: `CancellationError`; ``TrainingError/outOfMemory``.
  /// - Complexity: for each width and batch size of the grid and each dataset a job of 40 epochs of
  ///   pruning and the pretraining that belongs to them, or a fifth of a second where that is longer.
  package func forecast(report: (Double) -> Void = { _ in }) async throws -> Forecast {
    let calibration = Calibration(
      description: description, runner: runner, pool: WorkerPool(workers: environment.workers))
    var parts: [Forecast.Part] = []
    for (dataset, data) in zip(description.datasets, datasets) {
      let before = Double(parts.count)
      let seconds = try await calibration.seconds(dataset, data) {
        report((before + $0) / Double(datasets.count))
      }
      parts.append(
        Forecast.Part(
          dataset: dataset.name, fits: description.alone(dataset).expectedFits,
          seconds: seconds))
    }
    return Forecast(
      run: try description.name, parts: parts, workers: environment.workers,
      memory: description.expectedMemory(workers: environment.workers),
      disk: description.expectedDisk)
  }
}

extension RunDescription {
  /// Bytes of a process that has loaded nothing yet.
  private static let processMemory = 4e7
  /// Bytes of a fit: in the packed journal, and as a row of `results.csv`.
  private static let journalBytes = 120.0
  private static let rowBytes = 260.0

  /// Bytes of memory: all datasets, and for each worker a table scaled for its fit and the largest
  /// network, which is there four times (in the kernels, pretrained, forked, and while it is pruned),
  /// with two moments a weight.
  package func expectedMemory(workers: Int) -> Double {
    func table(_ dataset: DatasetSummary) -> Double {
      4 * Double(dataset.rows) * Double(dataset.features + 16)
    }
    let networks = datasets.flatMap { dataset in
      protocolFile.grid.hidden.map { hidden in
        Architecture(inputs: dataset.features, hidden: hidden, classes: dataset.classes).connections
      }
    }
    let largest = Double(networks.max() ?? 0) * 4 * 3 * 4
    let tables = datasets.map(table)
    return Self.processMemory + 2 * tables.reduce(0, +)
      + Double(workers) * (largest + (tables.max() ?? 0))
  }

  /// Bytes on the disk: the packed journal and `results.csv`.
  var expectedDisk: Double { Double(expectedFits) * (Self.journalBytes + Self.rowBytes) }
}

import Experiments
package import Foundation
package import Inputs
import Runs

/// Runs of several protocols on the same datasets, beside each other: a report for each dataset, one
/// for all, and what they say of the paper's claims.
package struct SideBySide: Sendable {
  let runs: [Report]
  /// Those of the first run.
  let datasets: [DatasetSummary]
  /// What the files of each dataset begin with.
  let fileNames: FileNames
  /// The folder of each run, by the name of its protocol.
  let folderNames: FileNames

  /// - Throws: ``InputError`` if there is no run, one has other datasets than the first, or two are of
  ///   protocols of one name.
  package init(_ runs: [Report]) throws(InputError) {
    self.runs = runs
    datasets = try runs.comparableDatasets()
    fileNames = FileNames(of: datasets.map(\.name), reserved: Self.files)
    folderNames = FileNames(of: runs.map(\.name), reserved: Self.files + ["figures"])
  }

  /// What the folder has besides, without endings.
  private static let files = ["README", "claims", "table3"]

  /// Writes `README.md`, `SET.md` for each set, `claims.md`, `table3.csv` and the pictures, and of each
  /// run its report and the files that it follows from.
  /// - Returns: what became of the pictures.
  /// - Throws: ``InputError`` if the folder cannot be written; cancellation.
  package func write(to url: URL) async throws -> Pictures {
    let folder = RunFolder(url)
    var pictures = Pictures.drawn
    for run in runs {
      let part = RunFolder(url.appendingPathComponent(folderNames[run.name]))
      let drawn = try await run.publish(to: part)
      if drawn != .drawn { pictures = drawn }
    }
    for dataset in datasets {
      try folder.write(
        markdown(of: dataset), to: url.appendingPathComponent("\(fileNames[dataset.name]).md"))
    }
    try folder.write(claimsMarkdown, to: url.appendingPathComponent("claims.md"))
    try folder.write(table3CSV, to: url.appendingPathComponent("table3.csv"))
    try folder.write(markdown, to: url.appendingPathComponent("README.md"))
    let drawn = try await Gnuplot().draw([rankFigure].compactMap { $0 }, into: folder)
    return drawn == .drawn ? pictures : drawn
  }

  /// What every run found for one dataset.
  func summaries(of dataset: DatasetSummary) -> [(run: Report, summary: Summary)] {
    runs.compactMap { run in
      run.summaries.first { $0.dataset.name == dataset.name }.map { (run, $0) }
    }
  }
}

extension [Report] {
  /// The datasets of runs that can be put beside each other: those of the first.
  /// - Throws: ``InputError`` if there is no run, one has other datasets than the first, or two are of
  ///   protocols of one name.
  func comparableDatasets() throws(InputError) -> [DatasetSummary] {
    guard let first else {
      throw InputError(
        .usage, code: .missing, expected: "comparisons to put side by side", found: "none",
        hint: "name the folders of runs under one protocol or more")
    }
    let names = map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw InputError(
        .usage, code: .duplicate, expected: "runs of different protocols",
        found: "two of '\(twice)'",
        hint: "give one of the protocols another name, in a file of its own")
    }
    let datasets = first.description.datasets
    let expected = datasets.map(\.fingerprint)
    for run in self where run.description.datasets.map(\.fingerprint) != expected {
      throw InputError(
        .usage, code: .mismatch,
        expected: "runs on the same sets: \(datasets.map(\.name).joined(separator: ", "))",
        found: run.description.datasets.map(\.name).joined(separator: ", "),
        hint: "name the sets in the same order in each run")
    }
    return datasets
  }
}

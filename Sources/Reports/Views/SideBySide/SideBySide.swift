import Experiments
package import Foundation
package import Inputs
import Runs

/// Runs on the same datasets, beside each other: a report for each dataset, one for all, and what they say of the
/// paper's claims.
package struct SideBySide: Sendable {
  let runs: [Report]
  /// Those of the first run.
  let datasets: [DatasetSummary]
  /// What the files of each dataset begin with.
  let fileNames: FileNames
  /// The folder of each run, by its name.
  let folderNames: FileNames

  /// - Throws: ``InputError`` if there is no run, one has other datasets than the first, or one is there twice.
  package init(_ runs: [Report]) throws(InputError) {
    self.runs = try runs.namedApart()
    datasets = try runs.comparableDatasets()
    fileNames = FileNames(of: datasets.map(\.name), reserved: Self.files)
    folderNames = FileNames(of: self.runs.map(\.name), reserved: Self.files + ["figures"])
  }

  /// What the folder has besides, without endings.
  private static let files = ["README", "claims", "table3"]

  /// Writes `README.md`, `DATASET.md` for each dataset, `claims.md`, `table3.csv` and the pictures, and of each
  /// run its report and the files that it follows from.
  /// - Throws: ``InputError`` if the folder cannot be written, or is that of one of the runs.
  package func write(to url: URL) throws {
    try runs.requireOtherFolder(than: url)
    let folder = RunFolder(url)
    for run in runs {
      try run.publish(to: RunFolder(url.appendingPathComponent(folderNames[run.name])))
    }
    for dataset in datasets {
      try folder.write(
        markdown(of: dataset), to: url.appendingPathComponent("\(fileNames[dataset.name]).md"))
    }
    try folder.write(claimsMarkdown, to: url.appendingPathComponent("claims.md"))
    try folder.write(table3CSV, to: url.appendingPathComponent("table3.csv"))
    try folder.write(markdown, to: url.appendingPathComponent("README.md"))
    try [rankFigure].compactMap(\.self).write(into: folder)
  }

  /// What every run found for one dataset.
  func summaries(of dataset: DatasetSummary) -> [(run: Report, summary: Summary)] {
    runs.compactMap { run in
      run.summaries.first { $0.dataset.name == dataset.name }.map { (run, $0) }
    }
  }
}

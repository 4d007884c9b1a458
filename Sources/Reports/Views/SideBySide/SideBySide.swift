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

  /// Writes `README.md`, `DATASET.md` for each dataset, `claims.md`, the same in other formats, `table3.csv` and the
  /// pictures, and of each run its report and the files that it follows from.
  /// - Throws: ``InputError`` if the folder cannot be written, or is that of one of the runs.
  package func write(
    to url: URL, as formats: [ReportFormat] = ReportFormat.standard
  ) throws {
    try runs.requireOtherFolder(than: url)
    let folder = RunFolder(url)
    let pictures = try runs.publish(into: url, named: folderNames, as: formats)
    for dataset in datasets {
      try folder.write(
        document(of: dataset), named: fileNames[dataset.name], as: formats, pictures: pictures)
    }
    try folder.write(claimsDocument, named: "claims", as: formats)
    try folder.write(table3CSV, to: url.appendingPathComponent("table3.csv"))
    let ranks = try [rankFigure].compactMap(\.self).write(into: folder)
    try folder.write(document, named: "README", as: formats, pictures: ranks)
  }

  /// What every run found for one dataset.
  func summaries(of dataset: DatasetSummary) -> [(run: Report, summary: Summary)] {
    runs.compactMap { run in
      run.summaries.first { $0.dataset.name == dataset.name }.map { (run, $0) }
    }
  }
}

package import Experiments
package import Foundation
package import Inputs
package import Pruning
package import Tabular

/// The datasets of a run and the parts that it made of them, as CSV for other tools.
package struct RunExport: Sendable {
  private let exports: [DataExport]

  /// - Parameter datasets: those of the run, in its order.
  /// - Throws: what ``Experiment`` throws of datasets that do not fit the protocol.
  package init(
    _ datasets: [Dataset], under protocolFile: ProtocolFile, methods: MethodCatalogue = .standard
  ) throws {
    let experiment = try Experiment(protocolFile, on: datasets, workers: 1, methods: methods)
    exports = datasets.enumerated().map { DataExport($1, $0, of: experiment) }
  }

  /// The content of the `splits.csv` of all datasets: that of each, behind a column with its name. A protocol can take its
  /// splits from there.
  package var splits: String {
    var text = SplitsText(namesDatasets: true, repeats: exports.first?.repeats ?? 0)
    for export in exports { export.add(to: &text) }
    return text.text
  }

  /// Writes the files of the one dataset into `folder`; those of several into folders in it that are called as the
  /// datasets, and beside these one `splits.csv` of all.
  /// - Returns: where they are.
  /// - Throws: ``InputError`` if a folder cannot be written.
  package func write(to folder: URL) throws(InputError) -> [URL] {
    if exports.count == 1 { return try exports[0].write(to: folder) }
    let names = FileNames(of: exports.map(\.name), reserved: ["splits.csv"])
    try OutputFolder.create(folder)
    var files: [URL] = []
    for export in exports {
      files += try export.write(to: folder.appendingPathComponent(names[export.name]))
    }
    let all = folder.appendingPathComponent("splits.csv")
    try OutputFile.write(Data(splits.utf8), to: all.path)
    return files + [all]
  }
}

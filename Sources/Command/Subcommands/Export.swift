import ArgumentParser
import Datasets
import Experiments
import Foundation
import Inputs
import Reports
import Runs
import Tabular

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a dataset and the splits and folds of a protocol as CSV, for other tools.",
    usage: """
      prunebench export <dataset> --out <dir> [--protocol <name>] [<options>]
      prunebench export <run> --out <dir> [<options>]
      """,
    discussion: """
      With these files other tools can train and validate on the same rows as 'prunebench run':

        table.csv    one row for each row of the dataset: the class, then the
                     features before filling and scaling; empty where a value
                     is missing
        columns.csv  one row for each feature: its column, number or category,
                     what fills it
        splits.csv   one row for each split and row of the dataset: training or
                     test, and in each repeat of the cross-validation the fold
                     that holds it out

      Of a run folder the splits are those of the run. If it has several datasets, each has a folder \
      of its own; beside these is one splits.csv of all, with the column 'dataset'. A protocol can \
      take its splits from such a file: 'split: {kind: file, file: splits.csv}'.

      Rows, splits, repeats and folds count from 0, as in results.csv. A name that a spreadsheet \
      would compute ('=1+1') or that has control characters begins with an apostrophe; the rest of it \
      has backslash escapes. The same holds for every CSV file that PruneBench writes.

      EXAMPLES:
        prunebench export car --out car
        prunebench export wine.csv --target quality --protocol strict --out wine
        prunebench export car --set split.test-share=0.3 --out car
        prunebench export runs/quick-0123456789 --out exported
      """)

  @Argument(
    help: ArgumentHelp(
      "A dataset's name, the path of a card or a .csv file, or a run folder.",
      valueName: "dataset"))
  var set: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the files go.", valueName: "dir"))
  var out: String

  @OptionGroup var protocolOptions: ProtocolOptions
  @OptionGroup var runDatasets: RunDatasetOptions

  func validate() throws {
    if out.isEmpty { throw ValidationError("'--out' needs the name of a folder.") }
    if Run.isStudy(set) {
      throw ValidationError("'\(set)' is a study: its samples are synthetic, and not split.")
    }
    if runFolder == nil, !runDatasets.dataset.isEmpty {
      throw ValidationError("'--dataset' goes with a run folder.")
    }
    if runFolder != nil, protocolOptions.isOfAProtocol || protocolOptions.changes.seed != nil {
      throw ValidationError(
        "'\(set)' is a run: its splits are those of its own protocol, without --protocol, --seed and the like."
      )
    }
  }

  /// The run folder that is named, if one is.
  private var runFolder: RunFolder? {
    // A dataset of that name is meant.
    guard (try? DatasetRegistry.builtIn().names.contains(set)) == false else { return nil }
    let folder = RunFolder(URL(fileURLWithPath: set))
    return FileManager.default.fileExists(atPath: folder.descriptionFile.path) ? folder : nil
  }

  func run() async throws {
    try await reportingFailures {
      let folder = URL(fileURLWithPath: out)
      for file in try await export().write(to: folder) {
        try printToStandardOutput(TerminalText.line(file.relativePath))
      }
    }
  }

  private func export() async throws -> RunExport {
    if let runFolder { return try await export(of: runFolder) }
    let protocolFile = try protocolOptions.protocolFile()
    let dataset = try await runDatasets.setOptions.dataset(
      set, folds: protocolFile.validation.folds, isQuiet: false)
    return try RunExport([dataset], under: protocolFile, methods: Additions.current.methods)
  }

  private func export(of folder: RunFolder) async throws -> RunExport {
    let (run, datasets) = try await runDatasets.comparison(in: folder)
    return try RunExport(datasets, under: run.protocolFile, methods: Additions.current.methods)
  }
}

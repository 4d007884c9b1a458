import ArgumentParser
import Experiments
import Foundation
import Inputs
import Reports

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a dataset and the splits and folds of a protocol as CSV, for other tools.",
    usage: "prunebench export <dataset> --out <dir> [--protocol <name>] [<options>]",
    discussion: """
      With these files other tools can train and validate on the same rows as 'prunebench run':

        table.csv    a row a sample: the class, then the features before filling
                     and scaling; empty where a value is missing
        columns.csv  a row a feature: its column, number or level, what fills it
        splits.csv   a row a split and sample: training or test, and in each
                     repeat of the cross-validation the fold that holds it out

      Rows, splits, repeats and folds count from 0, as in results.csv. A name that a spreadsheet \
      would compute ('=1+1') or that has control characters begins with an apostrophe; the rest of it \
      has backslash escapes. The same holds for every CSV file that PruneBench writes.

      EXAMPLES:
        prunebench export car --out car
        prunebench export wine.csv --target quality --protocol strict --out wine
        prunebench export car --set split.test-share=0.3 --out car
      """)

  @Argument(
    help: ArgumentHelp(
      "A dataset's name, or the path of a card or a .csv file.", valueName: "dataset"))
  var set: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the files go.", valueName: "dir"))
  var out: String

  @OptionGroup var protocolOptions: ProtocolOptions
  @OptionGroup var setOptions: SetOptions

  func validate() throws {
    if out.isEmpty { throw ValidationError("'--out' needs the name of a folder.") }
    if Run.isStudy(set) {
      throw ValidationError("'\(set)' is a study: its samples are synthetic, and not split.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let protocolFile = try protocolOptions.protocolFile()
      let dataset = try await setOptions.dataset(
        set, folds: protocolFile.validation.folds, isQuiet: false)
      let export = try DataExport(dataset, under: protocolFile)
      for file in try export.write(to: URL(fileURLWithPath: out)) {
        try printToStandardOutput(TerminalText.line(file.relativePath))
      }
    }
  }
}

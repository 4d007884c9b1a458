import ArgumentParser
import Datasets
import Foundation
import Inputs
import Reports
import Tabular

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate a card, or a file without one, against its data.",
    usage: "prunebench check <dataset> [--target <column>] [<options>]",
    discussion: """
      Loads the dataset as 'prunebench run' would, and prints its rows, features and classes, what \
      was left out, and which missing values will be filled. The first thing that is not as the card \
      says is an error, with its place.

      EXAMPLES:
        prunebench check wine.yaml --data my-folder
        prunebench check wine.csv --target quality --missing median
      """)

  @Argument(
    help: ArgumentHelp(
      "The path of a card or a .csv file, or a dataset's name.", valueName: "dataset"))
  var set: String

  @OptionGroup var setOptions: SetOptions

  func run() async throws {
    try await reportingFailures {
      let dataset = try await setOptions.dataset(set, isQuiet: false)
      let title = TerminalText.line(dataset.title)
      try printToStandardOutput("\(title): \(DatasetText(dataset).text)", terminator: "")
    }
  }
}

import ArgumentParser
import Datasets
import Foundation
import Inputs
import Reports
import Tabular

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate a card, or a file without one, against its data.",
    usage: "prunebench check <dataset> ... [--target <column>] [<options>]",
    discussion: """
      Loads each dataset as 'prunebench run' would, and prints its rows, features and classes, what \
      was left out, and which missing values will be filled. The first thing that is not as the card \
      says is an error, with its place; it does not stop the check of those after it.

      A card is a YAML file that describes a table; 'prunebench inspect FILE' writes one. A .csv file \
      needs none.

      EXAMPLES:
        prunebench check wine.yaml --data my-folder
        prunebench check wine.csv --target quality --missing median
        prunebench check suite:uci --data ~/uci
      """)

  @Argument(
    help: ArgumentHelp(
      "Paths of cards or .csv files, datasets' names, or suites.", valueName: "dataset"))
  var sets: [String]

  @OptionGroup var setOptions: SetOptions

  func run() async throws {
    try await reportingFailures {
      try await goingOn(
        over: DatasetRegistry.builtIn().expanded(sets), named: \.self,
        expecting: "datasets as their cards say"
      ) { set in
        let dataset = try await setOptions.dataset(set, isQuiet: false)
        let title = TerminalText.line(dataset.title)
        try printToStandardOutput("\(title): \(DatasetText(dataset).text)", terminator: "")
      }
    }
  }
}

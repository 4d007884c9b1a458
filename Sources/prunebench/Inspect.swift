import ArgumentParser
import Datasets
import Foundation
import Inputs

struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the card that a file without one is read by.",
    discussion: """
      Tells how the file is written and what its columns are, with what speaks for it, as a card: \
      YAML to save, edit and use. 'prunebench run FILE --target COLUMN' reads the file by the \
      same card.

      Columns of numbers are features as they are; columns of texts become one 0/1 feature for \
      each text. Row numbers, ids and columns without a value are left out. What should be looked \
      at is noted at the end.

      EXAMPLES:
        prunebench inspect wine.csv
        prunebench inspect wine.csv --target quality > wine.yaml
        prunebench run wine.yaml --data .
      """)

  @Argument(
    help: ArgumentHelp(
      "A .csv, .tsv, .txt or .data file, or one of these with .gz.", valueName: "file"))
  var file: String

  @OptionGroup var tableOptions: TableOptions

  func run() async throws {
    try await reportingFailures {
      guard let table = try tableOptions.table(file) else {
        throw InputError(
          .usage, expected: "a .csv, .tsv, .txt or .data file, or one of these with .gz",
          found: file)
      }
      print(table.draft.text, terminator: "")
    }
  }
}

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
        unzip -p wine.zip wine.csv | prunebench inspect -
      """)

  @Argument(
    help: ArgumentHelp(
      "A .csv, .tsv, .txt, .data or .arff file, or one with .gz; - for standard input.",
      valueName: "file"))
  var file: String

  @OptionGroup var tableOptions: TableOptions

  func run() async throws {
    try await reportingFailures {
      guard let text = try tableOptions.withTable(file, { $0.draft.text }) else {
        throw InputError(
          .usage, expected: "a .csv, .tsv, .txt, .data or .arff file, or one of these with .gz",
          found: file)
      }
      try printToStandardOutput(text, terminator: "")
    }
  }
}

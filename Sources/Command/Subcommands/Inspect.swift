import ArgumentParser
import Datasets
import Foundation
import Inputs

struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Infer the card of a file without one, and print it.",
    usage: "prunebench inspect <file> [--target <column>] [<options>]",
    discussion: """
      Prints how the file is written and what its columns are, and why, as a card: YAML to save, edit \
      and use. 'prunebench run FILE --target COLUMN' reads the file by the same card.

      Columns of numbers are features as they are; columns of texts become one 0/1 feature for \
      each text. Left out, each with a note, are row numbers, ids, dates, columns of more than 100 \
      different texts or of texts that seem to name groups of rows, and columns without a value. To \
      use a date as a number, the days since the first row's, replace 'role: ignore' in its line of \
      the card by 'date: ymd', 'dmy' or 'mdy'. Notes at the end say what to look at, such as lines \
      that are not rows.

      The text may be UTF-8 or UTF-16, packed by gzip or not; its numbers may have decimal commas, \
      digits in groups, or a unit beside them. Where the file leaves that open, or the card has it \
      wrong, give --encoding, --decimal, --thousands, --header or --no-header.

      EXAMPLES:
        prunebench inspect wine.csv
        prunebench inspect wine.csv --target quality > wine.yaml
        prunebench run wine.yaml --data .
        unzip -p wine.zip wine.csv | prunebench inspect -
      """)

  @Argument(
    help: ArgumentHelp(
      "A table as text, such as a .csv, .tsv, .data or .arff file; a pipe, or - for standard input.",
      valueName: "file"))
  var file: String

  @OptionGroup var tableOptions: TableOptions

  func run() async throws {
    try await reportingFailures {
      guard let text = try tableOptions.withTable(file, { $0.draft.text }) else {
        let isThere = FileManager.default.fileExists(atPath: file)
        throw InputError(
          .usage, expected: "a file that holds a table", found: file,
          hint: isThere ? "it is a card, or a folder" : "there is no such file")
      }
      try printToStandardOutput(text, terminator: "")
    }
  }
}

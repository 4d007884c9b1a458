import ArgumentParser
import Datasets
import Exchange
import Foundation
import Inputs

struct Predict: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score rows by a network that 'fit --save' wrote.",
    usage: "prunebench predict <model> <file> [--out <file>] [<options>]",
    discussion: """
      Prints the likeliest class of each row and the probability of every class, as comma-separated \
      values. The model knows how to read a raw row of its set: which columns it has, what they are \
      scaled by, what becomes of missing values.

      The file is written as the set's. A first row that names the features decides which column is \
      which, in any order, and others are passed over; without one a row has all columns of the set, \
      or all but the class. Where the class is there, the accuracy is told on standard error: it \
      flatters where rows are among those trained on. A set's name or the path of a card scores that \
      set instead.

      The model is plain ONNX and needs no PruneBench: onnxruntime takes the columns of numbers as \
      'numbers' (NaN for a missing value) and the others as 'categories'.

      EXAMPLES:
        prunebench fit car --prune all=10% --save car.onnx
        prunebench predict car.onnx car
        prunebench predict car.onnx new-cars.csv --out predictions.csv
        gzip -dc cars.csv.gz | prunebench predict car.onnx -
      """)

  @Argument(help: ArgumentHelp("What 'prunebench fit --save' wrote.", valueName: "model"))
  var model: String

  @Argument(
    help: ArgumentHelp(
      "A .csv, .tsv, .txt, .data or .arff file, or one with .gz; - for standard input; or a set.",
      valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Write to a file, which appears when it is whole, instead of standard output.",
      valueName: "file"))
  var out: String?

  @OptionGroup var dataOptions: DataOptions

  func run() async throws {
    try await reportingFailures {
      try await untilInterrupted(remains: "No file was written; begin again") {
        do {
          try await score()
        } catch {
          // A reading that was cancelled is no fault of the file's.
          try Task.checkCancellation()
          throw error
        }
      }
    }
  }

  private func score() async throws {
    let saved = try SavedNetwork(contentsOf: URL(fileURLWithPath: model))
    let scoring = Scoring(by: saved, instructionSet: try DataOptions.instructionSet())
    let classes = saved.description.classes
    let registry = try DatasetRegistry.builtIn()
    let summary: Scoring.Summary
    if let input = try input(besides: registry) {
      summary = try withExtendedLifetime(input.standardInput) {
        try write(classes) { try scoring.score(input.url, deliver: $0) }
      }
    } else {
      let dataset = try await dataOptions.locator.dataset(
        named: file, in: registry, progress: transferLines(file, isQuiet: false))
      summary = try write(classes) { try scoring.score(dataset, deliver: $0) }
    }
    tell(summary)
  }

  /// The file to read; nil if a set is named.
  private func input(
    besides registry: DatasetRegistry
  ) throws -> (url: URL, standardInput: StandardInput?)? {
    if file == "-" {
      let input = try StandardInput()
      return (input.url, input)
    }
    let isCard = file.hasSuffix(".yaml") || file.hasSuffix(".yml")
    let isThere = FileManager.default.fileExists(atPath: file)
    guard
      InspectedTable.recognises(file) || (isThere && !isCard && !registry.names.contains(file))
    else { return nil }
    return (URL(fileURLWithPath: file), nil)
  }

  private func write(
    _ classes: [String], _ score: ((Scoring.Block) throws -> Void) throws -> Scoring.Summary
  ) throws -> Scoring.Summary {
    let output = try out.map { path throws(InputError) in try OutputFile(path) }
    func write(_ text: String) throws {
      if let output { try output.write(Data(text.utf8)) } else { try StandardOutput.write(text) }
    }
    // Nothing is printed before the first rows could be read.
    var header: String? = Scoring.Block.csvHeader(classNames: classes)
    let summary = try score { block in
      try Task.checkCancellation()
      if let text = header.take() { try write(text) }
      try write(block.csv(classNames: classes))
    }
    if let header { try write(header) }
    try output?.finish()
    return summary
  }

  private func tell(_ summary: Scoring.Summary) {
    for (column, count) in summary.unknownLevels.sorted(by: { $0.key < $1.key }) {
      printToStandardError(
        "note: \(count) values of '\(column)' are of no level that the model knows")
    }
    if summary.droppedRows > 0 {
      printToStandardError(
        "note: \(summary.droppedRows) rows are left out, since a value is missing")
    }
    if summary.labelledRows > 0 {
      let share = Double(summary.correct) / Double(summary.labelledRows)
      let percent = (share * 10_000).rounded() / 100
      printToStandardError(
        "accuracy \(percent) %: \(summary.correct) of \(summary.labelledRows) rows")
    }
    let unlabelled = summary.rows - summary.labelledRows
    if summary.labelledRows > 0, unlabelled > 0 {
      printToStandardError("note: \(unlabelled) rows have no class that the model knows")
    }
  }
}

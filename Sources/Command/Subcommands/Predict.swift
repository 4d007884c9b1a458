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
      values. The model knows how to read a raw row of its dataset: which columns there are, how they \
      are scaled, and what replaces missing values.

      The file has the format of the dataset's files. If its first row names the features, their order \
      is free, and other columns are ignored. Without such a row, each row has all columns of the \
      dataset, or all but the class. If the class is there, the accuracy is printed to standard error, and \
      separately that on rows that the model was not trained on. If no row has a class that the model \
      knows, the exit code is 65. A dataset's name or the path of a card scores that dataset instead.

      The model is plain ONNX and needs no PruneBench: onnxruntime takes the columns of numbers as \
      'numbers' (NaN for a missing value) and the others as 'categories', as they are written. Neither \
      'predict' nor the model minds blanks around a text, or how an accent is encoded.

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
      "A table as text, such as a .csv, .tsv, .data or .arff file; a pipe, or - for standard input; or a dataset.",
      valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Write to a file, which appears when it is whole, instead of standard output.",
      valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "The encoding of the file's text, such as latin-1 (default: that of the model's dataset).",
      valueName: "name"))
  var encoding: TextEncoding?

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
        try write(classes) { try scoring.score(input.url, encoding: encoding, deliver: $0) }
      }
    } else {
      let dataset = try await dataOptions.locator.dataset(
        named: file, in: registry, progress: transferLines(file, isQuiet: false))
      summary = try write(classes) { try scoring.score(dataset, deliver: $0) }
    }
    tell(summary)
    try requireKnownLabels(summary, saved)
  }

  /// The file to read; nil if the argument names a dataset.
  private func input(
    besides registry: DatasetRegistry
  ) throws -> (url: URL, standardInput: StreamedInput?)? {
    if let input = try StreamedInput(file) { return (input.url, input) }
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
    for line in summary.skippedLines {
      printToStandardError("note: line \(line) is passed over: '|' begins a comment of C4.5's")
    }
    for line in summary.doubtfulHeaderLines {
      printToStandardError(
        "note: line \(line) is passed over as the header of a file like the dataset's, though it reads like "
          + "a row of data")
    }
    for (column, count) in summary.unknownLevels.sorted(by: { $0.key < $1.key }) {
      printToStandardError(
        "note: \(counted(count, "value")) of '\(column)' \(count == 1 ? "is" : "are") of no category that the model knows"
      )
    }
    if summary.droppedRows > 0 {
      printToStandardError(
        "note: \(counted(summary.droppedRows, "row", "is", "are")) left out, since a value is missing"
      )
    }
    if summary.labelledRows > 0 {
      printToStandardError("accuracy " + Self.accuracy(summary.correct, of: summary.labelledRows))
      printToStandardError("note: " + Self.caveat(summary))
      if summary.unknownLabelledRows > 0 {
        printToStandardError(
          "note: \(counted(summary.unknownLabelledRows, "row", "has", "have")) a class that the model does not "
            + "know, not counted: \(unknownLabels(summary))")
      }
    }
    let unlabelled = summary.rows - summary.labelledRows - summary.unknownLabelledRows
    if summary.hasLabels, unlabelled > 0 {
      printToStandardError("note: the class of \(counted(unlabelled, "row")) is missing")
    }
  }

  /// `97.5 %: 39 of 40 rows`.
  private static func accuracy(_ correct: Int, of rows: Int) -> String {
    let percent = (Double(correct) / Double(rows) * 10_000).rounded() / 100
    return "\(percent) %: \(correct) of \(counted(rows, "row"))"
  }

  /// How much of the accuracy is that of rows that the model was trained on.
  private static func caveat(_ summary: Scoring.Summary) -> String {
    guard let trained = summary.trainedRows else {
      return
        "the model does not say which rows it was trained on: if these are among them, the accuracy is "
        + "too high for new rows"
    }
    let rows = summary.labelledRows
    guard trained > 0 else { return "no row has the features of one in the training set" }
    let seen =
      "\(trained) of \(counted(rows, "row")) \(trained == 1 ? "has" : "have") the features of one in the "
      + "training set: the accuracy on them says nothing about new rows"
    guard trained < rows else { return seen }
    return seen + "; on the other rows it is "
      + accuracy(summary.correct - summary.correctTrainedRows, of: rows - trained)
  }

  /// Complains if the file has the class of its rows, but none that the model knows.
  private func requireKnownLabels(
    _ summary: Scoring.Summary, _ saved: SavedNetwork
  ) throws(InputError) {
    guard summary.unknownLabelledRows > 0, summary.labelledRows == 0 else { return }
    let known = saved.description.rows.targetLevels
    let most = summary.unknownLabels.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let nearest = most.flatMap { nearestWord(to: $0, in: known) }
    throw InputError(
      file: file == "-" ? "standard input" : file,
      expected: "a class that the model knows in some row: "
        + known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", ..." : ""),
      found: most,
      hint: (nearest.map { "is it '\($0)'? " } ?? "")
        + "\(summary.unknownLabelledRows) of \(counted(summary.rows, "row", "has another", "have others")): "
        + "\(unknownLabels(summary)); the predictions are written, but cannot be judged")
  }

  /// The classes that the model does not know, those of most rows first.
  private func unknownLabels(_ summary: Scoring.Summary) -> String {
    let labels = summary.unknownLabels.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let told = labels.prefix(6).map { "'\($0.key)' (\(counted($0.value, "row")))" }
    return told.joined(separator: ", ") + (labels.count > told.count ? ", ..." : "")
  }
}

import Foundation
package import Inputs
import Training

// What a file predicts for the test rows of a run, all of them once.
extension PredictionsFile {
  /// What probabilities may be off 1 by, added up: they may be rounded to a few digits.
  private static let tolerance = 0.001

  /// The smallest probability that counts towards a log loss, as in scikit-learn: forests say 0 of a class that occurs.
  package static let leastProbability = Double.ulpOfOne

  /// The datasets of a run that the file has predictions for, in the run's order.
  /// - Throws: ``InputError`` at a dataset that is none of the run's, or if there is no prediction.
  package func datasets(of run: RunDescription) throws(InputError) -> [DatasetSummary] {
    let names = run.datasets.map(\.name)
    let known = Set(names)
    if let stray = rows.first(where: { !known.contains($0.dataset) }) {
      throw error(
        stray, columns.dataset, code: .unknownName,
        expected: "a dataset of the run: \(names.joined(separator: ", "))", found: stray.dataset,
        hint: nearestWord(to: stray.dataset, in: names).map { "did you mean '\($0)'?" })
    }
    guard !rows.isEmpty else {
      throw InputError(
        code: .missing, file: name, line: lastLine, expected: "a prediction for each test row",
        found: "none")
    }
    return run.datasets.filter { places[$0.name] != nil }
  }

  /// One prediction, checked.
  private struct Prediction {
    let line: Int
    let label: Int
    /// One for each class; nil without probabilities.
    let probabilities: [Double]?
  }

  /// What the file predicts for the rows of `tests`, for each split.
  /// - Throws: ``InputError`` at the first row that is no test row, or a second one, or has no class of the dataset, or
  ///   probabilities that are none; and behind the last line if a test row is missing.
  func predictions(for tests: TestSets) throws(InputError) -> [TestPredictions] {
    let dataset = tests.dataset.name
    let places = tests.rows.map { rows in
      Dictionary(uniqueKeysWithValues: zip(rows, rows.indices))
    }
    let classes = ClassTexts(tests.classNames)
    let probabilityColumns = classes.columns(of: columns)
    var found = tests.rows.map { Array(repeating: Prediction?.none, count: $0.count) }
    for row in (self.places[dataset] ?? []).lazy.map({ rows[$0] }) {
      guard places.indices.contains(row.split) else {
        throw error(
          row, columns.split, code: .outOfRange,
          expected: places.count == 1
            ? "split 0, the only one of '\(dataset)'"
            : "a split of '\(dataset)', from 0 to \(places.count - 1)", found: "\(row.split)")
      }
      guard let place = places[row.split][row.row] else {
        throw error(
          row, columns.row, code: .mismatch,
          expected: "a test row of split \(row.split) of '\(dataset)'", found: "\(row.row)",
          hint: row.row < tests.labels.count
            ? "the row is trained on there"
            : "the dataset has \(counted(tests.labels.count, "row"))")
      }
      if let first = found[row.split][place] {
        throw error(
          row, columns.row, code: .duplicate,
          expected: "each test row of split \(row.split) of '\(dataset)' once", found: "\(row.row)",
          hint: "line \(first.line) has it, too")
      }
      guard let label = classes[row.label] else {
        throw error(
          row, columns.label, code: .unknownName,
          expected: "a class of '\(dataset)': \(classes.texts.joined(separator: ", "))",
          found: row.label,
          hint: nearestWord(to: row.label, in: classes.texts).map { "did you mean '\($0)'?" })
      }
      found[row.split][place] = Prediction(
        line: row.line, label: label,
        probabilities: try probabilities(of: row, dataset, classes, probabilityColumns))
    }
    return try tests.rows.indices.map { split throws(InputError) in
      let predictions = found[split].compactMap(\.self)
      if let gap = found[split].firstIndex(where: { $0 == nil }) {
        throw InputError(
          code: .missing, file: name, line: lastLine,
          expected:
            "a prediction for row \(tests.rows[split][gap]), a test row of split \(split) of "
            + "'\(dataset)'", found: "none",
          hint: "\(predictions.count) of \(counted(found[split].count, "test row")) have one")
      }
      let labels = tests.rows[split].map { tests.labels[$0] }
      return TestPredictions(
        epoch: 1, labels: labels, classes: predictions.map(\.label),
        logLoss: Self.logLoss(labels, predictions),
        areas: Self.areas(labels, predictions, classes: tests.classNames.count))
    }
  }

  /// The probabilities that a row has for the classes of its dataset; nil if it has none.
  private func probabilities(
    of row: Row, _ dataset: String, _ classes: ClassTexts, _ own: [Int?]
  ) throws(InputError) -> [Double]? {
    let ofClasses = Set(own.compactMap(\.self))
    for index in row.probabilities.indices
    where !row.probabilities[index].isEmpty && !ofClasses.contains(index) {
      throw error(
        row, columns.classes[index].field,
        expected:
          "an empty field, since '\(columns.classes[index].name)' is no class of '\(dataset)'",
        found: row.probabilities[index])
    }
    let texts = own.map { $0.map { row.probabilities[$0] } ?? "" }
    guard texts.contains(where: { !$0.isEmpty }) else { return nil }
    var result: [Double] = []
    for (index, text) in texts.enumerated() {
      let field = own[index].map { columns.classes[$0].field }
      guard !text.isEmpty else {
        throw error(
          row, field ?? columns.label, code: .missing,
          expected: "a probability of the class '\(classes.texts[index])', since others have one",
          found: "", hint: field == nil ? "the file has no such column" : nil)
      }
      guard let value = Double(text), (0...1).contains(value) else {
        throw error(
          row, field ?? columns.label, code: .outOfRange, expected: "a probability from 0 to 1",
          found: text)
      }
      result.append(value)
    }
    let sum = result.reduce(0, +)
    guard (sum - 1).magnitude <= Self.tolerance else {
      throw error(
        row, own.compactMap { $0.map { columns.classes[$0].field } }.min() ?? columns.label,
        expected: "probabilities that add up to 1", found: "\(sum)")
    }
    return result
  }

  /// For each class the area under its ROC curve against all others; nil unless every row has probabilities.
  private static func areas(
    _ labels: [Int], _ predictions: [Prediction], classes: Int
  ) -> [Double?]? {
    let probabilities = predictions.compactMap(\.probabilities)
    guard probabilities.count == labels.count else { return nil }
    return classAreas(labels: labels, classes: classes) { probabilities[$0][$1] }
  }

  /// The mean cross-entropy in nats; nil unless every row has probabilities.
  private static func logLoss(_ labels: [Int], _ predictions: [Prediction]) -> Double? {
    let losses = zip(labels, predictions).compactMap { label, prediction in
      prediction.probabilities.map { -log(max(leastProbability, $0[label])) }
    }
    return losses.count == labels.count ? losses.reduce(0, +) / Double(losses.count) : nil
  }
}

/// The classes of a dataset by what they are called in files: by their names, or as exported tables spell them.
private struct ClassTexts {
  /// As exported tables spell them.
  let texts: [String]
  private let byText: [String: Int]

  init(_ names: [String]) {
    texts = names.map(CSVField.spelled)
    let pairs = zip(texts + names, Array(names.indices) + names.indices)
    byText = Dictionary(pairs.map { ($0, $1) }) { first, _ in first }
  }

  subscript(text: String) -> Int? { byText[text] }

  /// For each class the index of its column of probabilities; nil without one.
  func columns(of columns: PredictionsFile.Columns) -> [Int?] {
    texts.indices.map { label in columns.classes.firstIndex { byText[$0.name] == label } }
  }
}

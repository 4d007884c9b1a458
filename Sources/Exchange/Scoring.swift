public import Datasets
public import Foundation
import Inputs
public import Tabular
public import Training

/// Scores rows by a saved network, with the kernels that trained it, a block of rows at a time.
public struct Scoring: Sendable {
  /// What scores.
  public let saved: SavedNetwork
  /// What the kernels run on; it decides the speed only.
  public let instructionSet: InstructionSet

  /// Some rows, scored.
  public struct Block: Sendable {
    /// The number of each row in its file or set, from 1.
    public let rows: [Int]
    /// The likeliest class of each row.
    public let classes: [Int]
    /// `[rows, classes]`.
    public let probabilities: Matrix
  }

  /// What is told of all rows.
  public struct Summary: Hashable, Sendable {
    /// The rows that were scored.
    public internal(set) var rows = 0
    /// Rows that were left out since a value is missing.
    public internal(set) var droppedRows = 0
    /// Values whose level the network does not know, by column.
    public internal(set) var unknownLevels: [String: Int] = [:]
    /// Scored rows whose class is told beside them.
    public internal(set) var labelledRows = 0
    /// Those of them that are classified correctly.
    public internal(set) var correct = 0
    /// Scored rows of a class that the network does not know.
    public internal(set) var unknownLabelledRows = 0
    /// The first thousand such classes, each with its rows.
    public internal(set) var unknownLabels: [String: Int] = [:]
    /// Whether the file has the class of its rows.
    public internal(set) var hasLabels = false
    /// Lines at the top that are no rows, though nothing but what they hold says so.
    public internal(set) var skippedLines: [Int] = []
    /// The lines of a header that is passed over, where they read like rows of data.
    public internal(set) var doubtfulHeaderLines: [Int] = []
  }

  /// The most numbers of a block of rows.
  private static let blockSize = 1 << 20

  /// - Parameter instructionSet: one that this machine has.
  public init(by saved: SavedNetwork, instructionSet: InstructionSet = .fastest) {
    self.saved = saved
    self.instructionSet = instructionSet
  }

  /// Scores the raw rows of `file`, which is written as the network's set.
  ///
  /// A first row that names all features decides which field is which, in any order and with others
  /// among them; otherwise a row has all fields of the set, or all but the class.
  /// - Parameters:
  ///   - encoding: of the file's text; nil where it is that of the network's set.
  ///   - deliver: called with each block, in order.
  /// - Throws: ``InputError`` at the first field that is not as the set has it;
  ///   ``TrainingError/outOfMemory``; what `deliver` throws.
  public func score(
    _ file: URL, encoding: TextEncoding? = nil, deliver: (Block) throws -> Void
  ) throws -> Summary {
    let description = saved.description.rows
    var rows = try RawRows(
      file, description.format.encoded(encoding), fields: description.columns.count)
    var encoder = RowEncoder(description)
    var summary = Summary()
    var pending = Pending()
    var map = try rows.declaredNames.flatMap { names throws(InputError) in
      try FieldMap(named: names, description)
    }
    let isDeclared = rows.declaredNames != nil
    var headerRows = isDeclared || description.header == .none ? 0 : description.headerRows
    if description.layout == .arff { headerRows = isDeclared ? 0 : 1 }
    var isFirst = true
    var number = 0
    while let row = try rows.next() {
      if isFirst, description.isComment(row) {
        summary.skippedLines.append(row.line)
        continue
      }
      if isFirst, !isDeclared {
        isFirst = false
        map =
          try FieldMap(likeHeaderOf: description, row)
          ?? FieldMap(named: row.texts, of: row, description)
        if map == nil, description.needsHeader { throw FieldMap.error(row, description) }
        if map != nil { headerRows = max(1, headerRows) }
      }
      guard headerRows == 0 else {
        headerRows -= 1
        if map == nil, encoder.readsLikeData(row, description) {
          summary.doubtfulHeaderLines.append(row.line)
        }
        continue
      }
      let fields = try map ?? FieldMap(positionsOf: row, description)
      map = fields
      number += 1
      guard try encoder.append(row, fields, to: &pending.values) else {
        summary.droppedRows += 1
        continue
      }
      pending.rows.append(number)
      summary.hasLabels = fields.target != nil
      let label = encoder.label(of: row, fields)
      if case .unknown(let text) = label { summary.count(unknownLabel: text) }
      pending.labels.append(label.index)
      if pending.values.count >= Self.blockSize {
        try score(&pending, into: &summary, deliver)
      }
    }
    guard number > 0 else {
      throw InputError(
        code: .missing, file: file.relativePath, line: rows.lastLine, expected: "rows to score",
        found: "",
        hint: "the file is empty, or holds only comments and a header")
    }
    try score(&pending, into: &summary, deliver)
    summary.unknownLevels = encoder.unknownLevels
    return summary
  }

  /// Scores all rows of `dataset`.
  /// - Parameter deliver: called with each block, in order.
  /// - Throws: ``InputError`` if it has not the network's features and classes;
  ///   ``TrainingError/outOfMemory``; what `deliver` throws.
  public func score(_ dataset: Dataset, deliver: (Block) throws -> Void) throws -> Summary {
    let description = saved.description
    guard dataset.featureNames == description.rows.featureNames,
      dataset.classNames == description.classes
    else {
      throw InputError(
        .usage, code: .mismatch,
        expected:
          "a set with the features and classes of \(description.set), which the model is of",
        found: dataset.name)
    }
    var summary = Summary()
    summary.hasLabels = true
    var pending = Pending()
    for row in 0..<dataset.rows {
      pending.rows.append(row + 1)
      pending.values += dataset.features[row: row]
      pending.labels.append(dataset.labels[row])
      if pending.values.count >= Self.blockSize {
        try score(&pending, into: &summary, deliver)
      }
    }
    try score(&pending, into: &summary, deliver)
    summary.droppedRows = dataset.preparation.droppedRows
    return summary
  }

  /// Rows that wait to be scored.
  private struct Pending {
    var rows: [Int] = []
    var values: [Float] = []
    var labels: [Int?] = []
  }

  private func score(
    _ pending: inout Pending, into summary: inout Summary, _ deliver: (Block) throws -> Void
  ) throws {
    guard !pending.rows.isEmpty else { return }
    let features = Matrix(
      rows: pending.rows.count, columns: saved.fitted.features, values: pending.values)
    let logits = try saved.fitted.logits(of: features, instructionSet: instructionSet)
    let classes = predictedClasses(logits)
    summary.rows += classes.count
    for (predicted, label) in zip(classes, pending.labels) {
      guard let label else { continue }
      summary.labelledRows += 1
      if predicted == label { summary.correct += 1 }
    }
    try deliver(
      Block(rows: pending.rows, classes: classes, probabilities: probabilities(of: logits)))
    pending = Pending()
  }
}

extension Scoring.Summary {
  /// Of too many different classes only so many are kept.
  private static let labelLimit = 1000

  fileprivate mutating func count(unknownLabel text: String) {
    unknownLabelledRows += 1
    if unknownLabels[text] != nil || unknownLabels.count < Self.labelLimit {
      unknownLabels[text, default: 0] += 1
    }
  }
}

extension RowDescription {
  /// Whether the first row of a file must say which field is which, or be as in the set's own file.
  fileprivate var needsHeader: Bool {
    header == .names || layout == .arff || (header == .skip && headerTexts != nil)
  }

  /// Whether a row at the top is what C4.5 takes for a comment, as in UCI's adult.test.
  fileprivate func isComment(_ row: RawRow) -> Bool {
    row.text(0).utf8.first == UInt8(ascii: "|") && row.count != columns.count
      && row.count != columns.count - 1
  }
}

extension Scoring.Block {
  /// The header of ``csv(classNames:)``: `row,class,P(unacc),P(acc)`.
  public static func csvHeader(classNames: [String]) -> String {
    CSVField.record(["row", "class"] + classNames.map { "P(\($0))" })
  }

  /// Comma-separated values, a row each; probabilities are as short as reads back the same.
  public func csv(classNames: [String]) -> String {
    let names = classNames.map(CSVField.escaped)
    var text = ""
    for (index, row) in rows.enumerated() {
      text += "\(row),\(names[classes[index]])"
      for value in probabilities[row: index] { text += ",\(value)" }
      text += "\n"
    }
    return text
  }
}

import Datasets
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
  /// - Parameter deliver: called with each block, in order.
  /// - Throws: ``InputError`` at the first field that is not as the set has it;
  ///   ``TrainingError/outOfMemory``; what `deliver` throws.
  public func score(_ file: URL, deliver: (Block) throws -> Void) throws -> Summary {
    let description = saved.description.rows
    var rows = try RawRows(file, description.format)
    var encoder = RowEncoder(description)
    var summary = Summary()
    var pending = Pending()
    var map = rows.declaredNames.flatMap { FieldMap(named: $0, description) }
    let isDeclared = rows.declaredNames != nil
    var headerRows = isDeclared || description.header == .none ? 0 : description.headerRows
    if description.layout == .arff { headerRows = isDeclared ? 0 : 1 }
    var isFirst = true
    var number = 0
    while let row = try rows.next() {
      if isFirst, !isDeclared {
        isFirst = false
        map = FieldMap(named: row.texts, description)
        if map == nil, description.header == .names || description.layout == .arff {
          throw FieldMap.error(row, description)
        }
        if map != nil { headerRows = max(1, headerRows) }
      }
      guard headerRows == 0 else {
        headerRows -= 1
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
      pending.labels.append(encoder.label(of: row, fields))
      if pending.values.count >= Self.blockSize {
        try score(&pending, into: &summary, deliver)
      }
    }
    guard number > 0 else {
      throw InputError(
        file: file.relativePath, line: rows.lastLine, expected: "rows to score", found: "",
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
        .usage,
        expected:
          "a set with the features and classes of \(description.set), which the model is of",
        found: dataset.name)
    }
    var summary = Summary()
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

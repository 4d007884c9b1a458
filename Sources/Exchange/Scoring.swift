public import Datasets
public import Foundation
import Inputs
public import Tabular
public import Training

/// Scores rows with a saved network, using the kernels that trained it, a block of rows at a time.
public struct Scoring: Sendable {
  /// The network that scores.
  public let saved: SavedNetwork
  /// The kernels' instruction set; it affects only the speed.
  public let instructionSet: InstructionSet

  /// Some scored rows.
  public struct Block: Sendable {
    /// The number of each row in its file or dataset, from 1.
    public let rows: [Int]
    /// The most likely class of each row.
    public let classes: [Int]
    /// The probability of each class, `[rows, classes]`.
    public let probabilities: Matrix
  }

  /// Totals over all rows.
  public struct Summary: Hashable, Sendable {
    /// The number of scored rows.
    public internal(set) var rows = 0
    /// The number of rows that were left out because a value is missing.
    public internal(set) var droppedRows = 0
    /// The number of values whose level the network does not know, by column.
    public internal(set) var unknownLevels: [String: Int] = [:]
    /// The number of scored rows whose class is in the file.
    public internal(set) var labelledRows = 0
    /// The number of those rows that are classified correctly.
    public internal(set) var correct = 0
    /// The number of labelled rows that are equal in all features to rows that the network was trained on; nil if the
    /// model does not say which these were.
    public internal(set) var trainedRows: Int?
    /// The number of those that are classified correctly.
    public internal(set) var correctTrainedRows = 0
    /// The number of scored rows of a class that the network does not know.
    public internal(set) var unknownLabelledRows = 0
    /// The first thousand such classes, each with its number of rows.
    public internal(set) var unknownLabels: [String: Int] = [:]
    /// Whether the file contains the class of its rows.
    public internal(set) var hasLabels = false
    /// Lines at the top that were skipped because of their content alone.
    public internal(set) var skippedLines: [Int] = []
    /// The lines of a skipped header that look like rows of data.
    public internal(set) var doubtfulHeaderLines: [Int] = []
  }

  /// The most feature values in a block of rows.
  private static let blockSize = 1 << 20

  /// - Parameter instructionSet: must be supported by this machine.
  public init(by saved: SavedNetwork, instructionSet: InstructionSet = .fastest) {
    self.saved = saved
    self.instructionSet = instructionSet
  }

  /// Scores the raw rows of `file`, which must have the format of the network's dataset.
  ///
  /// If the first row names all features, the names decide which field is which; the order is free, and other
  /// columns are ignored. Otherwise each row must have all fields of the dataset, or all but the class.
  /// - Parameters:
  ///   - encoding: the file's text encoding; nil for that of the network's dataset.
  ///   - deliver: called with each block, in order.
  /// - Throws: ``InputError`` at the first field that does not fit its column; ``TrainingError/outOfMemory``;
  ///   errors of `deliver`.
  public func score(
    _ file: URL, encoding: TextEncoding? = nil, deliver: (Block) throws -> Void
  ) throws -> Summary {
    let description = saved.description.rows
    if encoding == nil, let usual = description.encoding,
      try TextEncoding.isUTF8(file, notIn: usual)
    {
      throw InputError(
        code: .mismatch, file: file.relativePath,
        expected: "text in \(usual.rawValue), as in the files of the model's dataset",
        found: "UTF-8", hint: "name the file's encoding",
        remedies: [.encoding(TextEncoding.utf8.rawValue)])
    }
    var rows = try RawRows(
      file, description.format.encoded(encoding), fields: description.columns.count,
      shapes: description.shapes)
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
      // A first row that is neither a header nor of the right shape must not be read as something else.
      if map == nil, let misfit = rows.misfit { throw misfit }
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
        hint: "the file is empty, or has only comments and a header")
    }
    try score(&pending, into: &summary, deliver)
    summary.unknownLevels = encoder.unknownLevels
    return summary
  }

  /// Scores all rows of `dataset`.
  /// - Parameter deliver: called with each block, in order.
  /// - Throws: ``InputError`` if it does not have the network's features and classes;
  ///   ``TrainingError/outOfMemory``; errors of `deliver`.
  public func score(_ dataset: Dataset, deliver: (Block) throws -> Void) throws -> Summary {
    let description = saved.description
    guard dataset.featureNames == description.rows.featureNames,
      dataset.classNames == description.classes
    else {
      throw InputError(
        .usage, code: .mismatch,
        expected:
          "a dataset with the features and classes of the model's, \(description.dataset)",
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

  /// Rows that are not scored yet.
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
    if saved.trainedRows != nil, summary.trainedRows == nil { summary.trainedRows = 0 }
    for (index, (predicted, label)) in zip(classes, pending.labels).enumerated() {
      guard let label else { continue }
      let isCorrect = predicted == label
      summary.labelledRows += 1
      if isCorrect { summary.correct += 1 }
      guard saved.trainedRows?.contains(features[row: index]) == true else { continue }
      summary.trainedRows? += 1
      if isCorrect { summary.correctTrainedRows += 1 }
    }
    try deliver(
      Block(rows: pending.rows, classes: classes, probabilities: probabilities(of: logits)))
    pending = Pending()
  }
}

extension Scoring.Summary {
  /// The most different unknown classes that are kept.
  private static let labelLimit = 1000

  fileprivate mutating func count(unknownLabel text: String) {
    unknownLabelledRows += 1
    if unknownLabels[text] != nil || unknownLabels.count < Self.labelLimit {
      unknownLabels[text, default: 0] += 1
    }
  }
}

extension RowDescription {
  /// Whether the first row of a file must name the fields, or be the header of the dataset's own file.
  fileprivate var needsHeader: Bool {
    header == .names || layout == .arff || (header == .skip && headerTexts != nil)
  }

  /// Whether a row at the top is a comment in the style of C4.5, as in UCI's adult.test.
  fileprivate func isComment(_ row: RawRow) -> Bool {
    row.text(0).utf8.first == UInt8(ascii: "|") && row.count != columns.count - 1
      && rowKinds.allSatisfy { $0.count != row.count }
  }
}

extension Scoring.Block {
  /// The header of ``csv(classNames:)``: `row,class,P(unacc),P(acc)`.
  public static func csvHeader(classNames: [String]) -> String {
    CSVField.record(["row", "class"] + classNames.map { "P(\($0))" })
  }

  /// Comma-separated values, one line for each row. Probabilities have as many digits as needed to read back
  /// the same number.
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

import PruneBench
import Foundation

/// A table that no card can describe: fields of fixed widths, without delimiters.
///
/// ```
/// oak 1.80  5.41
/// elm 4.89  4.44
/// ```
public struct FixedWidthLoader: DatasetLoader {
  /// The table's name and columns.
  public let card: DatasetCard

  /// The width of a line: three letters of the kind, a blank, and two numbers of six characters each.
  private static let width = 16

  /// A loader for `trees.txt`.
  public init() throws(InputError) {
    card = try DatasetCard(
      parsing: """
        name: trees
        title: Three kinds of trees
        files: [{name: trees.txt}]
        columns:
          - {name: kind, role: target, categories: [oak, elm, ash]}
          - {name: length}
          - {name: width}
        """, file: "FixedWidthLoader.swift")
  }

  /// Reads the one file.
  /// - Throws: ``InputError`` at the first field that violates the format; `CancellationError`.
  public func load(from files: [URL]) throws -> Dataset {
    let file = files[0].relativePath
    guard let bytes = try? Data(contentsOf: files[0]) else {
      throw InputError(code: .unreadable, file: file, expected: "a file that can be read")
    }
    var labels: [Int] = []
    var values: [Float] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      // A large table takes long: stop if nobody waits for it any more.
      try Task.checkCancellation()
      func error(_ expected: String, from start: Int, _ count: Int) -> InputError {
        let found = String(decoding: line.dropFirst(start).prefix(count), as: UTF8.self)
        return InputError(
          file: file, line: index + 1, column: start + 1, expected: expected, found: found)
      }
      guard line.count == Self.width else {
        throw error("\(Self.width) characters", from: 0, line.count)
      }
      let kind = String(decoding: line.prefix(3), as: UTF8.self)
      guard let label = card.classNames.firstIndex(of: kind) else {
        throw error("one of \(card.classNames.joined(separator: ", "))", from: 0, 3)
      }
      labels.append(label)
      for start in [4, 10] {
        let text = String(decoding: line.dropFirst(start).prefix(6), as: UTF8.self)
          .trimmingCharacters(in: .whitespaces)
        guard let value = Float(text), value.isFinite else {
          throw error("a number", from: start, 6)
        }
        values.append(value)
      }
    }
    guard Set(labels).count == card.classNames.count else {
      throw InputError(file: file, expected: "rows of every kind", found: "\(labels.count) rows")
    }
    return Dataset(
      name: card.name, title: card.title,
      features: Matrix(rows: labels.count, columns: 2, values: values), labels: labels,
      featureNames: card.featureNames, classNames: card.classNames,
      provenance: files[0].lastPathComponent)
  }
}

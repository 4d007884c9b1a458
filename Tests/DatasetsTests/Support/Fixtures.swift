import Foundation
import Inputs
import Testing

@testable import Datasets

/// The message of the error that `body` throws.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch { return "\(error)" }
}

/// The message of the error that `body` throws.
func message(_ body: () async throws -> Void) async -> String {
  do {
    try await body()
    return "no error"
  } catch { return "\(error)" }
}

enum Fixtures {
  /// A card of two numbers, a category and a class; six rows.
  static let flowers = """
    name: flowers
    title: Flowers
    source:
      archive: https://example.org/static/1/wild+flowers.zip
    files:
      - name: flowers.data
    format: {delimiter: comma}
    columns:
      - {name: length}
      - {name: width}
      - {name: colour, categories: [red, blue]}
      - {name: note, role: ignore}
      - {name: kind, role: target, categories: [rose, iris, lily], class-names: [Rose, Iris, Lily]}
    expected: {rows: 6, features: 4, classes: 3}

    """

  static let flowersData = """
    1.5,2,red,a,rose
    -0.25,3,blue,b,iris
    1e1,.5,red,c,lily
    0,0,red,,rose
    7,8,blue,e,iris
    9,9,blue,f,lily

    """

  static func card(_ text: String = flowers) throws -> DatasetCard {
    try DatasetCard(parsing: text, file: "card.yaml")
  }

  /// The rows of a file, as texts.
  static func rows(
    _ file: URL, format: DelimitedFormat = DelimitedFormat()
  ) throws -> [[String]] {
    var reader = DelimitedReader(try ByteSources.open(file), format: format)
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append((0..<row.count).map(row.text)) }
    return rows
  }
}

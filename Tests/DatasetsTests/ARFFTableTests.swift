import Foundation
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// ARFF files, loaded after inspection and by the drafted card.
struct ARFFTableTests {
  /// A column whose levels would be missing values in other formats, and one with a missing value in every
  /// fourth row.
  private func table(_ rows: Int) -> String {
    let levels = ["NA", "-", "'?'", "''", "null", "' a b '"]
    let header = """
      @relation levels
      @attribute size numeric
      @attribute code {\(levels.joined(separator: ","))}
      @attribute kind {NA, '?', oak}
      @data

      """
    return header
      + (0..<rows).map { row in
        let code = row % 4 == 3 ? "?" : levels[row % levels.count]
        return "\(row).5,\(code),\(["NA", "'?'", "oak"][row % 3])\n"
      }.joined()
  }

  @Test(arguments: [
    (DatasetCard.MissingPolicy.mode, 24, 7), (.category, 24, 8), (.dropRows, 18, 7),
  ])
  func declaredLevelsAreLevels(
    policy: DatasetCard.MissingPolicy, rows: Int, features: Int
  ) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(table(24), to: "levels.arff")
    let inspected = try InspectedTable(file, target: "kind", missing: policy)
    #expect(inspected.draft.missing.map(\.column) == ["code"])
    #expect(inspected.draft.missing.map(\.count) == [6])
    let dataset = try inspected.dataset()
    #expect(dataset.rows == rows && dataset.features.columns == features)
    #expect(dataset.classNames == ["NA", "?", "oak"])
    #expect(
      dataset.featureNames.prefix(7)
        == ["size", "code=NA", "code=-", "code=?", "code=", "code=null", "code= a b "])
    let missing = (0..<24).filter { $0 % 4 == 3 }
    if policy == .mode {
      #expect((0..<24).filter { dataset.features[$0, 1].isNaN } == missing)
      #expect((0..<24).filter { dataset.features[$0, 3] == 1 } == [2, 8, 14, 20])
    }
    // The drafted card, read back, gives the same.
    let card = try DatasetCard(parsing: inspected.draft.text, file: "card.yaml")
    let again = try DelimitedLoader(card: card).load(from: [file])
    #expect(again.featureNames == dataset.featureNames && again.labels == dataset.labels)
    #expect(
      again.features.values.map(\.bitPattern) == dataset.features.values.map(\.bitPattern))
  }

  @Test func withoutMissingValuesThereIsNoNote() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(table(3), to: "levels.arff")
    let inspected = try InspectedTable(file, target: "kind")
    #expect(!inspected.draft.text.contains("missing:"))
    #expect(try inspected.dataset().rows == 3)
  }

  /// A string is a level of the target as it is written; a missing class is missing.
  @Test func aStringCanBeTheTarget() throws {
    let folder = try TemporaryFolder()
    let text = """
      @relation r
      @attribute x numeric
      @attribute kind string
      @data
      1.5,NA
      2,'?'
      3,NA
      4,?

      """
    let file = try folder.write(text, to: "strings.arff")
    let inspected = try InspectedTable(file, target: "kind", missing: .dropRows)
    let dataset = try inspected.dataset()
    #expect(dataset.rows == 3 && dataset.classNames == ["?", "NA"])
    #expect(dataset.labels == [1, 0, 1])
    #expect(
      message { _ = try InspectedTable(file, target: "kind").dataset() }.contains(
        "strings.arff:8: expected a class in 'kind'"))
  }

  /// A value that the header does not declare is a located error, with and without a card.
  @Test(arguments: [
    ("1,oak\n2,oakk\n", "t.arff:6:3: expected one of oak, elm, which attribute 'kind' declares"),
    ("1,oak\nabc,elm\n", "t.arff:6:1: expected a number, as attribute 'x' declares, found \"abc\""),
  ])
  func whatIsNotDeclaredIsAnError(rows: String, expected: String) throws {
    let folder = try TemporaryFolder()
    let header = "@relation t\n@attribute x numeric\n@attribute kind {oak,elm}\n@data\n"
    let file = try folder.write(header + rows, to: "t.arff")
    let card = try Fixtures.card(
      """
      name: t
      title: T
      files: [{name: t.arff}]
      format: {layout: arff}
      columns:
        - {name: x}
        - {name: kind, role: target, categories: [oak, elm]}

      """)
    let inspected = message { _ = try InspectedTable(file, target: "kind") }
    let loaded = message { _ = try DelimitedLoader(card: card).load(from: [file]) }
    #expect(inspected.contains(expected) && loaded.contains(expected), "\(inspected)\n\(loaded)")
  }
}

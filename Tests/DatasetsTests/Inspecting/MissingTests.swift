import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// Missing values are recognised column by column, and texts among numbers are mentioned with their place.
struct MissingTests {
  private func trees(_ odd: [Int: String], rows: Int = 60) -> String {
    Trees.text(rows: rows) { row in
      odd[row].map { "\($0),\(Trees.numbers(row).width),\(Trees.kinds[row % 3])" } ?? Trees.row(row)
    }
  }

  @Test(arguments: [
    "Infinity", "-inf", "#DIV/0!", "\\N", "5 kg", "<0.1", "1.2.3", "1e99", "n.d.", "0x1F", "NaN%",
  ])
  func aColumnOfNumbersStaysOne(odd: String) throws {
    let text = trees([40: odd, 50: odd], rows: 300)
    let refused = message { _ = try Inspection(text) }
    #expect(
      refused.hasPrefix(
        "trees.csv:42: expected a number in each field of 'length', found \"\(odd)\""))
    #expect(refused.contains("missing values: 2 in 'length' (the first: line 42)"))
    let found = try Inspection(text, missing: .median)
    #expect(found.dataset.featureNames == ["length", "width"])
    #expect(found.dataset.preparation.filledValues == ["length": 2])
    #expect(found.warnings.contains("'length': \"\(odd)\" (line 42, 2 times) are not numbers"))
  }

  @Test(arguments: ["NA", "", "?", "null", "-", "NaN", "n/a"])
  func usualMarksAreMissing(mark: String) throws {
    let found = try Inspection(trees([0: mark, 1: mark]), missing: .median)
    #expect(found.dataset.preparation.filledValues == ["length": 2])
    #expect(!found.warnings.contains("are not numbers"))
  }

  /// A mark that looks like the other values of its column counts as a value.
  @Test(arguments: [
    ("-", ["+"], ["+", "-"]), ("-", ["a", "b"], ["-", "a", "b"]),
    ("NA", ["ZA", "BW"], ["BW", "NA", "ZA"]),
    ("nan", ["min", "cdo"], ["cdo", "min", "nan"]),
  ])
  func aMarkMayBeALevel(mark: String, others: [String], levels: [String]) throws {
    let values = [mark] + others
    let found = try Inspection(
      Trees.text(header: "width,code,kind") { row in
        "\(Trees.numbers(row).width),\(values[row / 3 % values.count]),\(Trees.kinds[row % 3])"
      })
    #expect(found.dataset.featureNames == ["width"] + levels.map { "code=\($0)" })
    #expect(found.warnings.contains("'\(mark)' counts as a category"))
  }

  @Test(arguments: [
    ("-", ["red", "blue"]), ("NA", ["red", "blue"]), ("?", ["a", "b"]), ("", ["a", "b"]),
  ])
  func elsewhereItIsAMark(mark: String, others: [String]) throws {
    let values = [mark] + others
    let text = Trees.text(header: "width,code,kind") { row in
      "\(Trees.numbers(row).width),\(values[row / 3 % values.count]),\(Trees.kinds[row % 3])"
    }
    let found = try Inspection(text, missing: .mode)
    #expect(found.dataset.featureNames == ["width"] + others.sorted().map { "code=\($0)" })
    #expect(found.dataset.preparation.filledValues == ["code": 21])
  }

  /// In a target only an empty field and `?` are missing.
  @Test(arguments: ["-", "null", "NA", "NaN"])
  func aMarkIsAClass(mark: String) throws {
    let found = try Inspection(
      Trees.text { "\(Trees.numbers($0).length),\(Trees.numbers($0).width),\([mark, "+"][$0 % 2])" }
    )
    #expect(Set(found.dataset.classNames) == [mark, "+"])
  }

  @Test(arguments: ["", "?"])
  func rowsWithoutAClassAreNamed(mark: String) throws {
    let text = Trees.text {
      "\(Trees.numbers($0).length),\(Trees.numbers($0).width),\($0 % 6 == 5 ? mark : Trees.kinds[$0 % 3])"
    }
    let refused = message { _ = try Inspection(text) }
    #expect(
      refused.hasPrefix(
        "trees.csv:7: expected a class in 'kind', found \"\(mark)\"; 10 rows have no class"))
    let error = #expect(throws: InputError.self) { try Inspection(text) }
    #expect(error?.code == .missingValue && error?.remedies == [.droppingUnlabelledRows])
    let found = try Inspection(text, dropsUnlabelled: true)
    #expect(found.dataset.rows == 50)
    #expect(found.dataset.preparation.droppedFor == ["kind": 10])
  }

  @Test func droppedRowsAreCountedByColumn() {
    let text = Trees.text(header: "a,b,kind") { row in
      row % 2 == 0
        ? ",\(row * 7 % 60),\(Trees.kinds[row % 3])" : "\(row * 7 % 60),,\(Trees.kinds[row % 3])"
    }
    let found = message { _ = try Inspection(text, missing: .dropRows) }
    #expect(
      found.contains("'drop-rows' leaves out all 60: 30 without 'a', 30 without 'b'"), "\(found)")
  }

  @Test func aClassThatDroppingRemovesIsNamed() {
    let text = Trees.text(header: "a,b,kind") { row in
      "\(row % 3 == 2 ? "" : "\(row * 7 % 50)"),\(row * 3 % 40),\(Trees.kinds[row % 3])"
    }
    let found = message { _ = try Inspection(text, missing: .dropRows) }
    #expect(
      found.contains("no row is of class 'ash'; 'drop-rows' leaves out 20 rows: 20 without 'a'"),
      "\(found)")
  }

  /// A card may name a number as a mark of missing values.
  @Test func aNumberMayBeAMark() throws {
    let card = try DatasetCard(
      parsing: """
        name: depth
        title: Depth
        files: [{name: depth.csv}]
        missing: {marks: ["-999"], policy: median}
        columns: [{name: depth}, {name: kind, role: target, categories: [a, b]}]
        """, file: "card.yaml")
    let folder = try TemporaryFolder()
    let file = try folder.write("1,a\n-999,b\n3,a\n5,b\n", to: "depth.csv")
    let dataset = try DelimitedLoader(card: card).load(from: [file])
    #expect(dataset.preparation.filledValues == ["depth": 1])
    #expect(dataset.features[1, 0].isNaN && dataset.features[2, 0] == 3)
  }
}

import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// Cards whose files and columns do not match one to one: words of letters, one-hot classes, files side by side, files
/// that lack a column, groups and given splits.
struct CardShapeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let words = """
    name: words
    title: Words
    files: [{name: a, part: training}, {name: b, part: test, lacks: [id]}]
    format: {delimiter: whitespace, header: skip}
    missing: {policy: mode}
    columns:
      - {name: id, role: ignore}
      - {names: [x, y]}
      - {name: base, letters: 3, categories: [A, C, "?"]}
      - {name: writer, role: group}
      - {name: kind, role: target, categories: [u, v, w], one-hot: true, class-names: [p, q, p]}
    expected: {rows: 4, features: 11, classes: 2}
    """

  private func load(_ card: String, _ files: [String: String]) throws -> Dataset {
    let card = try Fixtures.card(card)
    let urls = try card.files.map { try folder.write(files[$0.name] ?? "", to: $0.name) }
    return try DelimitedLoader(card: card).load(from: urls)
  }

  /// The message of the error, without the folder's name.
  private func error(_ card: String, _ files: [String: String]) -> String {
    message { _ = try load(card, files) }
      .replacingOccurrences(of: folder.url.relativePath + "/", with: "")
  }

  static let a = "a header\n1 2 3 ACA ann 1 0 0\n2 4 5 CCA bob 0 1.0 0\n"
  static let b = "more\n6 7 A?C ann 0 0 1\n8 9 AAA cy 0 1 0\n"

  @Test func wordsGroupsPartsAndOneHotClasses() throws {
    let dataset = try load(Self.words, ["a": Self.a, "b": Self.b])
    #expect(
      dataset.featureNames == ["x", "y"]
        + (1...3).flatMap { ["base\($0)=A", "base\($0)=C", "base\($0)=?"] })
    #expect(dataset.labels == [0, 1, 0, 1] && dataset.classNames == ["p", "q"])
    #expect(Array(dataset.features[row: 0]) == [2, 3, 1, 0, 0, 0, 1, 0, 1, 0, 0])
    #expect(Array(dataset.features[row: 2]) == [6, 7, 1, 0, 0, 0, 0, 1, 0, 1, 0])
    #expect(dataset.groups == [0, 1, 0, 2])
    #expect(dataset.isGivenTest == [false, false, true, true])
    #expect(dataset.preparation.ignoredColumns == ["id"])
    #expect(dataset.columns.map(\.name) == ["x", "y", "base1", "base2", "base3"])
  }

  /// A change to one of the files, and the error.
  @Test(arguments: [
    ("a", "ACA", "ACAT", #"a:2:4: expected a word of 3 ASCII letters, found "ACAT"; this has 4"#),
    ("a", "ACA", "AÖ", #"a:2:4: expected a word of 3 ASCII letters, found "AÖ"; this has 2"#),
    ("a", "ACA", "AGA", #"a:2:4: expected one of A, C, ? in column 'base2', found "G""#),
    ("a", "1 0 0", "1 0", #"a:2:8: expected 8 fields, found "7""#),
    (
      "b", "6 7 A", "5 6 7 A",
      #"b:2:8: expected 7 fields, found "8"; quote a field that contains the delimiter"#
    ),
    ("a", "1 0 0", "1 0 1", #"a:2:8: expected one 1 in the fields 6 to 8, found "1"; 2 are 1"#),
    ("b", "0 0 1", "0 0 0", #"b:2:7: expected one 1 in the fields 5 to 7, found "0"; all are 0"#),
    ("b", "0 0 1", "0 2 1", #"b:2:6: expected 0 or 1, found "2""#),
    ("b", "6 7", "6 x", #"b:2:2: expected a number in column 'y', found "x""#),
    ("b", "cy", "NA", #"b:3:4: expected a group in column 'writer', found "NA""#),
  ])
  func wrongFieldsAreLocated(file: String, old: String, new: String, expected: String) {
    var files = ["a": Self.a, "b": Self.b]
    files[file] = files[file]?.replacingOccurrences(of: old, with: new)
    #expect(error(Self.words, files) == expected)
  }

  static let beside = """
    name: beside
    title: Beside
    files: [{name: a}, {name: l, beside: a}, {name: b}, {name: m, beside: b}]
    format: {delimiter: whitespace}
    columns:
      - {name: x, repeat: 2}
      - {name: kind, role: target, categories: ["-1", "1"]}
    expected: {rows: 3}
    """

  @Test func filesSideBySide() throws {
    let files = ["a": "1 2 \n3 4 \n", "l": "-1\n1\n", "b": "5 6", "m": "\n1\n\n"]
    let dataset = try load(Self.beside, files)
    #expect(dataset.features.values == [1, 2, 3, 4, 5, 6])
    #expect(dataset.labels == [0, 1, 1])
    #expect(dataset.isGivenTest == nil && dataset.groups == nil)
    #expect(dataset.provenance == "a, l, b, m")
  }

  @Test(arguments: [
    (
      "l", "-1\n",
      #"l:1: expected as many rows as in a, found "the end of the file"; a has another row in line 2"#
    ),
    ("l", "-1\n1\n1\n", #"l:3: expected as many rows as in a, found "another row""#),
    ("l", "-1\n2\n", #"l:2:1: expected one of -1, 1 in column 'kind', found "2""#),
    (
      "l", "-1\n1 1\n",
      #"l:2:2: expected 1 field, found "2"; quote a field that contains the delimiter"#
    ),
    ("a", "1 2\n3 x\n", #"a:2:2: expected a number in column 'x2', found "x""#),
    (
      "l", "-1 1\n1 1\n",
      #"a:1:4: expected 3 fields, found "4"; quote a field that contains the delimiter"#
    ),
    (
      "m", "",
      #"m:1: expected as many rows as in b, found "the end of the file"; b has another row in line 1"#
    ),
  ])
  func filesThatDoNotMatchAreLocated(file: String, text: String, expected: String) {
    var files = ["a": "1 2\n3 4\n", "l": "-1\n1\n", "b": "5 6\n", "m": "1\n"]
    files[file] = text
    #expect(error(Self.beside, files) == expected)
  }

  /// A header of names stands over the columns of all files.
  @Test func headersSideBySide() throws {
    let card = Self.beside.replacingOccurrences(of: "whitespace", with: "whitespace, header: names")
    let files = ["a": "x1 x2\n1 2\n3 4", "l": "kind\n-1\n1", "b": "x1 x2\n5 6", "m": "kind\n1"]
    #expect(try load(card, files).labels == [0, 1, 1])
    #expect(
      error(card, files.merging(["l": "class\n-1\n1"]) { $1 })
        == #"l:1:1: expected the column 'kind', as on the card, found "class""#)
  }

  /// A row that is left out is left out of groups and parts, too.
  @Test func droppedRows() throws {
    let card = Self.words.replacingOccurrences(of: "policy: mode", with: "policy: drop-rows")
    let a = Self.a.replacingOccurrences(of: "ann", with: "NA")
    let dataset = try load(card, ["a": a, "b": Self.b])
    #expect(dataset.groups == [0, 1, 2])
    #expect(dataset.isGivenTest == [false, true, true])
    #expect(dataset.preparation.droppedFor == ["writer": 1])
  }

  /// A change to a correct card, and the place and the message of the error.
  @Test(arguments: [
    (
      "names: [x, y]", "names: [x, x]",
      "card.yaml:7:3: expected column names that are all different"
    ),
    ("names: [x, y]", "names: []", "8:13: expected a list, not empty,"),
    ("names: [x, y]", "names: [x, y], name: z", "expected either 'names' or 'name'"),
    ("names: [x, y]", "names: [x, y], repeat: 2", "expected either 'names' or 'repeat'"),
    ("letters: 3", "letters: 0", "expected an integer from 1 to 1000000"),
    ("letters: 3", "letters: 3, repeat: 2", "expected a column of numbers"),
    (
      "[A, C, \"?\"]", "[A, Cc]",
      "expected a feature whose 'categories' are single ASCII characters"
    ),
    (", categories: [A, C, \"?\"]", "", "expected a feature whose 'categories'"),
    (
      "name: writer, role: group", "name: writer, role: group, categories: [a, b]",
      "expected no categories of a group"
    ),
    (
      "name: writer, role: group", "name: writer, role: group, unit: kg",
      "expected a column of numbers"
    ),
    ("name: writer, role: group", "names: [w, v], role: group", "expected one group"),
    ("names: [x, y]", "name: z, role: group", "card.yaml:10:5: expected one group"),
    ("one-hot: true", "one-hot: maybe", "expected true or false"),
    ("names: [x, y]", "names: [x, y], one-hot: true", "expected two or more 'categories'"),
    ("one-hot: true", "one-hot: true, missing: drop-rows", "a 'one-hot' column has no missing"),
    ("part: test", "part: testing", "card.yaml:3:"),
    ("part: test, ", "", "card.yaml:3:8: expected a 'part' of each file or of none"),
    ("part: test", "part: training", "expected a 'part' of each file or of none"),
    ("lacks: [id]", "lacks: [x]", "card.yaml:3:36: expected 'lacks' a column with 'role: ignore'"),
    ("lacks: [id]", "beside: c", "expected 'beside' the name of an earlier file"),
    ("lacks: [id]", "beside: a", "expected no 'part' and no 'lacks'"),
    ("header: skip", "header: names", "card.yaml:4:9: expected 'header: skip' or none"),
    (
      "delimiter: whitespace, header: skip", "layout: libsvm",
      "card.yaml:7:3: expected one field for each column, in one file"
    ),
  ])
  func impossibleCardsAreLocated(old: String, new: String, expected: String) {
    let text = Self.words.replacingOccurrences(of: old, with: new)
    #expect(text != Self.words)
    let message = message { _ = try Fixtures.card(text) }
    #expect(message.hasPrefix("card.yaml:") && message.contains(expected), "\(message)")
  }
}

import Foundation
import Inputs
import Testing
import TestSupport

@testable import Datasets

struct DatasetCardTests {
  @Test func readsEveryKey() throws {
    let digest = String(repeating: "aB", count: 32)
    let card = try Fixtures.card(
      """
      name: my-set_2
      title: Mine
      source:
        page: https://example.org/page
        archive: http://example.org/a.zip
        archive-bytes: 12
        archive-sha256: \(digest)
        licence: CC0
        citation: "Me"
      files: [{name: a b.csv, bytes: 3, sha256: \(digest)}, {name: c.csv.gz}]
      format: {delimiter: semicolon, header: names, comment: "#", skip-lines: 2}
      columns:
        - {name: id, role: ignore}
        - {name: x, repeat: 3}
        - {name: c, categories: [u, v], role: feature}
        - {name: y, role: target, categories: [n, p], class-names: [no, yes]}
      expected: {rows: 10, features: 5, classes: 2}
      """)
    #expect(card.name == "my-set_2")
    #expect(card.source.page?.absoluteString == "https://example.org/page")
    #expect(card.source.archiveBytes == 12)
    #expect(card.source.archiveSHA256 == digest.lowercased())
    #expect(card.source.licence == "CC0")
    #expect(card.files.map(\.name) == ["a b.csv", "c.csv.gz"])
    #expect(card.files[0].bytes == 3)
    #expect(
      card.format
        == DelimitedFormat(
          delimiter: .character(0x3B), header: .names, commentPrefix: "#", skippedLines: 2))
    #expect(card.columns.map(\.name) == ["id", "x1", "x2", "x3", "c", "y"])
    #expect(card.columns.map(\.role) == [.ignore, .feature, .feature, .feature, .feature, .target])
    #expect(card.labels == .column(5))
    #expect(card.classNames == ["no", "yes"])
    #expect(card.featureNames == ["x1", "x2", "x3", "c=u", "c=v"])
    #expect(card.expectedRows == 10)
    #expect(card.missingMarks == ["", "?", "NA"])
  }

  @Test(
    arguments: [
      ("comma", .character(0x2C)), ("tab", .character(9)), ("semicolon", .character(0x3B)),
      ("whitespace", .whitespace), ("'|'", .character(0x7C)), ("':'", .character(0x3A)),
    ] as [(String, DelimitedFormat.Delimiter)])
  func readsDelimiters(text: String, delimiter: DelimitedFormat.Delimiter) throws {
    let card = try Fixtures.card(
      Fixtures.flowers.replacingOccurrences(of: "comma", with: text))
    #expect(card.format.delimiter == delimiter)
  }

  /// A change to a correct card, and the place and the message of the error.
  @Test(arguments: [
    ("title: Flowers\n", "", "card.yaml:1:1: expected the key 'title'"),
    ("title:", "titl:", "found \"titl\"; did you mean 'title'?"),
    (
      "name: flowers\n", "name: ../flowers\n", "card.yaml:1:7: expected up to 64 letters, digits"
    ),
    (
      "name: flowers\n", "name: [a]\n",
      "card.yaml:1:7: expected a text for 'name', found \"a list\""
    ),
    (
      "https://example.org/static/1/wild+flowers.zip", "ftp://example.org/a.zip",
      "card.yaml:4:12: expected an address such as https://host/name.zip for 'source.archive'"
    ),
    ("https://example.org/static/1/wild+flowers.zip", "https://example.org/", "an address such as"),
    ("https://example.org/static/1/wild+flowers.zip", "''", "expected a text, not empty,"),
    ("wild+flowers.zip", "w.zip\n  archive-bytes: 0", "5:18: expected an integer of at least 1"),
    ("wild+flowers.zip", "w.zip\n  archive-sha256: 12", "expected 64 hexadecimal digits"),
    ("files:\n  - name: flowers.data", "files: []", "card.yaml:5:8: expected a list, not empty,"),
    ("flowers.data", "../flowers.data", "card.yaml:6:11: expected a file name without a folder"),
    ("flowers.data", "..", "expected a file name without a folder"),
    ("flowers.data", "..", "expected a file name without a folder"),
    ("- name: flowers.data", "- {name: a}\n  - {name: a}", "file names that are all different"),
    ("delimiter: comma", "delimiter: point", "card.yaml:7:21: expected comma, tab, semicolon"),
    ("delimiter: comma", "delimiter: '\"'", "expected comma, tab, semicolon"),
    ("delimiter: comma", "header: maybe", "expected one of none, skip, names"),
    ("delimiter: comma", "skip-lines: -1", "expected an integer of at least 0"),
    ("name: width", "name: length", "card.yaml:9:3: expected column names that are all different"),
    ("[red, blue]", "[]", "card.yaml:11:32: expected a list, not empty,"),
    ("[red, blue]", "[red, red]", "expected categories that are all different"),
    ("[red, blue]", "[red, blue], class-names: [a, b]", "expected class names of the target only"),
    ("[red, blue]", "[red, blue], repeat: 2", "expected a column of numbers"),
    ("name: length", "name: length, repeat: 0", "expected an integer from 1 to 1000000"),
    (
      "name: length", "name: length, repeat: 3",
      "card.yaml:14:31: expected 6 for 'expected.features'"
    ),
    (", role: target", "", "expected class names of the target only"),
    (
      ", role: target, categories: [rose, iris, lily], class-names: [Rose, Iris, Lily]", "",
      "card.yaml:9:3: expected a column with 'role: target'"
    ),
    (
      ", categories: [rose, iris, lily], class-names: [Rose, Iris, Lily]", "",
      "card.yaml:13:5: expected 'categories' of the target"
    ),
    ("[Rose, Iris, Lily]", "[Rose, Iris]", "expected 3 names, one for each category,"),
    ("[Rose, Iris, Lily]", "[Rose, Rose, Rose]", "expected at least two classes"),
    ("name: length", "name: length, missing: never", "expected one of error, drop-rows"),
    ("name: length", "name: length, missing: category", "expected a policy that suits the column"),
    ("[red, blue]", "[red, blue], missing: median", "expected a policy that suits the column"),
    ("role: target,", "role: target, missing: mode,", "expected error or drop-rows for the target"),
    ("name: length", "name: length, ordinal: true", "expected a feature with two or more"),
    (
      "delimiter: comma", "delimiter: comma, decimal: comma, thousands: comma",
      "expected a mark other than 'decimal', which is comma,"
    ),
    ("delimiter: comma", "header-rows: 0", "expected an integer from 1 to 1000"),
    ("role: ignore", "role: ignored", "card.yaml:12:24: expected one of feature, target, ignore"),
    (
      "role: ignore", "role: target, categories: [a, b]",
      "card.yaml:13:5: expected one target for 'columns[4]'"
    ),
    ("rows: 6", "rows: 0", "card.yaml:14:18: expected an integer of at least 1"),
    ("classes: 3", "classes: 4", "expected 3 for 'expected.classes', found \"4\""),
    ("features: 4", "features: 5", "expected 4 for 'expected.features', found \"5\""),
    (
      "expected:", "labels: {rows-per-class: 2, classes: [a, b, c]}\nexpected:",
      "expected no target for 'columns[4]'"
    ),
    (
      "expected:", "generator: dice\nexpected:",
      "expected car-decision-model, nursery-decision-model, "
    ),
    (
      "expected:", "generator: {xor: {k: 1, dimensions: 2, rows: 3, seed: 4}}\nexpected:",
      "card.yaml:6:3: expected nothing for 'files'"
    ),
    ("columns:", "columns: []\nformat:", "each key once"),
  ])
  func impossibleCardsAreLocated(original: String, replacement: String, expected: String) {
    let text = Fixtures.flowers.replacingOccurrences(of: original, with: replacement)
    #expect(text != Fixtures.flowers)
    let message = message { _ = try Fixtures.card(text) }
    #expect(message.contains(expected), "\(message)")
    #expect(message.hasPrefix("card.yaml:"), "\(message)")
  }

  @Test(arguments: [
    ("rows: 4", "rows: 5", "expected 4 for 'expected.rows', found \"5\""),
    ("rows-per-class: 2", "rows-per-class: 0", "expected an integer of at least 1"),
    ("rows-per-class: 2", "rows-per-class: \(Int.max)", "expected.rows"),
    ("[{name: x}]", "[{name: x, role: ignore}]", "expected at least one feature"),
    ("[{name: x}]", "[]", "expected a list, not empty,"),
    ("[{name: x}]", "x", "expected a list, not empty,"),
    (", classes: [a, b]", "", "expected the key 'classes'"),
  ])
  func blocksAreChecked(original: String, replacement: String, expected: String) {
    let text = """
      name: blocks
      title: Blocks
      files: [{name: f}]
      columns: [{name: x}]
      labels: {rows-per-class: 2, classes: [a, b]}
      expected: {rows: 4, features: 1, classes: 2}
      """
    #expect(message { _ = try Fixtures.card(text) } == "no error")
    let message = message {
      _ = try Fixtures.card(text.replacingOccurrences(of: original, with: replacement))
    }
    #expect(message.contains(expected), "\(message)")
  }

  @Test(arguments: [
    ("k: 3", "k: 0", "card.yaml:5:6: expected an integer of at least 1"),
    (
      "k: 3", "k: 21",
      "card.yaml:5:3: expected at least k = 21 dimensions for xor for 'generator.xor'"
    ),
    ("rows: 5", "rows: 100000000000", "expected rows times dimensions of at most"),
    ("seed: 1", "seed: -1", "expected an integer of at least 0"),
    ("seed: 1", "", "expected the key 'seed'"),
  ])
  func xorIsChecked(original: String, replacement: String, expected: String) throws {
    let text =
      "name: x\ntitle: X\ngenerator:\n xor:\n  k: 3\n  dimensions: 20\n  rows: 5\n  seed: 1\n"
    let card = try Fixtures.card(text)
    #expect(card.expectedRows == 5 && card.featureNames.count == 20 && card.classNames.count == 2)
    let message = message {
      _ = try Fixtures.card(text.replacingOccurrences(of: original, with: replacement))
    }
    #expect(message.contains(expected), "\(message)")
  }

  @Test func missingCardIsNamed() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("no.yaml")
    #expect(
      message { _ = try DatasetCard(contentsOf: file) }
        == "\(file.path): expected a file that can be read; there is no such file")
  }
}

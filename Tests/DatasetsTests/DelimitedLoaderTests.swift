import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

struct DelimitedLoaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ data: String, card: String = Fixtures.flowers) throws -> Dataset {
    let file = try folder.write(data, to: "flowers.data")
    return try DelimitedLoader(card: Fixtures.card(card)).load(from: [file])
  }

  /// The message for `data`, without the test's own folder.
  private func errorMessage(_ data: String, card: String = Fixtures.flowers) -> String {
    message { _ = try load(data, card: card) }
      .replacingOccurrences(of: folder.url.path + "/", with: "")
  }

  @Test func readsATable() throws {
    let dataset = try load(Fixtures.flowersData)
    #expect(dataset.name == "flowers")
    #expect(dataset.title == "Flowers")
    #expect(dataset.featureNames == ["length", "width", "colour=red", "colour=blue"])
    #expect(dataset.classNames == ["Rose", "Iris", "Lily"])
    #expect(dataset.labels == [0, 1, 2, 0, 1, 2])
    #expect(dataset.provenance == "flowers.data")
    #expect(
      dataset.features.values == [
        1.5, 2, 1, 0, -0.25, 3, 0, 1, 10, 0.5, 1, 0, 0, 0, 1, 0, 7, 8, 0, 1, 9, 9, 0, 1,
      ])
  }

  @Test(arguments: [
    (
      "blue,b,iris", "green,b,iris",
      #"flowers.data:2:3: expected one of red, blue in column 'colour', found "green""#
    ),
    (
      "b,iris", "b,tulip",
      #"flowers.data:2:5: expected one of rose, iris, lily in column 'kind', found "tulip""#
    ),
    ("-0.25,", "", #"flowers.data:2:5: expected 5 fields, found "4""#),
    (
      "-0.25,", "-0.25,,",
      #"flowers.data:2:6: expected 5 fields, found "6"; quote a field that contains the delimiter"#
    ),
    ("-0.25", "abc", #"flowers.data:2:1: expected a number in column 'length', found "abc""#),
    ("-0.25", "nan", #"flowers.data:2:1: expected a number in column 'length', found "nan""#),
    (
      "-0.25", "",
      #"flowers.data:2:1: expected a value in column 'length', found ""; say how to handle missing values: 'missing: {policy: median}' in the card, or mode, category, drop-rows"#
    ),
    (
      "-0.25", "?",
      #"flowers.data:2:1: expected a value in column 'length', found "?"; say how to handle missing values: 'missing: {policy: median}' in the card, or mode, category, drop-rows"#
    ),
    (
      "9,9,blue,f,lily\n", "",
      #"flowers.data:5: expected 6 rows of flowers, found "5"; read from flowers.data: is a file truncated?"#
    ),
    (
      "9,9,blue,f,lily\n", "9,9,blue,f,lily\n9,9,blue,f,lily\n",
      #"flowers.data:7: expected 6 rows of flowers, found "7"; read from flowers.data"#
    ),
    (
      "blue,f,lily\n", "blue,",
      #"flowers.data:6:5: expected 5 fields, found "4"; the file ends within this line: it may be truncated"#
    ),
    (
      "f,lily\n", "f,lil",
      #"flowers.data:6:5: expected one of rose, iris, lily in column 'kind', found "lil"; the file ends within this line: it may be truncated"#
    ),
  ])
  func whatIsWrongIsLocated(original: String, replacement: String, expected: String) {
    let data = Fixtures.flowersData.replacingOccurrences(of: original, with: replacement)
    #expect(data != Fixtures.flowersData)
    #expect(errorMessage(data) == expected)
  }

  /// How the missing colour in row 2 and the missing length in row 3 are handled.
  @Test(
    arguments: [
      ("median", "mode", 3, 6, ["length": 1, "colour": 1], [:]),
      ("mode", "category", 1, 6, ["length": 1], ["colour": 1]),
      ("drop-rows", "drop-rows", 0, 4, [:], [:]),
    ] as [(String, String, Int, Int, [String: Int], [String: Int])])
  func missingValuesBecomeWhatTheCardSays(
    number: String, category: String, gaps: Int, rows: Int, filled: [String: Int],
    levels: [String: Int]
  ) throws {
    let card = Fixtures.flowers
      .replacing("{name: length}", with: "{name: length, missing: \(number)}")
      .replacing("[red, blue]", with: "[red, blue], missing: \(category)")
      .replacing("features: 4, ", with: "")
    let data =
      Fixtures.flowersData.replacing("3,blue", with: "3,?").replacing("1e1,", with: "NA,")
      + "5,5,red,,lily\n"
    let dataset = try load(data, card: card.replacing("rows: 6", with: "rows: 7"))
    #expect(dataset.rows == rows + 1)
    #expect(dataset.preparation.droppedRows == 6 - rows)
    #expect(dataset.preparation.filledValues == filled)
    #expect(dataset.preparation.missingLevels == levels)
    #expect(dataset.preparation.ignoredColumns == ["note"])
    #expect(dataset.features.values.count { $0.isNaN } == gaps)
    #expect(dataset.featureNames.contains("colour=missing") == (category == "category"))
    let complete = dataset.filledFeatures(from: 0..<dataset.rows)
    #expect(complete.values.allSatisfy { !$0.isNaN })
    // A column's fill is fitted on the given rows: here 0 and 1.
    if number == "median" {
      #expect(dataset.columns[0].fill == .median && dataset.columns[2].fill == .mode)
      #expect(dataset.filledFeatures(from: [0, 1])[2, 0] == 0.625)
    }
  }

  @Test func theCardsPolicyAppliesToColumnsThatItSuits() throws {
    let card = Fixtures.flowers.replacing(
      "columns:", with: "missing: {marks: [none], policy: median}\ncolumns:")
    let data = Fixtures.flowersData.replacing("3,blue", with: "3,none")
    let dataset = try load(data, card: card)
    #expect(dataset.columns.map(\.fill) == [nil, nil, .mode])
    #expect(errorMessage(data.replacing("1.5", with: "?"), card: card).contains("found \"?\""))
    #expect(errorMessage(data.replacing("a,rose", with: "a,none"), card: card).contains("kind"))
  }

  @Test func categoriesMayHaveAnOrder() throws {
    let card = Fixtures.flowers.replacing("[red, blue]", with: "[red, blue], ordinal: true")
      .replacing("features: 4", with: "features: 3")
    let dataset = try load(Fixtures.flowersData, card: card)
    #expect(dataset.featureNames == ["length", "width", "colour"])
    #expect((0..<6).map { dataset.features[$0, 2] } == [0, 1, 0, 0, 1, 1])
  }

  @Test func categoriesWithTheSameNameAreOneClass() throws {
    let card = Fixtures.flowers.replacing("[Rose, Iris, Lily]", with: "[Rose, Other, Other]")
      .replacing("classes: 3", with: "classes: 2")
    let dataset = try load(Fixtures.flowersData, card: card)
    #expect(dataset.classNames == ["Rose", "Other"])
    #expect(dataset.labels == [0, 1, 1, 0, 1, 1])
  }

  @Test func headersMayHaveSeveralRowsAndNumbersDecimalCommas() throws {
    let card = Fixtures.flowers.replacing(
      "{delimiter: comma}",
      with: "{delimiter: semicolon, header: names, header-rows: 2, decimal: comma}"
    ).replacing("expected: {rows: 6, features: 4, classes: 3}", with: "")
    let data =
      "length;width;colour;note;kind\ncm;;;;\n1,5;-2;red;;rose\n,25;3;red;;iris\n1;1;blue;;lily\n"
    let dataset = try load(data, card: card)
    #expect(dataset.features.values == [1.5, -2, 1, 0, 0.25, 3, 1, 0, 1, 1, 0, 1])
    #expect(
      errorMessage(data.replacing("1,5", with: "1.5"), card: card)
        == "flowers.data:3:1: expected a number in column 'length', found \"1.5\"")
  }

  @Test func everyClassMustOccur() {
    let data = Fixtures.flowersData.replacingOccurrences(of: "lily", with: "rose")
    #expect(
      errorMessage(data)
        == #"flowers.data:6: expected 3 classes of flowers, found "2"; no row is of class 'Lily'; read from flowers.data"#
    )
  }

  @Test(arguments: ["", "\n\n", "\u{FEFF}"])
  func emptyFile(data: String) {
    #expect(errorMessage(data).hasPrefix("flowers.data:"))
    #expect(
      errorMessage(data).hasSuffix(
        #"expected rows of 5 fields, found ""; the file is empty, or has only comments and a header"#
      ))
  }

  @Test func aLevelMayBeCalledMissing() throws {
    let card = Fixtures.flowers
      .replacing("[red, blue]", with: "[red, missing], missing: category")
      .replacing("features: 4, ", with: "")
    let data = Fixtures.flowersData.replacing("3,blue", with: "3,?")
      .replacing(",blue,", with: ",missing,")
    let dataset = try load(data, card: card)
    #expect(
      dataset.featureNames.suffix(3) == ["colour=red", "colour=missing", "colour=(missing)"])
    #expect(dataset.features[row: 1].suffix(3) == [0, 0, 1])
    #expect((0..<6).contains { dataset.features[$0, 3] == 1 })
  }

  /// Unknown category in line 700 of a file as long as Car Evaluation.
  @Test func lineNumbersAreTheFilesOwn() throws {
    let registry = try DatasetRegistry.builtIn()
    var rows = CarDecisionModel.rows()
    rows[699][5] = "hgih"
    let text = rows.map { $0.joined(separator: ",") + "\n" }.joined()
    let file = try folder.write(text, to: "car.data")
    let error = #expect(throws: InputError.self) {
      try registry.loader(named: "car").load(from: [file])
    }
    #expect(error?.line == 700)
    #expect(error?.column == 6)
    #expect(error?.expected == "one of low, med, high in column 'safety'")
    #expect(error?.found == "hgih")
  }

  @Test func namesInTheHeaderMustBeTheCards() throws {
    let card = Fixtures.flowers.replacingOccurrences(
      of: "{delimiter: comma}", with: "{header: names, comment: '#', skip-lines: 1}")
    let header = "anything\n# more\nlength,width,colour,note,kind\n"
    #expect(try load(header + Fixtures.flowersData, card: card).rows == 6)
    #expect(
      errorMessage(
        header.replacingOccurrences(of: "colour", with: "color") + Fixtures.flowersData, card: card)
        == #"flowers.data:3:3: expected the column 'colour', as on the card, found "color""#)
    #expect(
      errorMessage("x\nlength,width\n" + Fixtures.flowersData, card: card)
        == #"flowers.data:2:3: expected 5 fields, found "2""#)
    #expect(errorMessage("x\nlength,width,colour,note,kind\n", card: card).contains("is empty"))
  }

  @Test func headerAndRowsOfEachFile() throws {
    let card = try Fixtures.card(
      Fixtures.flowers.replacingOccurrences(of: "{delimiter: comma}", with: "{header: skip}")
        .replacingOccurrences(of: "- name: flowers.data", with: "- name: a\n  - name: b"))
    let lines = Fixtures.flowersData.split(separator: "\n").map { $0 + "\n" }
    let a = try folder.write("no,header\n" + lines[..<2].joined(), to: "a")
    let b = try folder.write("two\n" + lines[2...].joined(), to: "b")
    let dataset = try DelimitedLoader(card: card).load(from: [a, b])
    #expect(dataset.labels == [0, 1, 2, 0, 1, 2])
    #expect(dataset.provenance == "a, b")

    try folder.write("two\n", to: "b")
    let error = #expect(throws: InputError.self) {
      try DelimitedLoader(card: card).load(from: [a, b])
    }
    #expect(error?.file == b.relativePath)
    #expect(error?.line == 1)
  }

  @Test func labelsByBlocks() throws {
    let card = """
      name: blocks
      title: Blocks
      files: [{name: flowers.data}]
      format: {delimiter: whitespace}
      columns: [{name: x, repeat: 2}]
      labels: {rows-per-class: 2, classes: [a, b]}
      expected: {rows: 4, features: 2, classes: 2}
      """
    let data = " 1 2\n  3   4\n5\t6\n7 8 \n"
    let dataset = try load(data, card: card)
    #expect(dataset.labels == [0, 0, 1, 1])
    #expect(dataset.featureNames == ["x1", "x2"])
    #expect(dataset.features.values == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(
      errorMessage(data + "9 10\n", card: card)
        == #"flowers.data:5: expected 4 rows of blocks, found "another row""#)
    #expect(
      errorMessage("1 2\n", card: card).hasPrefix("flowers.data:1: expected 4 rows of blocks"))
  }

  @Test func packedFilesAreReadTheSame() throws {
    let bytes = Array(Fixtures.flowersData.utf8)
    let card = try Fixtures.card()
    let plain = try load(Fixtures.flowersData)
    for file in [
      try folder.write(Packing.gzipped(bytes, in: folder), to: "flowers.data.gz"),
      try folder.write(Packing.compressed(bytes), to: "flowers.data.Z"),
    ] {
      #expect(try DelimitedLoader(card: card).load(from: [file]).features == plain.features)
    }
  }

  /// Wherever a long `.Z` file is truncated, the error names that file and a line in it.
  @Test func truncatedCompressIsLocated() throws {
    let registry = try DatasetRegistry.builtIn()
    let text = CarDecisionModel.rows().map { $0.joined(separator: ",") + "\n" }.joined()
    let packed = try Packing.compressed(Array(text.utf8))
    let loader = try registry.loader(named: "car")
    #expect(
      try loader.load(from: [folder.write(packed, to: "car.data.Z")]).labels
        == loader.load(from: []).labels)
    for count in stride(from: 0, to: packed.count, by: 37) {
      let file = try folder.write(packed.prefix(count), to: "car.data.Z")
      let error = #expect(throws: InputError.self) { try loader.load(from: [file]) }
      #expect(error?.file == file.relativePath)
      #expect(count < 5 || error?.line != nil)
    }
  }
}

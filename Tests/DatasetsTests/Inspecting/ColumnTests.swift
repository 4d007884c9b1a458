import Foundation
import Inputs
import Tabular
import Testing

@testable import Datasets

/// Which columns are features, their names, and their precision.
struct ColumnTests {
  @Test(arguments: [
    ("2026-01-%", "ymd"), ("%.01.2026", "dmy"), ("01/%/2026", "mdy"), ("2026-01-% 13:00:30", "ymd"),
    ("2026-01-%T13:00:30.5Z", "ymd"), ("%-Jan-2026", "dmy"), ("January %, 2026", "mdy"),
    ("12:%", "time"),
    ("%/01/26", "dmy"),
  ])
  func datesAreLeftOutWithANote(pattern: String, notation: String) throws {
    func day(_ row: Int) -> String {
      pattern.replacing("%", with: String("\(100 + 10 + row % 19)".dropFirst()))
    }
    let text = Trees.text(header: "day,width,kind") {
      "\"\(day($0))\",\(Trees.numbers($0).width),\(Trees.kinds[$0 % 3])"
    }
    let found = try Inspection(text)
    #expect(found.dataset.featureNames == ["width"])
    #expect(found.warnings.contains("'day' is left out: dates or times"), "\(found.warnings)")
    #expect(found.warnings.contains("{name: day, date: \(notation)}"), "\(found.warnings)")

    // The suggested line keeps the column, as days since the first.
    let kept = found.card.replacing(
      "{name: day, role: ignore}", with: "{name: day, date: \(notation)}")
    let card = try DatasetCard(parsing: kept, file: "card.yaml")
    let dataset = try DelimitedLoader(card: card).load(from: [found.table.profile.file])
    let step: Float = notation == "time" ? 1 / 1440 : 1
    let first = dataset.features[0, 0]
    #expect(first == 0)
    #expect((0..<60).allSatisfy { abs(dataset.features[$0, 0] - Float($0 % 19) * step) < 1e-6 })
  }

  /// Dates and times that cards cannot read do not become categories either.
  @Test(arguments: [
    "18.%.00", "07:% AM", "01/18/2020 07:%:00 AM", "20200118T07%00", "Fri, 21 Feb 2020 08:%:00 GMT",
    "2020-W%",
    "2020-1%",
  ])
  func otherDatesAreLeftOutToo(pattern: String) throws {
    func time(_ row: Int) -> String {
      pattern.replacing("%", with: String("\(100 + 10 + row % 19)".dropFirst()))
    }
    let found = try Inspection(
      Trees.text(header: "t;width;kind") {
        "\(time($0));\(Trees.numbers($0).width);\(Trees.kinds[$0 % 3])"
      })
    #expect(found.dataset.featureNames == ["width"], "\(found.card)")
    #expect(found.warnings.contains("'t' is left out: dates or times"), "\(found.warnings)")
  }

  /// Words and codes with digits are not dates.
  @Test(arguments: ["A1-%", "v1.2.%", "192.168.0.%", "may %x", "%-north", "q%", "1-%-z9"])
  func codesAreNotDates(pattern: String) {
    for row in 10..<29 {
      let text = Array(pattern.replacing("%", with: "\(row)").utf8)[...]
      #expect(!DateLook.recognises(text))
      #expect(!DateNotation.allCases.contains { $0.days(text) != nil })
    }
  }

  @Test(arguments: [
    ("\u{A0}€", 1.0), ("\u{202F}%", 1), (" kg", 1), ("%", 1),
  ])
  func unitsMayFollowANonBreakingSpace(unit: String, sign: Double) throws {
    let found = try Inspection(
      Trees.text(header: "p;width;kind") {
        "\($0 * 7 % 41)\(unit);\(Trees.numbers($0).width);\(Trees.kinds[$0 % 3])"
      })
    #expect(found.values("p") == (0..<60).map { Float($0 * 7 % 41) }, "\(found.card)")
  }

  /// Many numbers and one word stay numbers; few numbers and a word are levels.
  @Test func aWordAmongNumbers() throws {
    let measured = try Inspection(
      Trees.text { row in
        "\(row % 3 == 0 ? "Infinity" : "\(Trees.numbers(row).length)"),\(Trees.numbers(row).width),\(Trees.kinds[row % 3])"
      }, missing: .median)
    #expect(measured.dataset.preparation.filledValues == ["length": 20])
    let coded = try Inspection(
      Trees.text(header: "doors,width,kind") { row in
        "\(["2", "3", "4", "5more"][row % 4]),\(Trees.numbers(row).width),\(Trees.kinds[row % 3])"
      })
    #expect(coded.dataset.featureNames.count == 5)
  }

  @Test func largeClassesStayDistinct() throws {
    let found = try Inspection(
      Trees.text {
        "\(Trees.numbers($0).length),\(Trees.numbers($0).width),\(9_007_199_254_740_992 + $0 % 2)"
      })
    #expect(found.dataset.classNames.count == 2)
  }

  @Test(arguments: [
    (20_000_000.0, 1.0), (1_767_225_600_000, 20_010), (-9_007_199_254_740_000, 1), (1e15, 0.5),
    (123_456_789.125, 0.125),
  ])
  func largeNumbersStayDistinct(base: Double, step: Double) throws {
    let text = Trees.text(header: "time,width,kind") {
      "\(String(format: "%.3f", base + step * Double($0 * 7 % 5))),\(Trees.numbers($0).width),\(Trees.kinds[$0 % 3])"
    }
    let found = try Inspection(text)
    let values = found.values("time")
    #expect(values == (0..<60).map { Float(step * Double($0 * 7 % 5)) })
    #expect(found.dataset.columns[0].offset == base)
    #expect(found.card.contains("offset: "))
  }

  @Test func whatSinglePrecisionCannotHoldIsNoted() throws {
    let text = Trees.text(header: "id,width,kind") {
      "\($0 % 2 == 0 ? 5 : 1_000_000_000 + $0 / 2),\(Trees.numbers($0).width),\(Trees.kinds[$0 % 3])"
    }
    #expect(try Inspection(text).warnings.contains("too close for single precision"))
  }

  /// Small numbers are read as before, so that results of older runs do not change.
  @Test func otherNumbersAreNotShifted() throws {
    let found = try Inspection(Trees.text())
    #expect(found.dataset.columns.allSatisfy { $0.offset == 0 })
    #expect(found.values("length") == (0..<60).map { Float(Trees.numbers($0).length) })
  }

  @Test(arguments: [
    ("1 and 1.0", ["0", "1", "1.0", "0.0"], 2), ("02 and 2", ["02", "2", "3", "3.00"], 2),
  ])
  func equalNumbersAreOneClass(what: String, labels: [String], classes: Int) throws {
    let text = Trees.text {
      "\(Trees.numbers($0).length),\(Trees.numbers($0).width),\(labels[$0 % labels.count])"
    }
    let found = try Inspection(text)
    #expect(found.dataset.classNames.count == classes, "\(what)")
    #expect(found.warnings.contains("classes that are the same number are merged"))
  }

  @Test(arguments: [("oak", "OAK"), ("oak", "Oak."), ("red oak", "red  oak")])
  func spellingsOfAClassAreNamed(one: String, other: String) throws {
    let text = Trees.text {
      "\(Trees.numbers($0).length),\(Trees.numbers($0).width),\"\([one, other, "elm"][$0 % 3])\""
    }
    let found = try Inspection(text)
    #expect(found.dataset.classNames.count == 3)
    #expect(
      found.warnings.contains(
        "are two classes; to merge them, add to the target's line: class-names: ["))
    // The line merges them.
    let line = try #require(found.warnings.firstMatch(of: /class-names: \[.*?\]/)).output
    let merged = found.card.replacing("role: target, ", with: "role: target, \(line), ")
    #expect(try DatasetCard(parsing: merged, file: "card.yaml").classNames.count == 2)
  }

  @Test func namesOfFeaturesAreUniqueAndCanBeReadBack() throws {
    let text = Trees.text(header: "a,a=b,c\\,kind") {
      "\(["x", "b=c"][$0 % 2]),\(["c", "y"][$0 / 2 % 2]),\(["\\", "="][$0 / 4 % 2]),\(Trees.kinds[$0 % 3])"
    }
    let names = try Inspection(text).dataset.featureNames
    #expect(Set(names).count == names.count)
    #expect(names == ["a=b=c", "a=x", "a\\=b=c", "a\\=b=y", "c\\==", "c\\=\\"])
  }

  struct Kept: Sendable {
    let values: @Sendable (Int) -> String
    let reason: String?
    var header: String? = "x,width,kind"
  }

  @Test(arguments: [
    Kept(values: { "\($0 + 1)" }, reason: "the row number"),
    Kept(values: { "\($0 * 7919 % 100_003)" }, reason: "an id", header: nil),
    Kept(values: { "\($0 * 7919 % 100_003)" }, reason: "an id", header: "Patient ID,width,kind"),
    Kept(values: { "\($0 * 7919 % 100_003)" }, reason: nil),
    Kept(values: { "name \($0)" }, reason: "an id"),
    Kept(values: { "name \($0 % 50)" }, reason: "an id"),
    Kept(values: { "name \($0 % 20)" }, reason: nil),
    Kept(values: { _ in "" }, reason: "no values"),
    Kept(values: { "\($0 / 2 + 0).5" }, reason: nil),
    Kept(values: { "molecule \($0 / 2)" }, reason: "possibly groups"),
  ])
  func idsAreLeftOutWithANote(kept: Kept) throws {
    let found = try Inspection(
      Trees.text(header: kept.header) {
        "\(kept.values($0)),\(Trees.numbers($0).width),\(Trees.kinds[$0 % 3])"
      })
    #expect((found.dataset.columns.count == 1) == (kept.reason != nil), "\(found.warnings)")
    if let reason = kept.reason { #expect(found.warnings.contains(reason), "\(found.warnings)") }
  }

  @Test func aTableWithoutAFeatureSaysWhyOfEachColumn() {
    let text = Trees.text(header: "no,same,kind") { "\($0),7,\(Trees.kinds[$0 % 3])" }
    let found = message { _ = try Inspection(text) }
    #expect(
      found
        == #"trees.csv: expected a column that can distinguish the classes, found "none besides the target"; 'no' is left out: 0 to 59, rising by one: the row number; to keep it: {name: "no"}; 'same' is constant"#
    )
  }

  @Test func namesOfFilesStayDistinct() {
    #expect(
      TableName.distinct(["v1.2.csv", "v1.3.csv", "a/train.csv", "b/train.csv", "x.csv", "x.tsv"])
        == ["v1.2", "v1.3", "a-train", "b-train", "x", "x-2"])
    #expect(TableName("data/Größe 1.csv.gz").text == "Größe-1")
    #expect(TableName("木.csv").text == "木")
    #expect(TableName("../.hidden").text == "hidden")
    #expect(TableName("sonar.all-data").text == "sonar")
    #expect(TableName("???.csv").text == "table")
  }

  /// Sparse rows of libsvm become complete rows.
  @Test func libsvmRowsAreRead() throws {
    let text = (0..<30).map {
      "\($0 % 2 == 0 ? "+1" : "-1") 1:\($0).5 \($0 % 3 == 0 ? "" : "3:\($0) ")4:1e-3 # row\n"
    }
    let found = try Inspection(text.joined(), name: "x.dat", target: "class")
    #expect(found.dataset.featureNames == ["x1", "x2", "x3", "x4"])
    let expected: [Float] = (0..<30).map { row in row % 3 == 0 ? 0 : Float(row) }
    #expect(found.values("x3") == expected)
    #expect(found.dataset.classNames == ["-1", "+1"])
    let broken = message {
      _ = try Inspection(text.joined() + "+1 3:1 2:1\n", name: "x.dat", target: "class")
    }
    #expect(broken.hasPrefix("x.dat:31:3: expected number:value with a larger number"), "\(broken)")
  }

  @Test func numbersOfACardAreShort() throws {
    let card = try Inspection(
      Trees.text(header: "a,b,kind") { row in
        "\(row % 2 == 0 ? "0.57" : "7.51"),\(row * 7 % 60),\(Trees.kinds[row % 3])"
      }
    ).card
    #expect(card.contains("numbers from 0.57 to 7.51, 2 different"), "\(card)")
    #expect(card.contains("integers from 0 to 59"))
  }
}

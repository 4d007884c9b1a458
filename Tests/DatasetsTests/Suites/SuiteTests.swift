import Foundation
import Inputs
import Testing
import TestSupport

@testable import Datasets

struct SuiteTests {
  private static let text = """
    name: mine
    summary: Two sets
    rules: [small, new]
    datasets:
      - car
      - {name: "xor:k=2,p=3", reason: hard}
    excluded:
      - {name: isolet, reason: large}
    """

  @Test func keysAreRead() throws {
    let suite = try Suite(parsing: Self.text, file: "mine.yaml")
    #expect(suite.name == "mine" && suite.summary == "Two sets" && suite.rules == ["small", "new"])
    #expect(suite.datasets.map(\.name) == ["car", "xor:k=2,p=3"])
    #expect(suite.datasets.map(\.reason) == [nil, "hard"])
    #expect(suite.excluded.map(\.name) == ["isolet"])
  }

  @Test(arguments: [
    ("rules:", "rule:", "mine.yaml:3:1: expected one of the keys name, summary, rules"),
    ("- car", "- {nam: car}", "mine.yaml:5:6: expected one of the keys name, reason in 'datasets"),
    ("- car", "- [car]", "mine.yaml:5:5: expected a text"),
    ("- car", "- isolet", "mine.yaml:8:5: expected each dataset once"),
    ("name: mine", "summery: x", "did you mean 'summary'?"),
    ("name: mine", "name: My Own", "mine.yaml:1:7: expected up to 64 lower-case letters"),
  ])
  func mistakesAreLocated(original: String, replacement: String, expected: String) {
    let text = Self.text.replacing(original, with: replacement)
    let found = message { _ = try Suite(parsing: text, file: "mine.yaml") }
    #expect(found.contains(expected), "\(found)")
  }

  @Test func anEmptyListIsAnError() {
    let found = message { _ = try Suite(parsing: "name: x\ndatasets: []\n", file: "x.yaml") }
    #expect(found.hasPrefix("x.yaml:2:11: expected a list, not empty"), "\(found)")
  }

  @Test func unknownSuitesAreExplained() throws {
    let registry = try DatasetRegistry.builtIn()
    for (name, expected) in [
      ("suite:offlin", "expected a suite (uci, offline, irrelevant)"),
      ("suite:offlin", "did you mean 'offline'?"), ("suite:no.yaml", "there is no such file"),
      ("suite:", "expected a suite"),
    ] {
      let found = message { _ = try registry.expanded([name]) }
      #expect(found.contains(expected), "\(found)")
    }
    #expect(
      message { _ = try registry.loader(named: "suite:offline") }.contains("expected one dataset"))
  }

  @Test func namesAreExpandedOnce() throws {
    let registry = try DatasetRegistry.builtIn()
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "name: mine\ndatasets: [monks-1, 'xor:seed=2,k=3', car]\n", to: "mine.yaml")
    #expect(
      try registry.expanded(["car", "suite:\(file.path)", "xor:k=3,seed=2", "suite:\(file.path)"])
        == ["car", "monks-1", "xor:seed=2,k=3"])
    #expect(try registry.expanded(["no-such-set"]) == ["no-such-set"])
    #expect(try Suite.named("suite:offline") == Suite.named("offline"))
    #expect(try Suite.text(named: "offline").hasPrefix("# Datasets that are computed"))
  }

  @Test func unknownDatasetsAreLocated() throws {
    let folder = try TemporaryFolder()
    let registry = try DatasetRegistry.builtIn()
    for (name, expected) in [
      ("monk-1", "did you mean 'monks-1'?"), ("xor:k=0", "expected k of at least 1"),
      ("car+noise=0", "expected from 1 to 1000 times"),
      ("suite:offline", "expected one dataset"), ("absent/card.yaml", "there is no such file"),
    ] {
      let file = try folder.write("name: mine\ndatasets:\n- car\n- '\(name)'\n", to: "mine.yaml")
      let found = message { _ = try registry.expanded(["suite:\(file.path)"]) }
      #expect(found.contains(expected), "\(found)")
      if !name.contains("absent") { #expect(found.hasPrefix("\(file.path):4:3: "), "\(found)") }
    }
  }

  /// Paths are relative to the suite's folder.
  @Test func pathsAreRelativeToTheFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(Fixtures.flowers, to: "cards/flowers.yaml")
    try folder.write("a,b\n1,x\n2,y\n", to: "tables/t.csv")
    let file = try folder.write(
      "name: mine\ndatasets: [flowers.yaml, flowers.yaml+noise=4, ../tables/t.csv, car]\n",
      to: "cards/mine.yaml")
    let names = try DatasetRegistry.builtIn().expanded(["suite:\(file.path)"])
    let cards = file.deletingLastPathComponent().path
    #expect(
      names == [
        "\(cards)/flowers.yaml", "\(cards)/flowers.yaml+noise=4", "\(cards)/../tables/t.csv", "car",
      ])
  }

  @Test func aSuiteIsNoCard() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("name: mine\ndatasets: [car]\n", to: "mine.yaml")
    let found = message { _ = try DatasetRegistry.builtIn().loader(named: file.path) }
    #expect(found.contains("expected a card, found \"a suite\"; name it 'suite:"), "\(found)")
  }
}

import Inputs
import Tabular
import TestSupport
import Testing

@testable import Experiments

/// Test sets that the source of a dataset gives.
struct GivenSplitTests {
  /// Rows of which every fourth is in the source's test set.
  private func dataset(
    rows: Int = 40, repeating repeated: Int? = nil, groups: [Int]? = nil, isGiven: Bool = true
  ) -> Dataset {
    var values = (0..<rows).flatMap { [Float($0), Float($0 % 7)] }
    if let repeated { values.replaceSubrange(0..<2, with: values[2 * repeated..<2 * repeated + 2]) }
    return Dataset(
      name: "one", title: "One", features: Matrix(rows: rows, columns: 2, values: values),
      labels: (0..<rows).map { $0 % 2 }, featureNames: ["a", "b"], classNames: ["x", "y"],
      provenance: "a test", groups: groups,
      isGivenTest: isGiven ? (0..<rows).map { $0 % 4 == 0 } : nil)
  }

  private func given(_ duplicates: String = "together") throws -> ProtocolFile {
    try ProtocolFile.named(
      "given", replacing: [KeyReplacement("split.duplicates=\(duplicates)")])
  }

  @Test func theSourcesTestSetIsHeldOut() throws {
    let dataset = dataset()
    let data = try ExperimentData(dataset, under: given())
    #expect(data.split(0).heldOut == Array(stride(from: 0, to: 40, by: 4)))
    #expect(data.split(0).training == (0..<40).filter { $0 % 4 != 0 })
    let folds = data.folds(ofSplit: 0, repeat: 0)
    #expect(folds.flatMap(\.heldOut).sorted() == data.split(0).training)
    #expect(try ProtocolFile(parsing: given().yaml, file: "again.yaml") == given())
  }

  @Test func aSourceWithoutATestSetIsRefused() throws {
    let error = try #require(throws: InputError.self) {
      try Experiment(given(), on: [dataset(isGiven: false)], workers: 1)
    }
    #expect("\(error)".contains("datasets whose source has a test set of its own"), "\(error)")
    #expect("\(error)".contains("found \"one\""), "\(error)")
  }

  @Test func aLeakIsAnError() throws {
    let twin = dataset(repeating: 5)
    let mates = dataset(groups: (0..<40).map { $0 < 6 ? 0 : $0 })
    for (dataset, rows) in [(twin, "1 row of 10"), (mates, "2 rows of 10")] {
      let error = try #require(throws: InputError.self) {
        try Experiment(given(), on: [dataset], workers: 1)
      }
      #expect("\(error)".contains(rows), "\(error)")
      #expect("\(error)".contains("split.duplicates: apart"), "\(error)")
      // Whoever knows of it can have it.
      _ = try Experiment(given("apart"), on: [dataset], workers: 1)
    }
  }

  @Test func aSourceHasOneTestSet() throws {
    let error = try #require(throws: InputError.self) {
      try ProtocolFile.named("given", replacing: [KeyReplacement("split.count=3")])
    }
    #expect("\(error)".contains("one split, since a source has one test set"), "\(error)")
    #expect(throws: InputError.self) { try given().splitting(into: 3) }
  }

  /// What was said of other splits means nothing; what is said of these has to mean something.
  @Test func keysOfOtherSplitsAreDroppedOrRefused() throws {
    let kind = try KeyReplacement("split.kind=given")
    let file = try ProtocolFile.named("quick", replacing: [kind])
    #expect(file.splits.areGiven && file.splits.count == 1 && !file.yaml.contains("test-share"))
    #expect(try ProtocolFile(parsing: file.yaml, file: "again.yaml") == file)
    for key in ["test-share=0.3", "by-dataset={car: {count: 1}}"] {
      let error = try #require(throws: InputError.self) {
        try ProtocolFile.named("given", replacing: [KeyReplacement("split.\(key)")])
      }
      #expect("\(error)".contains("no key '\(key.prefix { $0 != "=" })' beside"), "\(error)")
    }
    let error = try #require(throws: InputError.self) {
      try ProtocolFile(
        parsing: "name: one\nextends: quick\nsplit:\n  kind: given\n  test-share: 0.3\n",
        file: "one.yaml")
    }
    #expect("\(error)".hasPrefix("one.yaml:5:15: expected no key 'test-share'"), "\(error)")
  }

  @Test func whatATestSetHasAloneIsCounted() throws {
    let labels = (0..<40).map { $0 == 4 || $0 == 8 ? 2 : $0 % 2 }
    let base = dataset(repeating: 5)
    let dataset = Dataset(
      name: "one", title: "One", features: base.features, labels: labels,
      featureNames: ["a", "b"], classNames: ["x", "y", "z"], provenance: "a test",
      isGivenTest: base.isGivenTest)
    let summary = RunDescription(try given("apart"), datasets: [dataset]).datasets[0]
    #expect(summary.unseenClasses == ["z": 2])
    #expect(summary.leaks == Leaks(rows: 1, tested: 10))
    // They do not name a run, and a usual one has none of them.
    #expect(summary.withoutPresentation.unseenClasses == nil)
    #expect(summary.withoutPresentation.leaks == nil)
    let usual = RunDescription(try given("apart"), datasets: [self.dataset()]).datasets[0]
    #expect(usual.unseenClasses == nil && usual.leaks == nil)
  }

  /// The parts name a run where they decide it, and only there.
  @Test func partsArePartOfTheNameOfTheRun() throws {
    let (with, without) = (dataset(), dataset(isGiven: false))
    #expect(with.fingerprint() == without.fingerprint())
    #expect(with.fingerprint(includingParts: true) != without.fingerprint())
  }
}

/// What no split may do, on every dataset that UCI's files give.
struct LeakTests {
  static let names = [
    "abalone", "adult", "audiology", "balance-scale", "bank-marketing", "biodeg",
    "breast-cancer-wisconsin", "car", "dermatology", "ecoli", "gas-drift", "hayes-roth",
    "hill-valley", "house-votes", "ionosphere", "iris", "isolet", "kr-vs-kp", "krkopt",
    "lymphography", "madelon", "monks-1", "monks-2", "monks-3", "multiple-features",
    "multiple-features-all", "mushroom", "musk", "nursery", "optdigits", "page-blocks", "pendigits",
    "satimage", "seeds", "segmentation", "semeion", "sonar", "soybean", "splice", "student",
    "thyroid", "tic-tac-toe", "urban-land-cover", "vehicle", "wall-following", "waveform-uci",
    "wdbc", "wine-quality-red", "wine-quality-white", "zoo",
  ]

  /// No test row, and no row of a fold, has a twin or a mate of its group among the rows trained on.
  @Test(
    .enabled(if: RealData.isWanted, Comment(rawValue: RealData.reason)), arguments: names)
  func noTestRowHasATwinOrAMateThatIsTrainedOn(name: String) async throws {
    let dataset = try await RealData.load(name)
    let data = try ExperimentData(dataset, under: ProtocolFile.named("quick"))
    for split in 0..<2 {
      for split in [data.split(split)] + data.folds(ofSplit: split, repeat: 0) {
        let trained = Set(split.training.map { Row(dataset, $0) })
        let groups = Set(split.training.compactMap { dataset.groups?[$0] })
        #expect(split.heldOut.allSatisfy { !trained.contains(Row(dataset, $0)) })
        #expect(groups.isDisjoint(with: split.heldOut.compactMap { dataset.groups?[$0] }))
        #expect(!split.heldOut.isEmpty && !split.training.isEmpty)
      }
    }
  }

  /// The features of a row; a missing value is equal to another.
  private struct Row: Hashable {
    let values: [Float?]

    init(_ dataset: Dataset, _ row: Int) {
      values = dataset.features[row: row].map { $0.isNaN ? nil : $0 }
    }
  }
}

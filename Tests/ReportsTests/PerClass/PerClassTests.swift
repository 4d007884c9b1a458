import Foundation
import Inputs
import Pruning
import Tabular
import Testing
@testable import Statistics
@testable import Runs
@testable import Experiments
@testable import Reports

/// What a report says of classes and features, from a real run.
struct PerClassTests {
  /// Three classes of which the first two differ in the first feature only, and the third in the second.
  static let dataset: Dataset = {
    var stream = RandomStream(seed: 5, name: "classes")
    let labels = (0..<90).map { $0 % 3 }
    let values = labels.flatMap { label in
      [
        Float(label == 1 ? 2 : 0) + stream.symmetricUniform(),
        Float(label == 2 ? 2 : 0) + stream.symmetricUniform(), stream.symmetricUniform(),
      ]
    }
    return Dataset(
      name: "three", title: "Three | classes",
      features: Matrix(rows: 90, columns: 3, values: values), labels: labels,
      featureNames: ["x", "y|<b>", "noise"], classNames: ["a", "b <i>", "c|d"],
      provenance: "made up")
  }()

  func withRun(
    on dataset: Dataset = Self.dataset, splits: Int = 3, _ body: (RunFolder) async throws -> Void
  ) async throws {
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let protocolFile = try ProtocolFile(
      parsing: """
        name: classes
        summary: a test
        seed: 1
        split: {test-share: 0.25, count: \(splits), stratified: true}
        scaling: training
        validation: {repeats: 1, folds: 2, search: grid}
        grid: {hidden: [8], l2: [0.0001], batch: [8]}
        training: {pretraining-epochs: 60, pruning-epochs: 60}
        pruning: {annealing-rate: 5, densities: [0.4]}
        choose: {epoch: validation, density: validation}
        retrains: 2
        equivalent: {search: false}
        """, file: "classes.yaml")
    try await Experiment(protocolFile, on: [dataset], workers: 2).run(into: folder)
    try await body(folder)
  }

  @Test func aReportHasAScoreOfEachClass() async throws {
    try await withRun { folder in
      let report = try Report(of: folder)
      let tables = report.document.tables
      let f1 = try #require(tables.first { $0.id == "class-f1" })
      #expect(f1["class"] == [.name("a"), .name("b <i>"), .name("c|d")])
      #expect(f1["rows"] == [.grouped(30), .grouped(30), .grouped(30)])
      // The mean of the classes' F1 scores is the macro-F1 of the comparison, where each class occurs.
      let summary = report.summaries[0]
      let view = try #require(ClassView(summary, under: report.description.protocolFile))
      for (method, entry) in zip(view.methods, summary.entries) {
        let mean = method.scores.compactMap { $0.f1?.mean }.reduce(0, +) / 3
        #expect(abs(mean - (entry.macroF1?.mean ?? 0)) < 1e-12)
        let recall = method.scores.compactMap { $0.recall?.mean }.reduce(0, +) / 3
        #expect(abs(recall - (entry.balancedAccuracy?.mean ?? 0)) < 1e-12)
        for area in method.scores.map(\.area) {
          #expect((0.5...1).contains(area?.mean ?? 0), "better than chance")
        }
      }
    }
  }

  @Test func confusionsAreCountedOverAllRefits() async throws {
    try await withRun { folder in
      let report = try Report(of: folder)
      let tables = report.document.tables.filter { $0.id == "confusion" }
      #expect(tables.count == 2, "of the control and of the best pruned method")
      let rows = report.confusionCSV.split(separator: "\n").dropFirst()
      let sums = Dictionary(grouping: rows) { $0.split(separator: ",")[1] }.mapValues {
        $0.compactMap { Int($0.split(separator: ",").last ?? "") }.reduce(0, +)
      }
      // Three splits with two refits each, and a quarter of 90 rows in each test set.
      #expect(Set(sums.keys) == ["dense", "equivalent", "cpna"])
      #expect(Set(sums.values).count == 1)
      #expect((sums["dense"] ?? 0) >= 6 * 21)
    }
  }

  @Test func keptFeaturesAreNamedWithTheirStability() async throws {
    try await withRun { folder in
      let report = try Report(of: folder)
      let view = try #require(FeatureView(report.summaries[0]))
      #expect(view.methods.map(\.method.name) == [.cpna])
      let kept = view.methods[0]
      #expect(kept.counts.count == 6 && kept.choices == 3)
      #expect(kept.shares[2] < kept.shares[0], "noise is kept less often")
      let lines = report.featuresCSV.split(separator: "\n")
      #expect(lines.count == 4 && lines[0] == "dataset,method,feature,kept")
      #expect(report.markdown.contains("## Features kept\n"))
      #expect(!report.markdown.contains("<b>") && !report.markdown.contains("<i>"))
    }
  }

  /// Whether a feature is the only one, and whether any is never kept, is said in words.
  @Test func sentencesOnFeaturesFitTheirNumbers() async throws {
    let one = Dataset(
      name: "one", title: "One",
      features: Matrix(rows: 90, columns: 1, values: (0..<90).map(Float.init)),
      labels: (0..<90).map { $0 / 30 }, featureNames: ["x\\=z"], classNames: ["a", "b", "c"],
      provenance: "made up")
    for (dataset, sentence) in [
      (one, "NN+CPNA keeps the only feature."),
      (Self.dataset, " of them always; each is kept by some; "),
    ] {
      try await withRun(on: dataset) { folder in
        let report = try Report(of: folder)
        let text = report.markdown
        #expect(text.contains(sentence), "\(text)")
        #expect(report.featuresCSV.contains(",x=z,") == (dataset.name == "one"))
      }
    }
  }

  /// A test set without rows of a class has no area for it: the journal has a gap there, and is read back.
  @Test func aClassMayBeMissingInATestSet() throws {
    let predictions = TestPredictions(
      epoch: 1, labels: [0, 1], classes: [0, 1], logLoss: nil, areas: [1, 0.5, nil])
    let result = FitResult(
      trainingRows: 9, heldOutRows: 2, connections: [1, 1], effectiveConnections: 1, firstEpoch: 1,
      correct: [2], loss: 0, predictions: predictions, history: nil)
    let key = FitKey(
      dataset: "three", split: 0, phase: .final, method: .dense,
      setting: Setting(hidden: [3], l2: 0, batch: 1), level: nil, repeat: 0, fold: nil)
    let record = FitRecord(
      key: key, outcome: .result(result), seconds: 1,
      finished: Date(timeIntervalSince1970: 1_000_000))
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (journal, _) = try Journal<FitRecord>.open(folder)
    try journal.append([record])
    #expect(try Journal<FitRecord>.content(of: folder).records == [record])
  }

  @Test func oneSplitComparesItsRefits() async throws {
    try await withRun(splits: 1) { folder in
      let report = try Report(of: folder)
      let kept = try #require(FeatureView(report.summaries[0])?.methods.first)
      #expect(kept.choices == 2 && !kept.isOfSplits)
    }
  }

  /// Runs that were made before have neither names nor areas nor features.
  @Test func olderRunsHaveNoSuchSections() async throws {
    try await withRun { folder in
      let report = try Report(of: folder)
      var object = try #require(
        try JSONSerialization.jsonObject(
          with: JSONEncoder().encode(report.summaries[0].dataset)) as? [String: Any])
      for key in ["classNames", "featureNames"] {
        #expect(object.removeValue(forKey: key) != nil)
      }
      let old = try JSONDecoder().decode(
        DatasetSummary.self, from: JSONSerialization.data(withJSONObject: object))
      #expect(old.classNames == nil && old.featureNames == nil)
      let summary = Summary(old, try folder.records(), under: report.description.protocolFile)
      #expect(ClassView(summary, under: report.description.protocolFile) == nil)
      #expect(FeatureView(summary)?.name(1) == "feature 2")
    }
  }

  @Test func forgedAreasAndFeaturesAreRefused() throws {
    let summary = DatasetSummary(Self.dataset)
    let labels = [0, 0, 1]
    func result(areas: [Double?]?, features: [Int]? = nil, widths: [Int]? = nil) -> FitResult {
      FitResult(
        trainingRows: 9, heldOutRows: 3, connections: [3, 3], effectiveConnections: 6,
        firstEpoch: 1, correct: [3], loss: 0,
        predictions: TestPredictions(
          epoch: 1, labels: labels, classes: labels, logLoss: nil, areas: areas), history: nil
      ).with(widths: widths, features: features)
    }
    let areas: [[Double?]] = [[1, 1], [1.5, 1, nil], [1, 1, 1], [-0.1, 1, nil]]
    for areas in areas {
      #expect(FitCheck.fault(inAreasOf: result(areas: areas), summary) != nil, "\(areas)")
    }
    #expect(FitCheck.fault(inAreasOf: result(areas: [1, 0.5, nil]), summary) == nil)
    #expect(FitCheck.fault(inAreasOf: result(areas: nil), summary) == nil)

    let key = FitKey(
      dataset: "three", split: 0, phase: .final, method: .cpna,
      setting: Setting(hidden: [3], l2: 0, batch: 1), level: .perLayer([0.5]), repeat: 0, fold: nil)
    for features in [[0, 0], [1, 0], [3], [-1]] {
      let result = result(areas: nil, features: features)
      #expect(FitCheck.fault(inFeaturesOf: result, key, summary) != nil, "\(features)")
    }
    let wide = result(areas: nil, features: [0, 1], widths: [1, 3, 3])
    #expect(FitCheck.fault(inFeaturesOf: wide, key, summary) != nil)
    let good = result(areas: nil, features: [0, 2], widths: [2, 3, 3])
    #expect(FitCheck.fault(inFeaturesOf: good, key, summary) == nil)
    #expect(FitCheck.fault(inFeaturesOf: good, key.with(level: nil), summary) != nil)
  }

  /// The intervals are those of the share that the file's splits test on, not of the protocols'.
  @Test func splitsOfAFileHaveTheirOwnShare() async throws {
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let file = folder.url.appendingPathComponent("own.csv")
    let rows = (0..<5).flatMap { split in
      (0..<90).map { "\(split),\($0),\(($0 / 3 + split) % 5 < 2 ? "test" : "training")\n" }
    }
    try Data(("split,row,part\n" + rows.joined()).utf8).write(to: file)
    let protocolFile = try ProtocolFile(
      parsing: """
        name: shares
        seed: 1
        split: {kind: file, file: "\(file.path)", stratified: true}
        scaling: training
        validation: {repeats: 1, folds: 2, search: grid}
        grid: {hidden: [8], l2: [0.0001], batch: [8]}
        training: {pretraining-epochs: 20, pruning-epochs: 20}
        pruning: {annealing-rate: 5, densities: [0.4]}
        choose: {epoch: validation, density: validation}
        retrains: 1
        equivalent: {search: false}
        """, file: "shares.yaml")
    try await Experiment(protocolFile, on: [Self.dataset], workers: 2).run(into: folder)
    let report = try Report(of: folder)
    let summary = report.summaries[0]
    let view = try #require(ClassView(summary, under: report.description.protocolFile))
    var differing = 0
    for (method, entry) in zip(view.methods, summary.entries) {
      for label in 0..<3 {
        let recalls = (0..<5).map { split in
          entry.splits.filter { $0.split == split }.flatMap(\.results).compactMap(\.predictions)
            .compactMap {
              ConfusionMatrix(labels: $0.labels, predicted: $0.classes, classes: 3).recall(label)
            }
        }
        let expected = try #require(Estimate(recalls, testShare: 0.4)?.interval)
        let own = try #require(method.scores[label].recall?.interval)
        #expect(abs(own.lowerBound - expected.lowerBound) < 1e-9)
        #expect(abs(own.upperBound - expected.upperBound) < 1e-9)
        let other = try #require(Estimate(recalls, testShare: 0.2)?.interval)
        differing += abs(own.lowerBound - other.lowerBound) > 1e-3 ? 1 : 0
      }
    }
    #expect(differing > 0)
    #expect(report.markdown.contains(" --test-share 0.4\n"))
  }
}

import Foundation
import Testing
import Training
import TestSupport
import Pruning
@testable import Runs

@testable import Experiments

struct StudyTests {
  func records(
    of file: StudyFile, into url: URL, workers: Int = 2, isa: InstructionSet = .fastest
  ) async throws -> [StudyRecord] {
    let folder = RunFolder(url)
    try await Study(file, workers: workers, instructionSet: isa).run(into: folder)
    return try folder.studyRecords()
  }

  @Test(arguments: [false, true]) func everyExpectedFitIsMade(search: Bool) async throws {
    try await withTemporaryFolder { url in
      let file = try tinyStudy(search: search)
      let records = try await records(of: file, into: url)
      #expect(records.count == file.expectedFits)
      #expect(Set(records.map(\.key)).count == records.count)
      #expect(records.allSatisfy { $0.failure == nil && $0.result != nil })
      let searched = records.filter { $0.key.phase == .search }
      #expect(searched.isEmpty == !search)
    }
  }

  @Test func methodsKeepWhatTheyShould() async throws {
    try await withTemporaryFolder { url in
      for record in try await records(of: try tinyStudy(), into: url) {
        let result = try #require(record.result)
        switch record.key.method {
        case .dense: #expect(result.connections == [48, 24])
        case .cpa, .hidden, .random, .initial:
          #expect(result.connections == [4 * result.hiddenNodes, 8])
          #expect(result.features == [0, 1, 2, 3])
        case .all, .randomAll, .initialAll:
          #expect(result.connections[0] == 12)
          #expect(result.connections[1] <= 8)
          #expect(result.featuresByNode?.joined().count == 12)
        case .interleaved, .randomInterleaved, .initialInterleaved:
          #expect(result.features.count == 2)
          #expect(result.connections == [min(12, 2 * result.hiddenNodes), 8])
        }
        #expect(result.epoch == result.epochs)
        #expect((0...1).contains(result.chosen.testAUC))
        #expect(result.chosen.testAUC == result.lastTestAUC)
      }
    }
  }

  /// Whole nodes have both of their connections to the outputs.
  @Test func hiddenLayersCanBePrunedByNodes() async throws {
    try await withTemporaryFolder { url in
      let text = tinyText(methods: "[hidden, all]").replacing(
        "hidden-units: [connections]", with: "hidden-units: [nodes]")
      let file = try StudyFile(parsing: text, file: "tiny.yaml", scale: .full)
      for record in try await records(of: file, into: url) {
        let result = try #require(record.result)
        #expect(record.key.setting.pruning?.unit == .nodes)
        if record.key.method == .hidden {
          #expect(result.hiddenNodes == 4)
          #expect(result.connections == [16, 8])
        }
      }
    }
  }

  /// The dense network trains as long as the longest of the others; controls as long as what found
  /// their sub-network.
  @Test func budgetsAreTheSame() async throws {
    try await withTemporaryFolder { url in
      for record in try await records(of: try tinyStudy(), into: url) {
        let setting = record.key.setting
        let expected =
          switch record.key.method {
          case .dense: 12
          case .cpa, .hidden, .random, .initial: setting.pretrainingEpochs + 4
          case .all, .interleaved, .randomAll, .initialAll, .randomInterleaved,
            .initialInterleaved:
            setting.pretrainingEpochs + 8
          }
        #expect(record.result?.epochs == expected)
      }
    }
  }

  @Test func whatIsChosenFollowsFromValidationAlone() async throws {
    try await withTemporaryFolder { url in
      let file = try tinyStudy(search: true)
      let records = try await records(of: file, into: url)
      let selection = StudySelection(records)
      let problem = file.cases[0].problem
      for method in file.methods {
        let chosen = try #require(selection.setting(method, on: problem))
        let finals = records.filter { $0.key.phase == .final && $0.key.method == method }
        #expect(finals.allSatisfy { $0.key.setting == chosen })
        func score(_ setting: StudySetting) -> Double {
          records.filter {
            $0.key.phase == .search && $0.key.method == method && $0.key.setting == setting
          }.map { $0.result?.chosen.validationAUC ?? 0 }.reduce(0, +)
        }
        let settings = Set(
          records.filter { $0.key.phase == .search && $0.key.method == method }
            .map(\.key.setting))
        #expect(settings.count == (method == .dense ? 2 : method.selectsFeatures ? 32 : 16))
        #expect(settings.allSatisfy { score($0) <= score(chosen) + 1e-12 })
      }
    }
  }

  @Test func resultsDoNotDependOnWorkersOrInstructionSet() async throws {
    let file = try tinyStudy(search: true)
    var all: [[StudyRecord]] = []
    for (workers, isa) in [(1, InstructionSet.fastest), (2, .fastest), (2, .portable)] {
      try await withTemporaryFolder { url in
        all.append(
          try await records(of: file, into: url, workers: workers, isa: isa).map(\.timeless))
      }
    }
    #expect(all[0] == all[1])
    #expect(all[0] == all[2])
  }

  /// Cut after any whole line, or within one, the journal leads to the same records.
  @Test func aRunCarriesOnFromAnyPrefixOfItsJournal() async throws {
    let file = try tinyStudy(search: true)
    try await withTemporaryFolder { url in
      let whole = try await records(of: file, into: url).map(\.timeless)
      let journal = url.appendingPathComponent("journal/fits.jsonl")
      let bytes = try Data(contentsOf: journal)
      for share in [0.0, 0.1, 0.37, 0.5, 0.93] {
        try bytes.prefix(Int(share * Double(bytes.count))).write(to: journal)
        #expect(try await records(of: file, into: url).map(\.timeless) == whole)
      }
    }
  }

  /// A fork gives what a run of that method alone gives.
  @Test func methodsDoNotDependOnOneAnother() async throws {
    var all: [StudyRecord] = []
    try await withTemporaryFolder { all = try await records(of: try tinyStudy(), into: $0) }
    for method in ["cpa", "hidden", "all", "interleaved", "init-all", "random-interleaved"] {
      try await withTemporaryFolder { url in
        let alone = try await records(of: try tinyStudy(methods: "[\(method)]"), into: url)
        let same = all.filter { $0.key.method.rawValue == method }.map(\.timeless)
        #expect(alone.map(\.timeless) == same)
      }
    }
  }

  /// n = 2 draws samples of one class only now and then: a failure of the fit, not of the run.
  @Test func samplesOfOneClassAreARecordedFailure() async throws {
    let file = try StudyFile(
      parsing: """
        study: one-class
        title: Too few samples
        figure: sorted
        methods: [dense]
        batch: 2
        draws: 12
        initialisations: 1
        hidden: [3]
        pretraining-epochs: [1]
        test: 50
        problems: [{k: 1, p: 1, n: 2}]
        """, file: "one.yaml", scale: .full)
    try await withTemporaryFolder { url in
      let failures = try await records(of: file, into: url).compactMap(\.failure)
      #expect(!failures.isEmpty && failures.count < 12)
      #expect(failures.allSatisfy { $0 == "the AUC needs samples of both classes" })
    }
  }

  @Test func curvesHaveEveryEpoch() async throws {
    try await withTemporaryFolder { url in
      let file = try tinyStudy(methods: "[all]", extra: "curves: true")
      let record = try #require(try await records(of: file, into: url).first)
      let curve = try #require(record.result?.curve)
      #expect(curve.testAUC.count == record.result?.epochs)
      #expect(curve.connections.first == 72)
      #expect(curve.connections.last == record.result?.connections.reduce(0, +))
      #expect(curve.testAUC.last == record.result?.lastTestAUC)
      #expect(curve.trainingLoss.last == record.result?.chosen.loss)
    }
  }
}

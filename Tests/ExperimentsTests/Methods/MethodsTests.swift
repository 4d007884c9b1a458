import Foundation
import Inputs
import Pruning
import Runs
import Tabular
import TestSupport
import Testing
import Training

@testable import Experiments

/// Comparisons of any methods.
struct MethodsTests {
  private let all = MethodCatalogue.standard.methods.map(\.identifier) + ["equivalent"]

  private func records(
    _ protocolFile: ProtocolFile, workers: Int = 1, catalogue: MethodCatalogue = .standard,
    in url: URL
  ) async throws -> [FitRecord] {
    let folder = RunFolder(url.appendingPathComponent(UUID().uuidString))
    try await Experiment(
      protocolFile, on: [clusters()], workers: workers, methods: catalogue
    ).run(into: folder)
    return try folder.records()
  }

  @Test func everyMethodIsSearchedAndRefitted() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol(methods: "\(all)".replacing("\"", with: ""))
      #expect(protocolFile.methods.map(\.name.rawValue) == all)
      let made = try await records(protocolFile, in: url)
      #expect(made.allSatisfy { $0.result != nil })
      let dataset = DatasetSummary(clusters())
      let choices = Choices(dataset, split: 0, records: made, under: protocolFile)
      for method in protocolFile.methods {
        let candidate = try #require(choices.candidate(method.name), "\(method.name)")
        #expect(choices.finals(method.name, candidate).count == 2)
        let searched = made.filter { $0.key.method == method.name && $0.key.phase == .search }
        #expect(searched.count == (method.sizedAs == nil ? 2 : 1) * 6 * (method.isPruned ? 2 : 1))
      }
      // No method has more connections than its level.
      for record in made {
        let key = record.key
        let kept = try #require(record.result).connections.reduce(0, +)
        let target = protocolFile.targets(
          key.level, for: dataset.architecture(hidden: key.setting.hidden))
        #expect(kept <= target.reduce(0, +), "\(key.id)")
      }
      let parallel = try await records(protocolFile, workers: 2, in: url)
      #expect(parallel.map(\.timeless) == made.map(\.timeless))
    }
  }

  /// What a method comes to does not depend on what it is compared with.
  @Test func methodsDoNotSeeOneAnother() async throws {
    try await withTemporaryFolder { url in
      let together = try await records(
        try tinyProtocol(methods: "[dense, cpna, cpa, rewound, nodes]"), in: url)
      for method in ["dense", "cpna", "cpa", "rewound", "nodes"] {
        let alone = try await records(try tinyProtocol(methods: "[\(method)]"), in: url)
        let own = together.filter { $0.key.method.rawValue == method }
        #expect(alone.map(\.timeless) == own.map(\.timeless), "\(method)")
      }
    }
  }

  @Test func theDenseNetworkAloneIsAGridSearch() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try ProtocolFile(
        parsing: """
          name: grid
          split: {test-share: 0.25, stratified: true}
          scaling: training
          validation: {repeats: 1, folds: 3}
          grid: {hidden: [4, 8], l2: [0.0001], batch: [16]}
          training: {pretraining-epochs: 2, pruning-epochs: 4}
          choose: {epoch: validation, density: validation}
          retrains: 2
          methods: [dense]
          """, file: "grid.yaml")
      let made = try await records(protocolFile, in: url)
      #expect(made.count == 2 * 3 + 2)
      #expect(RunDescription(protocolFile, datasets: [clusters()]).expectedFits == 8)
    }
  }

  @Test func thePapersMethodsAreTheDefaultAndNameTheRunAlike() throws {
    let listed = try tinyProtocol(methods: "[dense, equivalent, cpna]")
    #expect(try listed == tinyProtocol())
    let names = try ["[dense, equivalent, cpna]", "[dense, cpna]", "[cpna, dense]"].map {
      try RunDescription(try tinyProtocol(methods: $0), datasets: [clusters()]).name
    }
    #expect(Set(names).count == 3)
  }

  @Test(arguments: [
    ("[dense, magnitud]", "a method: dense, dense-small, cpna, cpa, nodes"),
    ("[dense, cpn]", "did you mean 'cpna'?"),
    ("[dense, equivalent]", "a method that prunes beside 'equivalent'"),
    ("[dense, dense]", "names are all different"), ("[]", "expected"),
  ])
  func wrongMethodsAreToldOf(methods: String, message: String) throws {
    let error = #expect(throws: InputError.self) { try tinyProtocol(methods: methods) }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains(message), "\(text)")
    #expect(error?.line != nil)
  }

  /// A method of somebody else's: it removes nothing and trains on.
  private struct Idle: Pruning.Method {
    let identifier = "idle"
    let title = "idle"
    let isPruned = false

    func train(
      _ start: MethodStart, observe: (TrainingEpoch) -> Void
    ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
      try Dense().train(start, observe: observe)
    }
  }

  @Test func aMethodOfSomebodyElsesJoins() async throws {
    try await withTemporaryFolder { url in
      let catalogue = MethodCatalogue.standard.adding([Idle()])
      let protocolFile = try tinyProtocol(methods: "[dense, idle]", catalogue: catalogue)
      let made = try await records(protocolFile, catalogue: catalogue, in: url)
      let dense = made.filter { $0.key.method == .dense }
      let idle = made.filter { $0.key.method.rawValue == "idle" }
      #expect(idle.map(\.result) == dense.map(\.result) && !idle.isEmpty)
      // A program without the method says so, and yet reads the run.
      let error = #expect(throws: InputError.self) {
        try Experiment(protocolFile, on: [clusters()], workers: 1)
      }
      #expect(error?.found == "idle")
    }
  }
}

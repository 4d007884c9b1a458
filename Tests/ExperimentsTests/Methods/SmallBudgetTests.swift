import Foundation
import Pruning
import Runs
import TestSupport
import Testing

@testable import Experiments

/// Budgets and trainings so small that a method comes to its limits: its run is whole, and can be read.
struct SmallBudgetTests {
  @Test(arguments: MethodCatalogue.standard.methods.map(\.identifier))
  func everyMethodComesToItsTarget(method: String) async throws {
    for hidden in ["[2]", "[[3, 3, 3, 3]]"] {
      try await withTemporaryFolder { url in
        let protocolFile = try tinyProtocol(
          densities: "[0.05]", grid: "{hidden: \(hidden), l2: [0.0001], batch: [16]}",
          methods: "[\(method)]"
        ).lasting(3)
        let folder = RunFolder(url)
        try await Experiment(protocolFile, on: [clusters()], workers: 1).run(into: folder)
        #expect(try folder.records().allSatisfy { $0.result != nil }, "\(hidden)")
      }
    }
  }
}

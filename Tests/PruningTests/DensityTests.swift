import Foundation
import Tabular
import Testing
import TestSupport

@testable import Pruning

struct LayerDensityTests {
  /// The shapes and sparsities of jaxpruner's tests at sparsity 0.5 (google-research/jaxpruner): 0, 0.31, 0.655. Layers
  /// stand apart there, which is how many inputs and outputs each has.
  @Test func sharesAreThoseOfThePapers() {
    // 19x256+256x7 and 617x512+512x26 at 10 %, as rigl's own rule has them.
    let segmentation = LayerDensities.erdosRenyi.connections(666, widths: [19, 256, 7])
    #expect(segmentation.reduce(0, +) == 666)
    #expect(abs(Double(segmentation[0]) / 4864 - 0.0701) < 3e-4)
    #expect(abs(Double(segmentation[1]) / 1792 - 0.1820) < 6e-4)
    let isolet = LayerDensities.erdosRenyi.connections(32_922, widths: [617, 512, 26])
    #expect(isolet.reduce(0, +) == 32_922)
    #expect(abs(Double(isolet[0]) / 315_904 - 0.0706) < 1e-4)
    #expect(abs(Double(isolet[1]) / 13_312 - 0.798) < 1e-3)
  }

  @Test func layersThatOverflowAreDense() {
    let counts = LayerDensities.erdosRenyi.connections(90, widths: [50, 2, 2])
    #expect(counts == [86, 4])
    #expect(LayerDensities.uniform.connections(52, widths: [50, 2, 2]) == [50, 2])
  }

  @Test func sumsAreExactAndNoLayerIsEmpty() {
    var random = stream("densities")
    for _ in 0..<1000 {
      let widths = (0...1 + random.integer(below: 3)).map { _ in 1 + random.integer(below: 40) }
      let sizes = zip(widths, widths.dropFirst()).map { $0 * $1 }
      let all = sizes.reduce(0, +)
      let wanted = random.integer(below: all + 1)
      for densities in LayerDensities.allCases {
        let counts = densities.connections(wanted, widths: widths)
        #expect(counts.reduce(0, +) == wanted)
        #expect(zip(counts, sizes).allSatisfy { (0...$1).contains($0) })
        #expect(wanted < sizes.count || counts.allSatisfy { $0 > 0 })
      }
    }
  }

  /// jaxpruner's target of 0.5 over steps 0 to 20: 0.4375 at the step that it counts as the tenth.
  @Test func gradualPruningIsCubic() {
    let schedule = CubicSchedule(epochs: 20)
    #expect(schedule.connections(in: 10, from: 10_000, to: 5_000) == 10_000 - 4_375)
    #expect(schedule.connections(in: 0, from: 10_000, to: 5_000) == 10_000)
    #expect(schedule.connections(in: 20, from: 10_000, to: 5_000) == 5_000)
    #expect(schedule.connections(in: 99, from: 10_000, to: 5_000) == 5_000)
  }

  @Test func roundsOfSynFlowAreGeometric() {
    let schedule = GeometricSchedule(from: 10_000, to: 100, rounds: 100)
    #expect(schedule.connections.count == 100)
    for (round, count) in schedule.connections.enumerated() {
      #expect(count == Int((10_000 * pow(0.01, Double(round + 1) / 100)).rounded()))
    }
  }

  @Test func theShareOfRigLFallsAsACosine() {
    for k in 0...1000 {
      let x = Double(k) / 1000
      #expect(abs(DynamicSparseTraining.halfCosine(x) - cos(.pi * x)) < 1e-13)
    }
    #expect(abs(DynamicSparseTraining.share(in: 0, of: 75) - 0.3) < 1e-12)
    #expect(abs(DynamicSparseTraining.share(in: 75, of: 75)) < 1e-12)
  }
}

import Datasets
import FMAPeak
import Foundation
import Pruning
import Tabular
import Training

/// Prints seconds per epoch as CSV.
///
///     TrainingBenchmark [cases] [SECONDS]    the nine cases; or `case DATASET HIDDEN BATCH`
///     TrainingBenchmark density [SECONDS]    time against density, after pruning
///     TrainingBenchmark method METHOD DATASET HIDDEN BATCH PRETRAINING PRUNING DENSITY
///                                            seconds of a whole fit, and the connections left
///     TrainingBenchmark shape ROWS FEATURES CLASSES BATCH HIDDEN...
///                                            seconds, peak and earlier memory in MiB, on random samples
///     TrainingBenchmark peak                 the machine's fused multiply-adds, GFLOP/s
@main
enum TrainingBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["PRUNEBENCH_DATA"].map { URL(fileURLWithPath: $0) }
    let instructionSet =
      environment["PRUNEBENCH_ISA"].flatMap(InstructionSet.init(rawValue:)) ?? .fastest
    let budget = arguments.last.flatMap(Double.init) ?? 2
    switch arguments.first {
    case "peak":
      print(fma_peak_gflops())
    case "density":
      try await density(in: folder, budget: budget, instructionSet)
    case "method":
      guard let fit = MethodFit(Array(arguments.dropFirst())) else { throw Usage() }
      let result = try await fit.time(rounds: 3, in: folder, instructionSet)
      print(result.seconds, result.connections.map(String.init).joined(separator: " "))
    case "shape":
      guard let shape = Shape(Array(arguments.dropFirst())) else { throw Usage() }
      let result = try shape.time(epochs: 3, instructionSet)
      print(result.seconds, result.peak, result.before)
    case "case":
      let words = Array(arguments.dropFirst())
      guard words.count >= 3, let hidden = Int(words[1]), let batch = Int(words[2]) else {
        throw Usage()
      }
      let chosen = Case(dataset: words[0], hidden: hidden, batch: batch)
      try await cases([chosen], in: folder, budget: words.count > 3 ? budget : 2, instructionSet)
    default:
      try await cases(Case.all, in: folder, budget: budget, instructionSet)
    }
  }

  struct Usage: Error, CustomStringConvertible {
    let description =
      "usage: TrainingBenchmark [cases | density | peak | case DATASET HIDDEN BATCH | method ... | shape ...] [SECONDS]"
  }

  private static func cases(
    _ cases: [Case], in folder: URL?, budget: Double, _ instructionSet: InstructionSet
  ) async throws {
    print("engine,dataset,hidden,batch,sec_per_epoch,us_per_step,gflops")
    for benchmark in cases {
      let (trainer, rows, architecture) = try await benchmark.trainer(in: folder, instructionSet)
      let state = TrainingState(
        architecture, stream: RandomStream(seed: 1, name: benchmark.dataset))
      let seconds = try secondsPerEpoch(trainer, state, budget: budget)
      let steps = Double((rows + benchmark.batch - 1) / benchmark.batch)
      // Forward and update of the input layer, forward, delta and update of the output layer.
      let operations =
        Double(rows * benchmark.hidden)
        * (4 * Double(architecture.inputs) + 6 * Double(architecture.classes))
      print(
        "prunebench-\(instructionSet),\(benchmark.dataset),\(benchmark.hidden),\(benchmark.batch),"
          + String(
            format: "%.6f,%.2f,%.1f", seconds, seconds / steps * 1e6, operations / seconds / 1e9))
    }
  }

  /// Pretrains for an epoch, prunes all layers to each density at once, and times epochs of the pruned
  /// networks.
  private static func density(
    in folder: URL?, budget: Double, _ instructionSet: InstructionSet
  ) async throws {
    print("dataset,hidden,batch,density,connections,sec_per_epoch,share_of_dense")
    for benchmark in Case.all where benchmark.hidden == 512 {
      let (trainer, _, architecture) = try await benchmark.trainer(in: folder, instructionSet)
      var dense = TrainingState(
        architecture, stream: RandomStream(seed: 1, name: benchmark.dataset))
      try trainer.train(&dense, epochs: 1)
      var reference: Double?
      for density in [1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01] {
        var pruned = dense
        if density < 1 {
          let targets = Density([density]).targets(for: architecture)
          try trainer.prune(
            &pruned, by: PruningPlan(AnnealingSchedule(epochs: 2, rate: 0), targets: targets))
        }
        let seconds = try secondsPerEpoch(trainer, pruned, budget: budget)
        let whole = reference ?? seconds
        reference = whole
        let left = pruned.network.connectionsByLayer.reduce(0, +)
        print(
          "\(benchmark.dataset),\(benchmark.hidden),\(benchmark.batch),\(density),\(left),"
            + String(format: "%.6f,%.3f", seconds, seconds / whole))
      }
    }
  }
}

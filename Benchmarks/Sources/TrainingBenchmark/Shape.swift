import Foundation
import Tabular
import Training

/// Random samples of a given shape, and a network of any depth.
struct Shape {
  let rows: Int
  let features: Int
  let classes: Int
  let batch: Int
  let hidden: [Int]

  /// `ROWS FEATURES CLASSES BATCH HIDDEN...`; nil if that is not what the words are.
  init?(_ words: [String]) {
    let numbers = words.compactMap { Int($0) }
    guard numbers.count == words.count, numbers.count > 4 else { return nil }
    (rows, features, classes, batch) = (numbers[0], numbers[1], numbers[2], numbers[3])
    hidden = Array(numbers[4...])
  }

  /// The seconds of the fastest of `epochs` epochs, the most memory that was resident meanwhile, and what was resident
  /// before them, with the samples packed, in MiB.
  func time(
    epochs: Int, _ instructionSet: InstructionSet
  ) throws -> (seconds: Double, peak: Int, before: Int) {
    let trainer = try trainer(instructionSet)
    let architecture = Architecture(inputs: features, hidden: hidden, classes: classes)
    var state = TrainingState(architecture, stream: RandomStream(seed: 1, name: "shape"))
    let before = resident("VmRSS")
    forgetPeak()
    var best = Double.infinity
    for _ in 0..<epochs {
      let duration = try ContinuousClock().measure { try trainer.train(&state, epochs: 1) }
      best = min(best, duration / .seconds(1))
    }
    return (best, resident("VmHWM"), before)
  }

  private func trainer(_ instructionSet: InstructionSet) throws -> Trainer {
    var stream = RandomStream(seed: 1, name: "shape")
    let values = (0..<rows * features).map { _ in stream.symmetricUniform() }
    let table = try SampleTable(
      Matrix(rows: rows, columns: features, values: values),
      labels: (0..<rows).map { $0 % classes })
    return Trainer(
      table, trainingRows: Array(0..<rows),
      hyperparameters: Hyperparameters(l2: 1e-4, batchSize: batch), instructionSet: instructionSet)
  }

  /// What Linux says of this process's memory, in MiB; 0 elsewhere.
  private func resident(_ key: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(key + ":") }
    return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 / 1024 } ?? 0
  }

  /// Makes Linux measure the peak from here on.
  private func forgetPeak() {
    let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs")
    try? file?.write(contentsOf: Data("5".utf8))
  }
}

import Foundation

/// The machine, and settings that affect only the speed, not the results: `environment.json`.
package struct Environment: Codable, Hashable, Sendable {
  /// The processor's name.
  package let processor: String
  /// The number of cores of the system.
  package let cores: Int
  /// The operating system and its version.
  package let system: String
  /// The instruction set of the kernels.
  package let instructionSet: String
  /// The number of fits that run at a time.
  package let workers: Int
  /// Further machines that did shards of the run, each once; nil if there are none.
  package private(set) var others: [Environment]?

  /// Adds a machine, and those that it knows of, unless they are known.
  mutating func add(_ machine: Environment) {
    for other in [machine.alone] + (machine.others ?? [])
    where other != alone && !(others ?? []).contains(other) {
      others = (others ?? []) + [other]
    }
  }

  /// Without the others.
  private var alone: Environment {
    var result = self
    result.others = nil
    return result
  }

  /// This machine, with the requested number of workers, limited to between one and what this process may use.
  package init(workers: Int, instructionSet: String) {
    processor = Self.processorName
    cores = ProcessInfo.processInfo.processorCount
    system = ProcessInfo.processInfo.operatingSystemVersionString
    self.instructionSet = instructionSet
    self.workers = min(max(1, workers), CPUAllowance.current.workers)
  }

  private static var processorName: String {
    let information = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    let line = information?.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    #if arch(arm64)
      return name ?? "arm64"
    #else
      return name ?? "x86-64"
    #endif
  }
}

import Foundation

/// The machine and the settings that cannot change a result, only its time: `environment.json`.
package struct Environment: Codable, Hashable, Sendable {
  /// The processor's name.
  package let processor: String
  /// The cores that the system has.
  package let cores: Int
  /// The operating system and its version.
  package let system: String
  /// The instruction set of the kernels.
  package let instructionSet: String
  /// Fits at a time.
  package let workers: Int

  /// This machine, and as many workers as were asked for: at least one, and at most as many as this process
  /// may run at a time.
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

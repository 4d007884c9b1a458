import Foundation

@testable import Cluster

extension ClusterJob {
  /// A job of two stages in `folder`.
  static func sample(
    in folder: String, executable: String = "/bin/true", arguments: [String] = ["--", "car"],
    directory: String = "/", shards: Int = 8, time: String = "1:00:00", maxRunning: Int? = nil,
    directives: [Directive] = [], setUp: [String] = []
  ) throws -> ClusterJob {
    try ClusterJob(
      run: "car-quick-0123456789", folder: folder, executable: executable, version: "0.1.0",
      directory: directory, arguments: arguments, shards: shards, stages: ["search", "refits"],
      limits: try TaskLimits(time: time, memory: "300M"), maxRunning: maxRunning,
      directives: directives, setUp: setUp)
  }
}

package import Foundation
package import Inputs
package import Runs

/// How the shards of a run are submitted: what `prunebench submit RUN --missing` needs to know again.
package struct ClusterJob: Codable, Hashable, Sendable {
  /// The name of the run.
  package var run: String
  /// The run folder, as an absolute path.
  package var folder: String
  /// The program, as an absolute path, and what its `--version` says.
  package var executable: String
  package var version: String
  /// The folder that relative paths in `arguments` start from.
  package var directory: String
  /// What `prunebench run` is given besides the folder and the shard.
  package var arguments: [String]
  /// Variables that the tasks get.
  package var environment: [String: String]
  /// The number of shards.
  package var shards: Int
  /// The titles of the run's stages.
  package var stages: [String]
  /// The cores of a task, which runs as many fits at a time.
  package var cores: Int
  package var limits: TaskLimits
  /// The most tasks at a time; nil for no limit.
  package var maxRunning: Int?
  /// Options of sbatch, such as `account`, and their values.
  package var directives: [Directive]
  /// Lines of the shell before the program starts, such as `module load …`.
  package var setUp: [String]
  /// Further options of sbatch.
  package var options: [String]

  /// One option of sbatch that stands in the script.
  package struct Directive: Codable, Hashable, Sendable {
    package let name: String
    package let value: String

    /// - Throws: ``InputError`` if the value has more than one line.
    package init(_ name: String, _ value: String) throws(InputError) {
      guard value.isHarmless, !value.isEmpty else {
        throw InputError(
          .usage, file: "--\(name)", expected: "one line of text", found: value)
      }
      (self.name, self.value) = (name, value)
    }

    /// The value in quotes, as sbatch reads a line of a script, unless it needs none.
    var line: String {
      let isPlain = value.allSatisfy { $0.isASCII && !$0.isWhitespace && !"\"'\\#".contains($0) }
      guard !isPlain else { return "#SBATCH --\(name)=\(value)" }
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "#SBATCH --\(name)=\"\(escaped)\""
    }
  }

  /// - Throws: ``InputError`` if the path of the run folder has characters that Slurm takes for placeholders.
  package init(
    run: String, folder: String, executable: String, version: String, directory: String,
    arguments: [String], environment: [String: String] = [:], shards: Int, stages: [String],
    cores: Int = 1, limits: TaskLimits, maxRunning: Int? = nil, directives: [Directive] = [],
    setUp: [String] = [], options: [String] = []
  ) throws(InputError) {
    guard !folder.contains(where: { $0 == "%" || $0 == "\\" }) else {
      throw InputError(
        .usage, file: folder, expected: "a run folder without % and \\ in its path",
        hint: "Slurm takes them for placeholders in the names of logs", remedies: [.output])
    }
    self.run = run
    self.folder = folder
    self.executable = executable
    self.version = version
    self.directory = directory
    self.arguments = arguments
    self.environment = environment
    self.shards = shards
    self.stages = stages
    self.cores = cores
    self.limits = limits
    self.maxRunning = maxRunning
    self.directives = directives
    self.setUp = setUp
    self.options = options
  }
}

extension ClusterJob {
  /// Puts an option of sbatch in the place of the one of its name, or behind all others.
  package mutating func replace(_ directive: Directive) {
    let index = directives.firstIndex { $0.name == directive.name } ?? directives.endIndex
    directives.replaceSubrange(
      index..<min(index + 1, directives.endIndex), with: CollectionOfOne(directive))
  }
}

extension RunFolder {
  /// What was submitted, and the logs of its tasks.
  package var clusterFolder: URL { url.appendingPathComponent("slurm") }
  var clusterJobFile: URL { clusterFolder.appendingPathComponent("job.json") }
  var scriptFile: URL { clusterFolder.appendingPathComponent("job.sh") }
  var logFolder: URL { clusterFolder.appendingPathComponent("logs") }
  var submissionsFile: URL { clusterFolder.appendingPathComponent("submissions.jsonl") }

  /// How the run was submitted last; nil if it never was.
  /// - Throws: ``InputError`` if the file was changed after it was written.
  package func clusterJob() throws(InputError) -> ClusterJob? {
    // Under a file that is no folder there is none, which is no error here.
    guard FileManager.default.fileExists(atPath: clusterJobFile.path) else { return nil }
    return try sealed(ClusterJob.self, in: clusterJobFile) {
      (1...Shard.most).contains($0.shards) && !$0.stages.isEmpty && $0.cores > 0
    }
  }
}

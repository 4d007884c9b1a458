import Foundation
package import Inputs
package import Runs

/// What was submitted of a run: `slurm/submissions.jsonl`. A line that says what is to be submitted stands there
/// before each call of sbatch, and one with Slurm's number after it.
package struct SubmissionLog: Sendable {
  /// A line of the file.
  package struct Line: Codable, Hashable, Sendable {
    /// The name of the job.
    package let name: String
    /// Slurm's number of the job; nil before sbatch has answered.
    package var id: String?
    /// Whether it was found that sbatch did not submit it.
    var isLost: Bool?
    /// When the line was written.
    let time: Date
    /// The stage's number; nil for the end.
    let stage: Int?
    /// What is added to the number of a task to have that of its shard.
    let offset: Int?
    /// The numbers of the tasks.
    let tasks: String?
  }

  /// The last line of each job, in the order of their submission.
  package private(set) var lines: [Line] = []
  private let file: URL

  /// Reads the file, which need not exist. A torn last line does not count.
  /// - Throws: ``InputError`` at a line of shards or of a stage that the run does not have.
  package init(of folder: RunFolder) throws(InputError) {
    file = folder.submissionsFile
    guard let bytes = try FileBytes.read(file) else { return }
    let job = try folder.clusterJob()
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, text) in texts.enumerated() {
      guard let line = try? decoder.decode(Line.self, from: Data(text)) else { continue }
      guard line.isOf(job) else {
        throw InputError(
          file: file.path, line: number + 1, expected: "tasks of the run's shards and stages",
          found: String(decoding: text, as: UTF8.self),
          hint: "remove the line, or put back the file as it was")
      }
      put(line)
    }
  }

  private mutating func put(_ line: Line) {
    if let index = lines.firstIndex(where: { $0.name == line.name }) {
      lines[index] = line
    } else {
      lines.append(line)
    }
  }

  /// Appends a line, which is on the disk when this returns.
  mutating func append(_ line: Line) throws(InputError) {
    put(line)
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do throws(SystemError) {
      let descriptor = try Descriptor(
        opening: file.path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW)
      // A line that was torn must not take this one with it: an empty line is none.
      let text = (try? encoder.encode(line)) ?? Data()
      try descriptor.write(Data("\n".utf8) + text + Data("\n".utf8))
      try descriptor.synchronize()
      try descriptor.close()
    } catch {
      throw .unwritable(file.path, error)
    }
  }

  /// The jobs that sbatch was asked for, and did not answer.
  var uncertain: [Line] { lines.filter { $0.id == nil && $0.isLost != true } }
}

extension SubmissionLog.Line {
  init(_ order: Submission.Order, id: String? = nil) {
    self.init(
      name: order.name, id: id, time: Date(), stage: order.stage, offset: order.piece?.offset,
      tasks: order.piece.map { "\($0.tasks)" })
  }

  private init(name: String, id: String?, time: Date, stage: Int?, offset: Int?, tasks: String?) {
    self.name = name
    self.id = id
    self.time = time
    self.stage = stage
    self.offset = offset
    self.tasks = tasks
  }

  /// Whether the job has such a stage and such shards; of a job that is not known, whether any has.
  fileprivate func isOf(_ job: ClusterJob?) -> Bool {
    let (offset, shards) = (offset ?? 0, job?.shards ?? Shard.most)
    return (0..<(job?.stages.count ?? .max)).contains(stage ?? 0) && (0...shards).contains(offset)
      && TaskNumbers(parsing: tasks ?? "").ranges.allSatisfy {
        $0.lowerBound > 0 && $0.upperBound <= shards - offset
      }
  }

  /// The same after Slurm was asked for it.
  func found(_ id: String?) -> Self {
    var line = self
    line.id = id
    line.isLost = id == nil ? true : nil
    return line
  }
}

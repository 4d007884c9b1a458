import Foundation
package import Inputs

/// The arrays and the last job that a run is submitted as, each after the one before it.
///
/// Every dependency is `afterany`: what fails leaves a gap, which the last job tells of, and nothing waits for ever.
package struct Submission: Sendable {
  /// One call of sbatch.
  package struct Order: Sendable {
    /// The name of the job, by which it is found again.
    let name: String
    /// The stage, or the end.
    let title: String
    /// The stage's number, from 0; nil for the end.
    let stage: Int?
    /// The shards; nil for the end.
    let piece: ArrayPiece?
    /// The most tasks at a time.
    let maxRunning: Int?
    /// The numbers of the orders that must have ended.
    let after: [Int]
    /// Slurm's numbers of earlier jobs that must have ended.
    let earlier: [String]
  }

  package let job: ClusterJob
  /// The orders, in the order of their submission.
  package let orders: [Order]

  /// - Parameters:
  ///   - shards: those of the first stage, which is left out if there are none; later stages get all, since their work is
  ///     not known yet.
  ///   - firstStage: the number of that stage.
  ///   - liveJobs: Slurm's numbers of earlier jobs that have not ended, which later stages wait for.
  ///   - maxArraySize: Slurm's.
  ///   - identifier: a word that no other submission has.
  /// - Throws: ``InputError`` if the limit of tasks is below the number of arrays.
  package init(
    _ job: ClusterJob, shards: [Int], firstStage: Int = 0, liveJobs: [String] = [],
    maxArraySize: Int, identifier: String
  ) throws(InputError) {
    var orders: [Order] = []
    var previous: [Int] = []
    for stage in firstStage..<max(firstStage + 1, job.stages.count) {
      let own = stage == firstStage ? shards : Array(1...job.shards)
      if own.isEmpty { continue }
      let pieces = ArrayPiece.pieces(of: own, below: maxArraySize)
      if let limit = job.maxRunning, limit < pieces.count {
        throw InputError(
          .usage, file: "--max-running",
          expected: "at least \(pieces.count): so many arrays of \(maxArraySize - 1) tasks",
          found: "\(limit)")
      }
      let numbers = pieces.indices.map { $0 + orders.count }
      for (index, piece) in pieces.enumerated() {
        orders.append(
          Order(
            name: "pb-\(identifier)-\(orders.count + 1)", title: job.stages[stage], stage: stage,
            piece: piece,
            maxRunning: job.maxRunning.map {
              $0 / pieces.count + (index < $0 % pieces.count ? 1 : 0)
            }, after: previous, earlier: stage == firstStage ? [] : liveJobs))
      }
      previous = numbers
    }
    orders.append(
      Order(
        name: "pb-\(identifier)-end", title: "merge and report", stage: nil, piece: nil,
        maxRunning: nil, after: previous, earlier: liveJobs))
    self.job = job
    self.orders = orders
  }

  /// A word that no other submission has.
  package static var newIdentifier: String {
    String(UUID().uuidString.lowercased().prefix(8))
  }

  /// What sbatch is given.
  /// - Parameters:
  ///   - jobs: what identifies the jobs that must have ended.
  ///   - script: the script's path.
  func arguments(_ order: Order, after jobs: [String], script: String) -> [String] {
    var words =
      ["--parsable", "--chdir=\(job.folder)"] + job.options + [
        "--job-name=\(order.name)", "--comment=\(job.run), \(order.title)",
      ]
    if let piece = order.piece {
      words.append("--array=\(piece.tasks)\(order.maxRunning.map { "%\($0)" } ?? "")")
    } else {
      words += ["--output=slurm/logs/%j.log", "--cpus-per-task=1"]
    }
    if !jobs.isEmpty { words.append("--dependency=afterany:\(jobs.joined(separator: ":"))") }
    return words + [script, order.piece.map { "\($0.offset)" } ?? "finish"]
  }

  /// The script, and the calls of sbatch as comments.
  package var preview: String {
    let script = "\(job.folder)/slurm/job.sh"
    let calls = orders.enumerated().map { index, order in
      let words =
        ["sbatch"]
        + arguments(
          order, after: order.after.map { "JOB\($0 + 1)" } + order.earlier, script: script)
      return "# JOB\(index + 1), \(order.title):\n#   "
        + words.map(ShellText.word).joined(separator: " ")
    }
    return ([JobScript(job).text, "# Submitted by:"] + calls).joined(separator: "\n") + "\n"
  }
}

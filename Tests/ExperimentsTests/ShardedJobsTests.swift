import Foundation
import Pruning
import TestSupport
import Testing
import Training

@testable import Experiments
@testable import Runs

/// What shards are dealt of jobs whose methods take differently long.
struct ShardedJobsTests {
  private static let methods = "[dense, cpna, magnitude, obs, obd]"

  private func description() throws -> RunDescription {
    RunDescription(try tinyProtocol(methods: Self.methods), datasets: [clusters()])
  }

  @Test func aMethodCostsWhatItTakes() throws {
    let description = try description()
    let choices = try #require(description.parts(after: []).first { _ in true })
    let job = try #require(description.jobs(of: description.stages[0], in: choices).first)
    let pretraining = description.cost(of: job.with([]))
    func cost(_ method: MethodName) -> Double {
      let forks = job.forks.filter { $0.method == method }
      return (description.cost(of: job.with(forks)) - pretraining) / Double(forks.count)
    }
    // Six epochs of 51 connections on 60 rows, each with the updates of seven and a half minibatches.
    #expect(abs(cost(.dense) / cost(.cpna) - 2.5) < 1e-9)
    #expect(cost("magnitude") == cost(.cpna) && cost("obd") > 2 * cost("magnitude"))
    let size = Double(job.architecture.parameters)
    #expect(abs(cost("obs") - cost(.cpna) - 12 * size * size * size) < 1)
    // The stage's is that of its jobs.
    let jobs = description.jobs(of: description.stages[0], in: choices)
    let expected = description.expectedCost(of: description.stages[0], in: choices)
    let pretrainings = jobs.map { Double($0.forks.count - 1) * description.cost(of: $0.with([])) }
    let sum = jobs.map(description.cost).reduce(0, +) + pretrainings.reduce(0, +)
    #expect(abs(expected / sum - 1) < 1e-9)
  }

  @Test(arguments: [0, 1e4, 1e5, 3e5, 1e9]) func piecesAreTheWholeJob(most: Double) throws {
    let description = try description()
    let choices = try #require(description.parts(after: []).first { _ in true })
    for job in description.jobs(of: description.stages[0], in: choices) {
      let pieces = description.pieces(of: job, atMost: most)
      #expect(pieces.flatMap(\.forks).count == job.forks.count)
      #expect(Set(pieces.flatMap(\.keys)) == Set(job.keys))
      // Pretraining again costs a tenth at the most.
      let pretraining = description.cost(of: job.with([]))
      let whole = description.cost(of: job)
      #expect(Double(pieces.count - 1) * pretraining <= 0.2 * whole)
      for piece in pieces where piece.forks.count > 1 {
        #expect(description.cost(of: piece) <= max(most, 10 * pretraining) + pretraining)
      }
      #expect(pieces.count > 1 || most >= whole / 2)
    }
  }

  /// Many shards, whose jobs are divided, give what one machine gives.
  @Test func dividedJobsGiveTheSameRecords() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol(methods: Self.methods)
      let experiment = try Experiment(protocolFile, on: [clusters()], workers: 2)
      let (single, sharded) = (
        RunFolder(url.appendingPathComponent("single")),
        RunFolder(url.appendingPathComponent("sharded"))
      )
      try await experiment.run(into: single)
      let shards = 40
      var isComplete = false
      while !isComplete {
        for index in 0..<shards {
          let shard = try #require(Shard(index, of: shards))
          isComplete = try await experiment.run(shard, into: sharded) == .complete
        }
      }
      _ = try sharded.merge([], as: RunDescription.self)
      #expect(try sharded.records().map(\.timeless) == single.records().map(\.timeless))
    }
  }
}

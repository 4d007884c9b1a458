import Foundation
import Tabular
import Testing
import TestSupport
@testable import Runs

@testable import Experiments

struct SplitPartsTests {
  /// Whatever a run trains or judges, it is on the rows that the parts say.
  @Test(arguments: ["grid", "halving"])
  func aRunUsesTheseParts(search: String) async throws {
    let protocolFile = try tinyProtocol(splits: 2, search: search)
    let experiment = try Experiment(protocolFile, on: [clusters()], workers: 2)
    let data = experiment.datasets[0]
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      try await experiment.run(into: folder)
      let records = try folder.records()
      for stage in experiment.description.stages {
        for split in 0..<2 {
          let parts = experiment.parts(split: split)
          let jobs = experiment.description.jobs(
            of: stage,
            in: Choices(
              experiment.description.datasets[0], split: split, records: records,
              under: protocolFile))
          #expect(!jobs.isEmpty)
          for job in jobs {
            let used = data.split(of: job)
            let heldOut = (0..<60).filter { row in
              job.fold.map { parts.folds[job.repeat][row] == $0 } ?? parts.isTest[row]
            }
            #expect(used.heldOut == heldOut)
            #expect(used.training == (0..<60).filter { !parts.isTest[$0] && !heldOut.contains($0) })
          }
        }
      }
      // What the journal says of the rows that were tested, in their order.
      let finals = records.filter { $0.key.phase == .final }
      #expect(!finals.isEmpty)
      for record in finals {
        let parts = experiment.parts(split: record.key.split)
        let labels = (0..<60).filter { parts.isTest[$0] }.map { data.dataset.labels[$0] }
        #expect(record.result?.predictions?.labels == labels)
      }
    }
  }

  @Test func everyRowIsTestedOrInOneFoldOfEachRepeat() throws {
    let dataset = clusters(rows: 97)
    let experiment = try Experiment(tinyProtocol(splits: 3), on: [dataset], workers: 1)
    for split in 0..<3 {
      let parts = experiment.parts(split: split)
      #expect(parts.split == split && parts.isTest.count == 97 && parts.folds.count == 2)
      for folds in parts.folds {
        for (isTest, fold) in zip(parts.isTest, folds) {
          #expect(isTest == (fold == nil) && (fold ?? 0) < 3)
        }
        // Stratified: a class differs by a row at most between two folds.
        for label in 0..<3 {
          let counts = (0..<3).map { fold in
            (0..<97).count { folds[$0] == fold && dataset.labels[$0] == label }
          }
          #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "class \(label): \(counts)")
        }
      }
      for label in 0..<3 {
        let rows = (0..<97).filter { dataset.labels[$0] == label }
        let tested = rows.count { parts.isTest[$0] }
        #expect(abs(Double(tested) - 0.25 * Double(rows.count)) <= 0.5)
      }
    }
  }
}

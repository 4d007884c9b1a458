import Foundation
import Testing
import TestSupport
@testable import Runs

@testable import Experiments

struct SearchTests {
  @Test func aGridSearchHasOneRound() {
    #expect(
      Search.grid.rounds(candidates: 72, fits: 50) == [Search.Round(candidates: 72, fits: 50)])
  }

  @Test(arguments: [
    (72, 50, [(72, 2), (24, 6), (8, 17), (3, 50)]),
    (72, 10, [(72, 1), (24, 2), (8, 4), (3, 10)]),
    (72, 5, [(72, 1), (24, 2), (8, 5)]),
    (4, 3, [(4, 1), (2, 3)]),
    (3, 50, [(3, 50)]),
    (1, 1, [(1, 1)]),
  ])
  func halvingTriplesTheFitsOfAThird(candidates: Int, fits: Int, expected: [(Int, Int)]) {
    let rounds = Search.halving.rounds(candidates: candidates, fits: fits)
    #expect(rounds == expected.map(Search.Round.init))
  }

  /// Every round goes on with what the rounds before say, dense network and sparsity levels apart.
  @Test func eachRoundKeepsTheLeadersOfEachMethod() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol(
        search: "halving", grid: "{hidden: [2, 4, 6, 9], l2: [0.0001, 0.01], batch: [8]}")
      let experiment = try Experiment(protocolFile, on: [clusters()], workers: 2)
      try await experiment.run(into: RunFolder(url))
      let records = try RunFolder(url).records()
      let description = experiment.description
      #expect(records.count == description.expectedFits)
      #expect(description.rounds == [(8, 2), (3, 6)].map(Search.Round.init))
      let selection = Selection(protocolFile)
      for fork in description.searchForks {
        let own = records.filter {
          $0.key.phase == .search && $0.key.method == fork.method
            && $0.key.level == fork.level
        }
        let bySetting = Dictionary(grouping: own, by: \.key.setting)
        #expect(bySetting.values.map(\.count).sorted() == [2, 2, 2, 2, 2, 6, 6, 6])
        let first = bySetting.mapValues { records in
          selection.candidate(
            records[0].key.setting, fork.level,
            records.filter { $0.key.repeat == 0 }
              .filter { $0.key.fold != 2 }
          ).score
        }
        let kept = bySetting.filter { $0.value.count == 6 }.map { first[$0.key] ?? 0 }
        let dropped = bySetting.filter { $0.value.count == 2 }.map { first[$0.key] ?? 0 }
        #expect((kept.min() ?? 0) >= (dropped.max() ?? 1))
      }
      let choices = Choices(
        description.datasets[0], split: 0, records: records, under: protocolFile)
      #expect(choices.candidate(.dense)?.fits == 6)
      let cpna = try #require(protocolFile.method(.cpna))
      #expect(choices.byLevel(cpna).allSatisfy { $0.fits == 6 })
    }
  }

  /// A replay of the grid's records leads to what a run by halving finds.
  @Test(arguments: ["validation", "test"])
  func halvingCanBeReplayedFromTheGrid(judge: String) async throws {
    try await withTemporaryFolder { url in
      func run(_ search: String) async throws -> (RunDescription, [FitRecord]) {
        let protocolFile = try tinyProtocol(
          epoch: judge, search: search,
          grid: "{hidden: [2, 4, 6, 9], l2: [0.0001, 0.01, 0.1], batch: [8]}")
        let experiment = try Experiment(protocolFile, on: [clusters()], workers: 2)
        let folder = RunFolder(url.appendingPathComponent(search))
        try await experiment.run(into: folder)
        return (experiment.description, try folder.records())
      }
      let (grid, all) = try await run("grid")
      let (halving, some) = try await run("halving")
      let dataset = grid.datasets[0]
      #expect(halving.rounds == [(12, 1), (4, 2), (2, 6)].map(Search.Round.init))
      let replay = try #require(
        HalvingReplay(grid, dataset: dataset, split: 0, records: all, repeats: 2))
      let choices = Choices(dataset, split: 0, records: some, under: halving.protocolFile)
      #expect(
        replay.picks.map(\.halved)
          == grid.protocolFile.searchedMethods.flatMap { choices.byLevel($0) })
      let searched = some.count { $0.key.phase == .search && $0.key.method != .equivalent }
      #expect(replay.shareOfFits == Double(searched) / Double(12 * 6 * 3))
      #expect(replay.shareOfWork > 0.2 && replay.shareOfWork < 0.7)
      for pick in replay.picks {
        let mean = pick.differences.reduce(0, +) / 6
        #expect(abs(mean - (pick.halved.score - pick.full.score)) < 1e-12)
        #expect(pick.halved.score <= pick.full.score && pick.differences.count == 6)
      }
      #expect(HalvingReplay(halving, dataset: dataset, split: 0, records: some, repeats: 2) == nil)
      let unfinished = all.filter { $0.key.repeat == 0 }
      #expect(
        HalvingReplay(grid, dataset: dataset, split: 0, records: unfinished, repeats: 2) == nil)
      let cheaper = try #require(
        HalvingReplay(grid, dataset: dataset, split: 0, records: all, repeats: 1))
      #expect(cheaper.shareOfFits < replay.shareOfFits)
      #expect(cheaper.picks.allSatisfy { $0.halved.fits == 3 && $0.differences.count == 6 })
    }
  }

  @Test func ofUnequallyJudgedCandidatesTheOftenerJudgedWins() throws {
    let setting = Setting(hidden: [4], l2: 0, batch: 8)
    let often = Candidate(setting: setting, level: nil, fits: 6, score: 0.7, epoch: 1)
    let seldom = Candidate(setting: setting, level: nil, fits: 2, score: 0.9, epoch: 1)
    #expect(Selection(try tinyProtocol()).best(of: [seldom, often]) == often)
  }
}

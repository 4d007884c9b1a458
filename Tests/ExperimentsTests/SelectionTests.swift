import Foundation
import Pruning
import Tabular
import Testing
import Training

@testable import Experiments

struct SelectionTests {
  func record(
    hidden: Int, fold: Int, correct: [Int]?, level: Level? = nil, firstEpoch: Int = 1
  ) -> FitRecord {
    let key = FitKey(
      dataset: "d", split: 0, phase: .search, method: level == nil ? .dense : .cpna,
      setting: Setting(hidden: [hidden], l2: 0, batch: 8), level: level, repeat: 0, fold: fold)
    let outcome: FitRecord.Outcome =
      correct.map {
        .result(
          FitResult(
            trainingRows: 20, heldOutRows: 10, connections: [1, 1], effectiveConnections: 2,
            firstEpoch: firstEpoch, correct: $0, loss: 0.5, predictions: nil, history: nil))
      } ?? .failure("diverged")
    return FitRecord(key: key, outcome: outcome, seconds: 1, finished: .distantPast)
  }

  @Test func validationChoosesOneEpochForAllFolds() throws {
    let records = [
      record(hidden: 4, fold: 0, correct: [5, 9, 6, 8]),
      record(hidden: 4, fold: 1, correct: [5, 5, 9, 8]),
    ]
    let strict = Selection(try tinyProtocol(epoch: "validation"))
    let candidate = strict.candidate(records[0].key.setting, nil, records)
    #expect(candidate.epoch == 4)
    #expect(candidate.score == 0.8)
    let paper = Selection(try tinyProtocol(epoch: "test"))
    #expect(paper.candidate(records[0].key.setting, nil, records).score == 0.9)
    #expect(paper.candidate(records[0].key.setting, nil, records).epoch == nil)
  }

  /// Where the last epoch counts, it is what settings are judged by, too.
  @Test func theLastEpochNeedsNoChoice() throws {
    let records = [
      record(hidden: 4, fold: 0, correct: [5, 9, 6, 7]),
      record(hidden: 4, fold: 1, correct: [5, 5, 9, 8]),
    ]
    let protocolFile = try tinyProtocol(epoch: "last")
    #expect(protocolFile.isLeakFree)
    let selection = Selection(protocolFile)
    let candidate = selection.candidate(records[0].key.setting, nil, records)
    #expect(candidate.epoch == 4 && candidate.score == 0.75)
    #expect(records[1].result.flatMap { selection.accuracy(of: $0, epoch: candidate.epoch) } == 0.8)
    let chosen = Selection(try tinyProtocol()).candidate(records[0].key.setting, nil, records)
    #expect(chosen.epoch == 3)
  }

  @Test func epochsBeforeTheFinalSparsityDoNotCount() throws {
    let records = [
      record(hidden: 4, fold: 0, correct: [5, 7], level: .perLayer([0.5]), firstEpoch: 6)
    ]
    let candidate = Selection(try tinyProtocol()).candidate(
      records[0].key.setting, .perLayer([0.5]), records)
    #expect(candidate.epoch == 7)
    #expect(records[0].result?.accuracy(after: 5) == nil)
    #expect(records[0].result?.best.epoch == 7)
  }

  @Test func aFailedFoldCountsAsZero() throws {
    let records = [
      record(hidden: 4, fold: 0, correct: [10]), record(hidden: 4, fold: 1, correct: nil),
      record(hidden: 8, fold: 0, correct: [6]), record(hidden: 8, fold: 1, correct: [6]),
    ]
    let selection = Selection(try tinyProtocol())
    let candidates = selection.candidates(.dense, dataset: "d", split: 0, among: records)
    #expect(candidates.map(\.score) == [0.5, 0.6])
    #expect(selection.best(of: candidates)?.setting.hidden == [8])
  }

  @Test func withoutAnEpochOfValidationThereIsNoAccuracy() throws {
    let result = try #require(record(hidden: 4, fold: 0, correct: [3, 9]).result)
    #expect(Selection(try tinyProtocol()).accuracy(of: result, epoch: nil) == nil)
    #expect(Selection(try tinyProtocol()).accuracy(of: result, epoch: 1) == 0.3)
    #expect(Selection(try tinyProtocol(epoch: "test")).accuracy(of: result, epoch: nil) == 0.9)
  }

  @Test func ofEqualScoresTheSmallerNetworkWins() throws {
    let records = [8, 4].map { record(hidden: $0, fold: 0, correct: [7]) }
    let selection = Selection(try tinyProtocol())
    let candidates = selection.candidates(.dense, dataset: "d", split: 0, among: records)
    #expect(selection.best(of: candidates)?.setting.hidden == [4])
  }

  /// The bound is a share of NN(best)'s connections, here 54 of 6 nodes, not of the largest network's 81: the
  /// level that keeps 41 of these is more than half of the one, and not of the other.
  @Test(arguments: [(0.5, 16), (0.8, 41)] as [(Double, Int)])
  func theBestNeedNotBeTheLargest(atMost: Double, kept: Int) throws {
    #expect(try self.kept(of: [9: 6, 6: 8], atMost: atMost) == kept)
  }

  /// A journal can hold fits that are of no level of its protocol; they are nobody's candidates.
  @Test func fitsOfNoLevelAreNotChosen() throws {
    #expect(
      try self.kept(
        of: [9: 8], atMost: 1,
        beside: [record(hidden: 9, fold: 0, correct: [10], level: .perLayer([0.9]))])
        == 41)
  }

  /// 9 nodes on 7 features and 2 classes have 81 connections; the levels keep 41, 16 and 8 of them.
  @Test(
    arguments: [(nil, 41), (1, 41), (0.5, 41), (0.4, 16), (0.1, 8), (0.01, 8)] as [(Double?, Int)])
  func levelsOfMoreThanTheShareOfTheBestAreNotChosen(atMost: Double?, kept: Int) throws {
    #expect(try self.kept(of: [9: 8], atMost: atMost) == kept)
  }

  /// The connections of the level that is chosen where 9 nodes were pruned.
  /// - Parameter dense: the correct rows of dense networks, by their nodes.
  private func kept(
    of dense: [Int: Int], atMost: Double?, beside others: [FitRecord] = []
  ) throws -> Int {
    let levels = [0.5, 0.2, 0.1].map { Level.budget(density: $0, outputShare: 0.2) }
    let records =
      dense.sorted { $0.key < $1.key }.map { record(hidden: $0.key, fold: 0, correct: [$0.value]) }
      + zip(levels, [9, 7, 6]).map { record(hidden: 9, fold: 0, correct: [$1], level: $0) }
      + others
    let protocolFile = try tinyProtocol(
      densities: "[0.5, 0.2, 0.1]", pruning: ", output-share: 0.2",
      choose: atMost.map { ", at-most: \($0)" } ?? "")
    var stream = RandomStream(seed: 1, name: "at-most")
    let dataset = DatasetSummary(
      Dataset(
        name: "d", title: "",
        features: Matrix(
          rows: 2, columns: 7, values: (0..<14).map { _ in stream.symmetricUniform() }),
        labels: [0, 1], featureNames: (0..<7).map { "\($0)" }, classNames: ["a", "b"],
        provenance: ""))
    let choices = Choices(dataset, split: 0, records: records, under: protocolFile)
    let level = try #require(choices.candidate(.cpna)?.level)
    let architecture = Architecture(inputs: 7, hidden: [9], classes: 2)
    return protocolFile.targets(level, for: architecture).reduce(0, +)
  }
}

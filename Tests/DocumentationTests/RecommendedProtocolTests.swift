import Foundation
import Pruning
import Runs
import Testing

@testable import Experiments

/// `recommended` is what the committed study supports, no more.
struct RecommendedProtocolTests {
  private let recommended: ProtocolFile
  private let study: ProtocolFile

  init() throws {
    recommended = try ProtocolFile.named("recommended")
    study = try ProtocolFile.named("study")
  }

  /// Its networks are trained as those of the study, so that what the study found is about them.
  @Test func trainsAsTheStudyDoes() throws {
    #expect(recommended.seed == study.seed && recommended.retrains == study.retrains)
    #expect(recommended.splits.count == study.splits.count)
    #expect(recommended.splits.testShare == study.splits.testShare)
    #expect(recommended.splits.stratified == study.splits.stratified)
    #expect(recommended.grid == study.grid && recommended.scaling == study.scaling)
    #expect(recommended.validation == study.validation && recommended.choice == study.choice)
    #expect(recommended.equivalent == study.equivalent)
    #expect(recommended.pruning.annealingRate == study.pruning.annealingRate)
    #expect(recommended.pruning.normalization == study.pruning.normalization)
    let names = recommended.methods.map(\.name)
    #expect(Set(names).isSubset(of: study.methods.map(\.name)))
    for name in names where name != .equivalent {
      #expect(recommended.method(name) == study.method(name))
    }
    #expect(Set(recommended.pruning.levels).isSubset(of: study.pruning.levels))
  }

  /// A dataset of the study has by its rows the epochs that the study names for it.
  @Test func rowsGiveTheEpochsOfTheStudy() throws {
    let file = Page.repository.appendingPathComponent("reports/study/uci/run.yaml")
    let run = try RunDescription(
      parsing: String(contentsOf: file, encoding: .utf8), file: file.path)
    #expect(run.datasets.count == 31)
    #expect(recommended.schedules.isEmpty)
    for dataset in run.datasets {
      let byRows = recommended.schedulesByRows?.last { $0.rows <= dataset.rows }?.schedule
      #expect(byRows ?? recommended.schedule == study.of(dataset.name).schedule, "\(dataset.name)")
    }
  }

  /// At the one share that it keeps, its way to prune is the only one that was shown to keep the accuracy.
  @Test func prunesAsTheStudyShowsNoLossFor() throws {
    let shares = recommended.pruning.levels.map(\.shares)
    #expect(shares.count == 1)
    let share = try #require(shares.first?.first)
    let answers = try Self.primaryAnswers().filter { $0["keep"].flatMap(Double.init) == share }
    #expect(answers.count == study.methods.count(where: \.isPruned))
    #expect(answers.allSatisfy { $0["minus"] == "dense" && $0["planned"] == "yes" })
    let shown = answers.filter { $0["verdict"] == "at least as good" }.compactMap { $0["method"] }
    #expect(shown == recommended.methods.filter(\.isPruned).map(\.name.rawValue))
  }

  /// The rows of the primary question, by column. Its text has no comma, so that splitting is reading.
  private static func primaryAnswers() throws -> [[String: String]] {
    let file = Page.repository.appendingPathComponent("reports/study/uci/answers.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let columns = try #require(lines.first).split(separator: ",").map(String.init)
    return lines.filter { $0.hasPrefix("Primary:") }.map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(columns, fields))
    }
  }
}

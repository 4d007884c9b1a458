import Experiments
import Foundation
import Pruning
import Testing

/// `recommended` is what the committed study supports, no more.
struct RecommendedProtocolTests {
  private let recommended: ProtocolFile
  private let study: ProtocolFile

  init() throws {
    recommended = try ProtocolFile.named("recommended")
    study = try ProtocolFile.named("study")
  }

  /// Its networks are trained as those of the study, so that what the study found is about them.
  @Test func trainsAsTheStudyDoes() {
    #expect(recommended.seed == study.seed && recommended.splits == study.splits)
    #expect(recommended.grid == study.grid && recommended.scaling == study.scaling)
    #expect(recommended.validation == study.validation && recommended.retrains == study.retrains)
    #expect(recommended.schedule == study.schedule && recommended.schedules == study.schedules)
    #expect(recommended.choice == study.choice)
    let names = recommended.methods.map(\.name)
    #expect(Set(names).isSubset(of: study.methods.map(\.name)))
    #expect(recommended.method("obd") == study.method("obd"))
    #expect(recommended.method(.dense) == study.method(.dense))
    #expect(Set(recommended.pruning.levels).isSubset(of: study.pruning.levels))
  }

  /// The fewest connections that it keeps are as many as each of its ways to prune was shown to need.
  @Test func prunesToWhereTheStudyShowsNoLoss() throws {
    let fewest = try #require(
      recommended.pruning.levels.map(\.shares).compactMap { $0.max() }.min())
    let pruned = recommended.methods.filter(\.isPruned)
    #expect(!pruned.isEmpty)
    for method in pruned {
      let answer = try #require(
        try Self.primaryAnswers().first {
          $0["method"] == method.name.rawValue && $0["keep"].flatMap(Double.init) == fewest
        })
      #expect(answer["verdict"] == "at least as good", "\(method.name.rawValue)")
    }
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

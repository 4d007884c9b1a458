import Experiments
import Pruning
import Testing

@testable import Reports

/// What a report says of its own questions.
extension QuestionTests {
  /// The smallest dense network that is as good can be the best one: then to compare with both is to compare once.
  @Test func splitsOnWhichBothDenseNetworksAreOneAreCounted() async throws {
    let report = try await report(
      asking: "- {title: small, methods: [cpna], minus: [dense-small, dense], keep: [0.5]}",
      methods: "[dense, dense-small, cpna]")
    var (shared, whole) = (0, 0)
    for dataset in report.summaries.map(\.dataset.name) {
      func settings(_ method: MethodName) -> [Setting] {
        (0..<2).compactMap { split in
          report.records.first {
            $0.key.dataset == dataset && $0.key.split == split && $0.key.phase == .final
              && $0.key.method == method
          }?.key.setting
        }
      }
      let same = zip(settings(.dense), settings("dense-small")).count(where: ==)
      shared += same
      whole += same == 2 ? 1 : 0
    }
    #expect(
      report.answers[0].sentences.last?.plain() == """
        NN(small) has the setting of NN(best) on \(shared) of 14 splits, and on \(whole) of 7 datasets on every split: there \
        the two are the same network.
        """)
  }

  /// What the questions do not ask says so.
  @Test func whatWasNotAskedIsCalledSo() async throws {
    let asked = try await report(asking: "- {title: a, methods: [cpna], minus: [dense]}")
    #expect(asked.markdown.contains("\n## Across the datasets (not planned)\n"))
    #expect(asked.asking([]).markdown.contains("\n## Across the datasets\n"))
  }
}

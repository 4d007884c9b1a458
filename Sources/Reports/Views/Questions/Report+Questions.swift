import Experiments
import Pruning
import Statistics

extension Report {
  /// What the run says to the questions that it is asked; nil where there are none.
  var answersSection: Section? {
    guard !questions.isEmpty else { return nil }
    guard hasAnswers else {
      return Section(
        heading: "Questions",
        blocks: [
          .paragraph(
            missingFits > 0
              ? "They are answered once the run is finished."
              : "They are about several datasets: one answers none.")
        ])
    }
    let hasTrends = questions.contains { if case .noise = $0.kind { true } else { false } }
    let hasOthers = questions.contains { if case .noise = $0.kind { false } else { true } }
    return Section(
      heading: "Questions",
      blocks: [comparison.dependence].compactMap { hasOthers ? $0 : nil }.map(Block.paragraph)
        + (hasOthers ? [.paragraph(Answer.explanation)] : [])
        + (hasTrends ? [.paragraph(NoiseAnswer.explanation)] : [])
        + answers.map { .section($0.section) })
  }

  /// Whether the run can answer questions: all of it is there, and it is about several datasets.
  var hasAnswers: Bool { !questions.isEmpty && summaries.count > 1 && missingFits == 0 }

  /// The report with answers to `questions`, in place of those to others.
  /// - Complexity: some thousand draws for each comparison.
  package func asking(_ questions: [Question]) -> Report {
    var report = self
    report.questions = questions
    report.answers =
      report.hasAnswers
      ? questions.map {
        AnsweredQuestion(
          $0, on: summaries, choices: choicesBySplit, under: description.protocolFile)
      } : []
    return report
  }

  /// What was chosen on each split of each dataset.
  private var choicesBySplit: [[Choices]] {
    let bySplit = RecordsBySplit(records)
    return description.datasets.map { dataset in
      (0..<description.protocolFile.splits.count(of: dataset.name)).map {
        Choices(
          dataset, split: $0, records: bySplit[dataset.name, $0],
          under: description.protocolFile)
      }
    }
  }

  /// The content of `answers.csv`: a row for each comparison of each question. Accuracies are shares from 0 to 1.
  var answersCSV: String {
    var csv = CSVText(header: [
      "question", "method", "minus", "keep", "datasets", "better", "equal", "worse", "median",
      "interval_low", "interval_high", "p", "p_holm", "p_worse", "p_equal", "p_better",
      "detectable",
      "detectable_corrected", "verdict",
    ])
    func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    for answered in answers {
      let title = answered.question.title
      switch answered.finding {
      case .differences(let answer):
        for comparison in answer.comparisons {
          let effect = comparison.effect
          csv.append([
            title, comparison.method.name.rawValue, comparison.contrast.minus,
            comparison.level?.description ?? "", "\(comparison.contrast.differences.count)",
            "\(effect.wins)", "\(effect.ties)", "\(effect.losses)", "\(effect.median)",
            text(effect.interval?.lowerBound), text(effect.interval?.upperBound),
            "\(comparison.p)", "\(comparison.adjusted)", "\(comparison.posterior.worse)",
            "\(comparison.posterior.equivalent)", "\(comparison.posterior.better)",
            text(comparison.detectable?.alone), text(comparison.detectable?.corrected),
            comparison.verdict.rawValue,
          ])
        }
      case .trends(let answer):
        for trend in answer.trends {
          csv.append(
            [
              title, trend.first.name.rawValue, trend.second.name.rawValue,
              trend.level?.description ?? "", "\(trend.test?.count ?? 0)",
            ] + Array(repeating: "", count: 6) + [text(trend.test?.pValue), text(trend.adjusted)]
              + Array(repeating: "", count: 3)
              + [text(trend.detectable), "", trend.verdict.plain()])
        }
      }
    }
    return csv.text
  }
}

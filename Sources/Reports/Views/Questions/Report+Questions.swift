import Experiments
import Pruning
import Statistics

extension Report {
  /// What the run says to the questions that it is asked; nil where there are none, or the run is about one dataset.
  var answersSection: Section? {
    guard !questions.isEmpty, summaries.count > 1, missingFits == 0 else { return nil }
    let sections = answers.map { answer in
      Section(
        heading: "\(name: answer.question.title)",
        blocks: [.paragraph(answer.verdict), .table(answer.table)])
    }
    return Section(
      heading: "Questions",
      blocks: [.paragraph(Answer.explanation)] + sections.map { .section($0) })
  }

  private var answers: [Answer] {
    questions.map { Answer(to: $0, on: summaries, under: description.protocolFile) }
  }

  /// The content of `answers.csv`: a row for each comparison of each question. Accuracies are shares from 0 to 1.
  var answersCSV: String {
    var csv = CSVText(header: [
      "question", "method", "minus", "keep", "datasets", "better", "equal", "worse", "median",
      "interval_low", "interval_high", "p", "p_holm", "p_worse", "p_equal", "p_better", "verdict",
    ])
    for answer in answers {
      for comparison in answer.comparisons {
        let effect = comparison.effect
        csv.append([
          answer.question.title, comparison.pair.first.name.rawValue,
          comparison.pair.second.name.rawValue, comparison.level?.description ?? "",
          "\(comparison.pair.differences.count)", "\(effect.wins)", "\(effect.ties)",
          "\(effect.losses)", "\(effect.median)",
          effect.interval.map { "\($0.lowerBound)" } ?? "",
          effect.interval.map { "\($0.upperBound)" } ?? "", "\(comparison.p)",
          "\(comparison.adjusted)", "\(comparison.posterior.worse)",
          "\(comparison.posterior.equivalent)", "\(comparison.posterior.better)",
          comparison.verdict.plain(),
        ])
      }
    }
    return csv.text
  }
}

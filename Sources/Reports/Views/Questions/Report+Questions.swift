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
    let sections = answers.map { question, answer in
      let blocks: [Block] =
        switch answer {
        case .differences(let answer): [.paragraph(answer.verdict), .table(answer.table)]
        case .trends(let answer):
          [.paragraph(answer.verdict), .table(answer.table), .table(answer.differences)]
        }
      return Section(heading: "\(name: question.title)", blocks: blocks)
    }
    return Section(
      heading: "Questions",
      blocks: [comparison.dependence].compactMap { hasOthers ? $0 : nil }.map(Block.paragraph)
        + (hasOthers ? [.paragraph(Answer.explanation)] : [])
        + (hasTrends ? [.paragraph(NoiseAnswer.explanation)] : [])
        + sections.map { .section($0) })
  }

  /// Whether the run can answer questions: all of it is there, and it is about several datasets.
  var hasAnswers: Bool { !questions.isEmpty && summaries.count > 1 && missingFits == 0 }

  private enum Found {
    case differences(Answer)
    case trends(NoiseAnswer)
  }

  private var answers: [(Question, Found)] {
    let protocolFile = description.protocolFile
    lazy var choices = choicesBySplit
    return questions.map { question in
      switch question.kind {
      case .methods(let minus):
        (
          question,
          .differences(
            Answer(
              question.methods, minus: minus, keep: question.keep, on: summaries,
              under: protocolFile))
        )
      case .widths(let hidden, let other):
        (
          question,
          .differences(
            Answer(
              question.methods.compactMap(protocolFile.method).flatMap { method in
                (method.isPruned ? question.keep : [nil]).map {
                  Contrast(method, hidden: hidden, minus: other, at: $0, in: choices)
                }
              }, seed: protocolFile.seed))
        )
      case .noise(let times, let minus):
        (
          question,
          .trends(
            NoiseAnswer(
              question.methods, minus: minus, keep: question.keep, times: times, on: summaries,
              under: protocolFile))
        )
      }
    }
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
    for (question, answer) in answers {
      switch answer {
      case .differences(let answer):
        for comparison in answer.comparisons {
          let effect = comparison.effect
          csv.append([
            question.title, comparison.method.name.rawValue, comparison.contrast.minus,
            comparison.level?.description ?? "", "\(comparison.contrast.differences.count)",
            "\(effect.wins)", "\(effect.ties)", "\(effect.losses)", "\(effect.median)",
            text(effect.interval?.lowerBound), text(effect.interval?.upperBound),
            "\(comparison.p)", "\(comparison.adjusted)", "\(comparison.posterior.worse)",
            "\(comparison.posterior.equivalent)", "\(comparison.posterior.better)",
            text(comparison.detectable?.alone), text(comparison.detectable?.corrected),
            comparison.verdict.plain(),
          ])
        }
      case .trends(let answer):
        for trend in answer.trends {
          csv.append(
            [
              question.title, trend.first.name.rawValue, trend.second.name.rawValue,
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

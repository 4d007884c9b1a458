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
    let caveats = (hasOthers ? [dependenceOfAnswers].compactMap(\.self) : []) + leftOut
    return Section(
      heading: "Questions",
      blocks: caveats.map(Block.paragraph)
        + (hasOthers ? [.paragraph(Answer.explanation)] : [])
        + (hasTrends ? [.paragraph(NoiseAnswer.explanation)] : [])
        + answers.map { .section($0.section) })
  }

  /// What is wrong with datasets that are versions of one another.
  private var dependenceOfAnswers: InlineText? {
    comparison.dependence.map {
      "\($0) So every p and every interval over the datasets is too small."
    }
  }

  /// Methods without a refit on some split, which have no value there.
  private var leftOut: [InlineText] {
    let found = summaries.flatMap { summary in
      summary.entries.filter { entry in
        ([entry.accuracy] + entry.byLevel.map(\.accuracy)).contains {
          $0?.bySplit.contains(nil) ?? false
        }
      }.map { "\(name: $0.method.title) on \(name: summary.dataset.title)" as InlineText }
    }
    return found.isEmpty
      ? []
      : [
        """
        Left out, since all refits of a split failed at a share of connections: \(found.joined(separator: "; ")).
        """
      ]
  }

  /// What the first question of the run found, for the top of the report.
  var firstAnswer: [Block] {
    guard let first = answers.first else { return [] }
    let rest: InlineText =
      answers.count > 1
      ? " (Of \(answers.count) questions the first; the others are answered below.)" : ""
    let caveats = first.isAboutVersions ? [] : [dependenceOfAnswers].compactMap(\.self)
    return [
      .paragraph("\(strong: first.heading)\(rest)"), .list(caveats + first.sentences),
    ]
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
      ? zip(1..., questions).map {
        AnsweredQuestion(
          $1, number: $0, on: summaries, choices: choicesBySplit, under: description.protocolFile)
      } : []
    return report
  }

  /// What was chosen on each split of each dataset.
  private var choicesBySplit: [[Choices]] {
    description.datasets.map { dataset in
      (0..<description.protocolFile.splits.count(of: dataset.name)).map {
        Choices(
          dataset, split: $0, records: recordsBySplit[dataset.name, $0],
          under: description.protocolFile)
      }
    }
  }

  /// The content of `answers.csv`: a row for each comparison of each question. Accuracies are shares from 0 to 1.
  var answersCSV: String {
    var csv = CSVText(header: [
      "question", "planned", "method", "minus", "keep", "datasets", "better", "equal", "worse",
      "median", "interval_low", "interval_high", "p", "p_holm", "p_worse", "p_equal", "p_better",
      "detectable", "detectable_corrected", "verdict", "connections", "connections_minus",
    ])
    func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    for answered in answers {
      let title = answered.question.title
      let planned = answered.question.isPlanned ? "yes" : "no"
      switch answered.finding {
      case .differences(let answer):
        for comparison in answer.comparisons {
          let effect = comparison.effect
          let isReference = answered.question.isReference
          func decided(_ value: Double?) -> String { isReference ? "" : text(value) }
          csv.append([
            title, planned, comparison.method.name.rawValue, comparison.contrast.minus,
            comparison.level?.description ?? "", "\(comparison.contrast.differences.count)",
            "\(effect.wins)", "\(effect.ties)", "\(effect.losses)", "\(effect.median)",
            text(effect.interval?.lowerBound), text(effect.interval?.upperBound),
            decided(comparison.test.pValue), decided(comparison.adjusted),
            decided(comparison.posterior.worse), decided(comparison.posterior.equivalent),
            decided(comparison.posterior.better), decided(comparison.detectable?.alone),
            decided(comparison.detectable?.corrected),
            isReference ? "" : comparison.verdict.rawValue,
            text(comparison.contrast.medians?.first), text(comparison.contrast.medians?.second),
          ])
        }
      case .trends(let answer):
        for trend in answer.trends where !answered.question.isReference {
          csv.append(
            [
              title, planned, trend.first.method.name.rawValue, trend.second.method.name.rawValue,
              trend.level?.description ?? "", "\(trend.test?.count ?? 0)",
            ] + Array(repeating: "", count: 6) + [text(trend.test?.pValue), text(trend.adjusted)]
              + Array(repeating: "", count: 3)
              + [text(trend.detectable), "", trend.verdict.plain(), "", ""])
        }
      }
    }
    return csv.text
  }
}

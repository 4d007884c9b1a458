import Experiments

/// A question with what the run says to it.
struct AnsweredQuestion {
  enum Finding {
    case differences(Answer)
    case trends(NoiseAnswer)
  }

  let question: Question
  let finding: Finding

  /// - Parameter choices: what was chosen on each split of each dataset, which only questions about widths need.
  init(
    _ question: Question, on summaries: [Summary], choices: @autoclosure () -> [[Choices]],
    under protocolFile: ProtocolFile
  ) {
    self.question = question
    switch question.kind {
    case .methods(let minus):
      finding = .differences(
        Answer(
          question.methods, minus: minus, keep: question.keep, on: summaries, under: protocolFile))
    case .widths(let hidden, let other):
      let choices = choices()
      finding = .differences(
        Answer(
          question.methods.compactMap(protocolFile.method).flatMap { method in
            (method.isPruned ? question.keep : [nil]).map {
              Contrast(method, hidden: hidden, minus: other, at: $0, in: choices)
            }
          }, seed: protocolFile.seed))
    case .noise(let times, let minus):
      finding = .trends(
        NoiseAnswer(
          question.methods, minus: minus, keep: question.keep, times: times, on: summaries,
          under: protocolFile))
    }
  }

  var section: Section {
    let blocks: [Block] =
      switch finding {
      case .differences(let answer): [.list(answer.sentences), .table(answer.table)]
      case .trends(let answer):
        [.list(answer.sentences), .table(answer.table), .table(answer.differences)]
      }
    return Section(heading: "\(name: question.title)", blocks: blocks)
  }
}

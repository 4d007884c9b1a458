import Experiments

/// A question with what the run says to it.
struct AnsweredQuestion {
  enum Finding {
    case differences(Answer)
    case trends(NoiseAnswer)
  }

  let question: Question
  let finding: Finding
  /// Of the dense networks that are subtracted those that can be the best one itself.
  private let shared: [SharedSettings]
  /// What its picture is called, if it has one.
  private let figureName: String

  /// - Parameters:
  ///   - number: which of the questions it is, from 1.
  ///   - choices: what was chosen on each split of each dataset, which only some questions need.
  init(
    _ question: Question, number: Int, on summaries: [Summary],
    choices: @autoclosure () -> [[Choices]], under protocolFile: ProtocolFile
  ) {
    self.question = question
    figureName = "noise-\(number)"
    var shared: [SharedSettings] = []
    switch question.kind {
    case .methods(let minus):
      shared = minus.compactMap(protocolFile.method).compactMap {
        SharedSettings($0, of: protocolFile.methods.control, in: choices())
      }
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
    self.shared = shared
  }

  /// Whether it compares the versions of each dataset: then they may depend on each other.
  var isAboutVersions: Bool { if case .trends = finding { true } else { false } }

  /// What was found, in sentences; none of a question that decides nothing.
  var sentences: [InlineText] {
    guard !question.isReference else { return [] }
    return switch finding {
    case .differences(let answer): answer.sentences + shared.map(\.sentence)
    case .trends(let answer): answer.sentences
    }
  }

  /// Nil where nothing is drawn.
  var figure: CaptionedFigure? {
    guard case .trends(let answer) = finding, let figure = answer.scores.figure(named: figureName)
    else { return nil }
    return CaptionedFigure(
      caption: "Test accuracy with more and more noise columns", figure: figure)
  }

  /// What the question is called: with a note if nobody had asked it before the run.
  var heading: InlineText {
    "\(name: question.title)\(words: question.isPlanned ? "" : " (not planned)")"
  }

  var section: Section {
    let list: [Block] = sentences.isEmpty ? [] : [.list(sentences)]
    let picture = figure.map { [Block.figure($0.reference(in: "figures"))] } ?? []
    let tables: [Block] =
      switch finding {
      case .differences(let answer): [.table(answer.table(isReference: question.isReference))]
      case .trends(let answer):
        (question.isReference ? [] : [.table(answer.table)])
          + [.table(answer.differences), .table(answer.scores.table)]
      }
    return Section(heading: heading, blocks: list + picture + tables)
  }
}

import Experiments
import Inputs
import Pruning
import Tabular

/// The commands that make the chosen networks of one dataset again: from a report to a model.
struct FitCommands {
  /// Of more methods each has one command.
  private static let mostPairs = 5

  let summary: Summary
  let protocolFile: ProtocolFile

  /// Nothing where no network was chosen yet.
  var blocks: [Block] {
    let commands = summary.entries.filter { !$0.method.isExternal }.compactMap(command)
    guard !commands.isEmpty else { return [] }
    let hasBoth = commands.count <= Self.mostPairs
    let splits = protocolFile.splits
    // A file's mean share has more digits than anybody needs.
    let share =
      splits.drawnShare ?? (1e4 * splits.testShare(of: summary.dataset.name)).rounded() / 1e4
    let lines = commands.flatMap { command in
      [
        "\(command.fit) --test-share \(share)",
        hasBoth ? "\(command.fit) --test-share 0 --save \(command.file)" : nil,
      ].compactMap(\.self)
    }
    let whole: InlineText =
      hasBoth
      ? "The first line of each holds out a test set, the second trains on all rows and saves the model."
      : "With \(code: "--test-share 0 --save model.onnx") it trains on all rows and saves the model."
    return [
      .paragraph(
        """
        These commands train such a network alone, with the setting that was chosen most often. \(whole)
        """), .preformatted(lines.joined(separator: "\n") + "\n"),
    ]
  }

  /// What was chosen on most splits, of equally many the first.
  private func chosen(_ entry: Summary.Entry) -> Candidate? {
    let candidates = entry.splits.map(\.candidate)
    func votes(_ candidate: Candidate) -> Int {
      candidates.count { $0.setting == candidate.setting && $0.level == candidate.level }
    }
    return candidates.reduce(nil) { best, next in
      guard let best, votes(next) <= votes(best) else { return next }
      return best
    }
  }

  private func command(_ entry: Summary.Entry) -> (fit: String, file: String)? {
    guard let candidate = chosen(entry) else { return nil }
    let (setting, method, schedule) = (candidate.setting, entry.method, protocolFile.schedule)
    var words =
      ["prunebench", "fit"] + (summary.dataset.arguments ?? [summary.dataset.name]) + [
        "--hidden", setting.hidden.map(String.init).joined(separator: "+"), "--l2", "\(setting.l2)",
        "--batch", "\(setting.batch)", "--learning-rate",
        "\(setting.learningRate ?? schedule.learningRate)", "--pretraining-epochs",
        "\(schedule.pretrainingEpochs)", "--pruning-epochs", "\(schedule.pruningEpochs)",
        "--method", method.training,
      ]
    if let decay = setting.rateDecay { words += ["--rate-decay", "\(decay)"] }
    if let scaling = setting.scaling { words += ["--scaling", scaling.rawValue] }
    if method.isPruned {
      let targets = protocolFile.targets(
        candidate.level, for: summary.dataset.architecture(hidden: setting.hidden))
      words += ["--keep", targets.map(String.init).joined(separator: "+")]
      let pruning = protocolFile.pruning
      if method.annealingRate(under: pruning) != nil {
        words += ["--annealing-rate", "\(pruning.annealingRate)"]
      }
      if method.normalization(under: pruning) != nil {
        words += ["--normalization", pruning.normalization.rawValue]
      }
    }
    if protocolFile.seed != 1 { words += ["--seed", "\(protocolFile.seed)"] }
    let file = FileNames(of: ["\(summary.dataset.name)-\(method.id)"])
    return (
      words.map(ShellText.word).joined(separator: " "),
      ShellText.word(file["\(summary.dataset.name)-\(method.id)"] + ".onnx")
    )
  }
}

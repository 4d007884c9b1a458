import Experiments
import Inputs

// What chose the settings of a run, and which epoch counts.
extension Report {
  /// What chose setting, density and epoch; which epoch counts; and which rows are for comparison only.
  var choices: InlineText {
    let choice = protocolFile.choice
    func chosen(isByTest: Bool) -> String {
      let names =
        (isByTest ? [] : ["the setting"])
        + (isPruning && (choice.density == .test) == isByTest ? ["the density"] : [])
        + (choice.epoch == (isByTest ? .test : .validation) ? ["the epoch"] : [])
      return names.dropLast().joined(separator: ", ") + (names.count > 1 ? " and " : "")
        + (names.last ?? "")
    }
    let (tested, validated) = (chosen(isByTest: true), chosen(isByTest: false))
    guard !tested.isEmpty else {
      return "Validation alone chose \(words: validated).\(countedEpoch)\(forComparison)"
    }
    let whose: InlineText =
      choice.epoch == .test
      ? ", as in the paper: the accuracies at the best epoch are"
      : ": the accuracy of pruned networks is"
    return """
      \(strong: "The test set") chose \(words: tested)\(whose) optimistic. Validation chose \(words: validated).\
      \(countedEpoch)
      """
  }

  private var countedEpoch: InlineText {
    switch protocolFile.choice.epoch {
    case .test, .validation: ""
    case .last: " The last epoch counts."
    case .lastMean:
      """
       The mean of the last \(count: protocolFile.choice.last ?? 1, "epoch") counts, as far as a method has its final \
      connections in them.
      """
    }
  }

  private var forComparison: InlineText {
    guard hasMeasures else { return "" }
    return protocolFile.choice.epoch == .last
      ? " The row of best epochs is for comparison; it took part in no choice."
      : " The rows of best and last epochs are for comparison; they took part in no choice."
  }
}

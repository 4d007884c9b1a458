import Experiments
import Runs

extension Report {
  /// The run's name as a reader is to type it.
  var codeName: InlineText { "\(code: name)" }

  /// `paper (the paper's protocol)`, without what is in brackets where the protocol says nothing.
  var title: InlineText { codeName + InlineText(inBrackets: description.protocolFile.summary) }

  /// Fits that the run has not made yet.
  var missingFits: Int { expectedFits - records.count }

  /// What the protocol counts as accuracy: `epoch and density chosen on the test set`.
  var countedAccuracy: String {
    let protocolFile = description.protocolFile
    if protocolFile.isLeakFree { return "leak-free" }
    switch (protocolFile.choice.epoch, protocolFile.choice.density) {
    case (.test, .test): return "epoch and density chosen on the test set"
    case (.test, .validation): return "epoch chosen on the test set"
    case (.validation, .test), (.last, .test), (.lastMean, .test):
      return "density chosen on the test set"
    case (.validation, .validation), (.last, .validation), (.lastMean, .validation):
      return "features scaled by all rows"
    }
  }

  /// `strict`, with a mark while it is unfinished.
  var rowTitle: InlineText {
    missingFits > 0 ? "\(codeName), \(strong: "unfinished")" : codeName
  }
}

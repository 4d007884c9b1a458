import Experiments
import Statistics

/// What a run says of one method on one dataset, against the control: a sentence for those who know no statistics.
struct Verdict {
  let summary: Summary
  let entry: Summary.Entry
  let control: Summary.Entry
  /// The mean test accuracy minus the control's.
  let mean: Double
  /// Nil where neither splits nor rows can be compared.
  let difference: Difference?
  /// What a dense network is that another's size decides: `, a dense network of about the size of NN+CPNA,`.
  private let kind: InlineText

  /// Nil if either has no score.
  init?(
    _ summary: Summary, of entry: Summary.Entry, against control: Summary.Entry,
    under protocolFile: ProtocolFile
  ) {
    guard let own = entry.accuracy, let other = control.accuracy else { return nil }
    self.summary = summary
    self.entry = entry
    self.control = control
    difference = Difference(
      summary, of: entry.method.name, from: control.method.name, under: protocolFile)
    mean = difference?.mean ?? own.mean - other.mean
    // A protocol can say its nodes, whatever the other's size.
    let isOfItsSize = protocolFile.equivalent.hidden[summary.dataset.name] == nil
    let model = isOfItsSize ? entry.method.sizedAs.flatMap(protocolFile.method) : nil
    kind = model.map { ", a dense network of about the size of \(name: $0.title)," } ?? ""
  }

  /// The t statistics of splits that are enough for a verdict; nil of fewer.
  var statistics: ResampledMean? {
    difference.flatMap { $0.hasStatistics ? $0.resampled : nil }
  }

  /// How probable it is that the method is worse by more than matters; nil without a verdict.
  var worse: Double? { statistics?.probabilities(rope: Difference.rope).worse }

  /// `NN+CPNA keeps 9.4 % of the connections (150 of 1,600) and is 0.10 points below NN(best), 95 % interval -0.40 to
  /// +0.20: no significant difference (p = 0.450). The probability that it is worse by over 0.2 points is 0.21.`
  var sentence: InlineText {
    let subject: InlineText = """
      \(name: entry.method.title)\(kind) \(size)is \(Self.place(mean)) \(name: control.method.title)
      """
    guard let difference else { return "\(subject)." }
    guard let statistics else {
      return switch difference.basis {
      case .rows:
        """
        \(subject) on the one test set; on other test rows of the same kind the difference may be \
        \(Quantity.interval(difference.interval, .percent(isSigned: true))) points.
        """
      case .splits, .pairs: "\(subject)\(difference.range)."
      }
    }
    let p = statistics.pValue
    return """
      \(subject), 95 % interval \(Quantity.interval(difference.interval, .percent(isSigned: true))): \(outcome) (p \
      \(words: p < 0.001 ? "" : "= ")\(Quantity.pValue(p))). The probability that it is worse by over \
      \(percent: Difference.rope, decimals: 1) points is \(worse ?? 0, decimals: 2).
      """
  }

  /// The same for a list of many: `NN+CPNA keeps 9.4 % of the connections (150 of 1,600) and is 0.10 points below
  /// NN(best): no significant difference.`
  var brief: InlineText {
    let subject: InlineText =
      "\(name: entry.method.title) \(size)is \(Self.place(mean)) \(name: control.method.title)"
    return statistics == nil ? "\(subject): no verdict." : "\(subject): \(outcome)."
  }

  /// What the interval says, and whether it matters.
  private var outcome: InlineText {
    guard let statistics, let difference else { return "no verdict" }
    guard let isPositive = difference.isPositive else { return "no significant difference" }
    let matters = statistics.probabilities(rope: Difference.rope).equivalent < 0.95
    return """
      significantly \(words: isPositive ? "better" : "worse")\
      \(words: matters ? "" : ", though by less than matters")
      """
  }

  /// `0.10 points below`.
  static func place(_ difference: Double) -> InlineText {
    guard Formatting.fixed(100 * difference.magnitude, 2) != "0.00" else {
      return "as accurate as"
    }
    return
      "\(Quantity.number(difference.magnitude, .magnitude)) \(words: difference > 0 ? "above" : "below")"
  }

  /// How many connections are left, beside those that there were and those of the control; with an `and` behind it.
  private var size: InlineText {
    guard let own = entry.size(on: summary.dataset),
      let other = control.size(on: summary.dataset), own.nominal != other.nominal
    else { return "" }
    func share(_ whole: Double) -> Quantity {
      .number(own.nominal / whole, .percentWithSign(decimals: 1))
    }
    let count = Quantity.count(Int(own.nominal.rounded()), isGrouped: true)
    let whole = Quantity.count(Int(other.nominal.rounded()), isGrouped: true)
    return entry.method.isPruned && own.dense == other.nominal
      ? "keeps \(share(own.dense)) of the connections (\(count) of \(whole)) and "
      : """
      has \(count) connections, \(share(other.nominal)) as many as \(name: control.method.title) (\(whole)), and \

      """
  }
}

extension Summary.Entry {
  /// The connections that are left and those of the dense networks that it began as, means over the splits; nil if there
  /// are none.
  func size(on dataset: DatasetSummary) -> (nominal: Double, dense: Double)? {
    let counts = connections(on: dataset).map(\.count)
    guard let nominal = MeanAndDeviation(counts.map { Double($0.nominal) }),
      let dense = MeanAndDeviation(counts.map { Double($0.dense) })
    else { return nil }
    return (nominal.mean, dense.mean)
  }
}

import Experiments
import Statistics
import Tabular

/// NN+CPNA's test accuracy minus another method's, as the protocol counts them.
struct MethodDifference: Hashable, Sendable {
  /// The difference of the means.
  let mean: Double
  /// The 95 % interval of the difference.
  let interval: ClosedRange<Double>
  /// What else is to be said of it: p-value and probabilities, and what it was taken over.
  private let detail: String

  /// Differences up to this are of no practical consequence: 0.2 points of accuracy, less than the
  /// paper's own ± on most sets.
  static let rope = 0.002

  /// Nil while either has no retraining with predictions.
  init?(_ summary: Summary, from method: Method, under protocolFile: ProtocolFile) {
    guard let pruned = summary.entry(.pruned)?.accuracy, let other = summary.entry(method)?.accuracy
    else { return nil }
    if let resampled = ResampledMean(
      pruned.differences(from: other), testShare: protocolFile.splits.testShare)
    {
      mean = resampled.mean
      interval = resampled.interval()
      let probabilities = resampled.probabilities(rope: Self.rope)
      detail = """
        p \(pValueText(resampled.pValue, equals: "= ")); worse by over \(fixed(100 * Self.rope, 1)) points, as good, \
        better with probability \(fixed(probabilities.worse, 2)), \
        \(fixed(probabilities.equivalent, 2)), \(fixed(probabilities.better, 2)); \
        \(resampled.count) splits
        """
      return
    }
    guard protocolFile.splits.count(of: summary.dataset.name) == 1 else { return nil }
    let (first, second) = summary.correct(.pruned, beside: method)
    var stream = RandomStream(
      seed: protocolFile.seed, name: "\(summary.dataset.name)/bootstrap/\(method.rawValue)")
    guard let bootstrap = PairedBootstrap(first, minus: second, using: &stream) else { return nil }
    mean = bootstrap.mean
    interval = bootstrap.interval
    // The rows are the ones that the choices were made on; resampling does not make these anew.
    let choices = protocolFile.choice
    detail =
      choices.epoch == .test || choices.density == .test
      ? "one split, without regard to what was chosen on its test part" : "one split"
  }

  /// Whether the difference is above 0, or below; nil where the interval does not tell.
  var isPositive: Bool? { interval.contains(0) ? nil : mean > 0 }

  /// `+0.31 points, 95 % interval +0.02 to +0.60, one split`.
  var text: String {
    func points(_ value: Double) -> String { signed(100 * value, 2) }
    return "\(points(mean)) points, 95 % interval \(points(interval.lowerBound)) to "
      + "\(points(interval.upperBound)), \(detail)"
  }
}

extension Summary {
  /// For each retraining that both methods have, whether each row of the test part is classified
  /// correctly.
  fileprivate func correct(_ method: Method, beside other: Method) -> ([[Bool]], [[Bool]]) {
    func byRepeat(_ method: Method) -> [Int: [Bool]] {
      let pairs = (entry(method)?.splits.first?.finals ?? []).compactMap { record in
        record.result?.predictions.map {
          (record.key.repeat, zip($0.labels, $0.classes).map(==))
        }
      }
      return Dictionary(uniqueKeysWithValues: pairs)
    }
    let (first, second) = (byRepeat(method), byRepeat(other))
    let shared = first.keys.filter { second[$0] != nil }.sorted()
    return (shared.compactMap { first[$0] }, shared.compactMap { second[$0] })
  }
}

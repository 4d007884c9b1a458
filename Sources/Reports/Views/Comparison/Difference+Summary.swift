import Experiments
import Statistics
import Tabular

extension Difference {
  /// A difference on one split has an interval from so many test rows on.
  private static let fewestRows = 5

  /// A method's test accuracy minus another's, as the protocol counts them: over the splits, or, of one split,
  /// over the rows of its test set. Nil while either has no refit with predictions, and of a handful of rows.
  init?(
    _ summary: Summary, of first: MethodName = .cpna, from method: MethodName,
    under protocolFile: ProtocolFile
  ) {
    guard let pruned = summary.entry(first)?.accuracy, let other = summary.entry(method)?.accuracy
    else { return nil }
    if let bySplit = Difference(
      of: pruned, minus: other,
      testShare: protocolFile.splits.testShare(of: summary.dataset.name))
    {
      self = bySplit
      return
    }
    guard protocolFile.splits.count(of: summary.dataset.name) == 1 else { return nil }
    let (own, others) = summary.correct(first, beside: method)
    // The paper's pairs were named by the other method alone.
    let pair = first == .cpna ? method.streamName : "\(first.rawValue)/\(method.rawValue)"
    var stream = RandomStream(
      seed: protocolFile.seed, name: "\(summary.dataset.name)/bootstrap/\(pair)")
    // Resampling a handful of rows tells nothing of other rows.
    guard own.first?.count ?? 0 >= Self.fewestRows else { return nil }
    guard let bootstrap = PairedBootstrap(own, minus: others, using: &stream) else { return nil }
    let choices = protocolFile.choice
    self.init(bootstrap, wereChosenOn: choices.epoch == .test || choices.density == .test)
  }
}

extension Summary {
  /// For each refit that both methods have, whether each row of the test set is classified correctly.
  fileprivate func correct(_ method: MethodName, beside other: MethodName) -> ([[Bool]], [[Bool]]) {
    func byRepeat(_ method: MethodName) -> [Int: [Bool]] {
      let pairs = (entry(method)?.splits.first?.finals ?? []).compactMap { record in
        record.result?.predictions.map {
          (record.key.repeat, zip($0.labels, $0.classes).map(==))
        }
      }
      return Dictionary(uniqueKeysWithValues: pairs)
    }
    /// Predictions from elsewhere are one refit: it is compared with each of a network's.
    func repeated(_ method: MethodName, _ own: [Int: [Bool]], as often: [Int: [Bool]])
      -> [Int: [Bool]]
    {
      guard entry(method)?.method.isExternal == true, let only = own[0] else { return own }
      return often.mapValues { _ in only }
    }
    let (own, others) = (byRepeat(method), byRepeat(other))
    let (first, second) = (
      repeated(method, own, as: others), repeated(other, others, as: own)
    )
    let shared = first.keys.filter { second[$0] != nil }.sorted()
    return (shared.compactMap { first[$0] }, shared.compactMap { second[$0] })
  }
}

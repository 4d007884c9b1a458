import Experiments
import Statistics
import Training

/// How many connections a method has on one split, the mean over its refits.
struct ConnectionCount: Hashable, Sendable {
  /// All that are left.
  let nominal: Int
  /// Those on a path from a feature to a class.
  let effective: Int
  /// Those of the dense network that it began as.
  let dense: Int
  /// `21x64+64x4 = 1600`, or `120+32 = 152 of 1600 (149 effective)`.
  let text: InlineText

  /// Nil for a pruned network without a refit that has a result, and for what another program trained.
  init?(
    _ method: ComparedMethod, _ candidate: Candidate, _ results: [FitResult],
    on dataset: DatasetSummary
  ) {
    guard !method.isExternal else { return nil }
    let architecture = dataset.architecture(hidden: candidate.setting.hidden)
    dense = architecture.connections
    guard method.isPruned else {
      nominal = dense
      effective = dense
      text = "\(words: "\(architecture)")"
      return
    }
    guard let first = results.first else { return nil }
    func mean(_ value: (FitResult) -> Int) -> Int {
      let sum = results.map(value).reduce(0, +)
      return Int((Double(sum) / Double(results.count)).rounded())
    }
    let kept = first.connections.indices.map { layer in mean { $0.connections[layer] } }
    nominal = kept.reduce(0, +)
    effective = min(mean(\.effectiveConnections), nominal)
    text = """
      \(words: kept.map(String.init).joined(separator: "+")) = \(nominal) of \(dense) \
      (\(effective) effective)
      """
  }
}

extension Summary {
  /// Why a method is no network of another's size, if it is meant to be: `NN(equivalent) has 1,998 connections, where
  /// NN+CPNA has 7,414`. A protocol can name hidden nodes that are not those of the nearest size.
  func sizeMismatch(_ method: MethodName) -> InlineText? {
    guard let equivalent = entry(method), let pruned = equivalent.method.sizedAs.flatMap(entry)
    else { return nil }
    let counts = Dictionary(
      uniqueKeysWithValues: pruned.connections(on: dataset).map { ($0.split, $0.count.nominal) })
    let pairs = equivalent.connections(on: dataset).compactMap { split, count in
      counts[split].map { (equivalent: count.nominal, pruned: $0) }
    }
    // No network is nearer than half a node, which is much of a small one.
    let node = dataset.architecture(hidden: [1]).connections
    guard
      pairs.contains(where: { abs($0.equivalent - $0.pruned) > max(node, $0.pruned / 10) })
    else { return nil }
    func mean(_ values: [Int]) -> Int {
      Int((Double(values.reduce(0, +)) / Double(values.count)).rounded())
    }
    return """
      \(name: equivalent.method.title) has \(count: mean(pairs.map(\.equivalent)), "connection"), where \
      \(name: pruned.method.title) has \(count: mean(pairs.map(\.pruned)))
      """
  }
}

extension Summary.Entry {
  /// The connections on each split that has some.
  func connections(on dataset: DatasetSummary) -> [(split: Int, count: ConnectionCount)] {
    splits.compactMap { split in
      ConnectionCount(method, split.candidate, split.results, on: dataset)
        .map { (split.split, $0) }
    }
  }

  /// The connections that are left; of several splits their mean. Nil without a split that has some.
  func nominal(on dataset: DatasetSummary) -> Quantity? {
    mean(connections(on: dataset).map(\.count.nominal))
  }

  /// Those on a path from a feature to an output.
  func effective(on dataset: DatasetSummary) -> Quantity? {
    mean(connections(on: dataset).map(\.count.effective))
  }

  private func mean(_ counts: [Int]) -> Quantity? {
    MeanAndDeviation(counts.map(Double.init)).map { .number($0.mean, NumberStyle(decimals: 0)) }
  }
}

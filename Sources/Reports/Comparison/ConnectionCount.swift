import Protocols
import Training

/// How many connections a method has on one split, the mean over its retrainings.
struct ConnectionCount: Hashable, Sendable {
  /// All that are left.
  let nominal: Int
  /// Those on a path from a feature to a class.
  let effective: Int
  /// Those of the dense network that it began as.
  let dense: Int
  /// `21x64+64x4 = 1600`, or `120+32 = 152 of 1600 (149 effective)`.
  let text: String

  /// Nil for a pruned network without a retraining that has a result.
  init?(
    _ method: Method, _ candidate: Candidate, _ results: [FitResult], on dataset: DatasetSummary
  ) {
    let architecture = dataset.architecture(hidden: candidate.setting.hidden)
    dense = architecture.connections
    guard method == .pruned else {
      nominal = dense
      effective = dense
      text = "\(architecture)"
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
    text =
      "\(kept.map(String.init).joined(separator: "+")) = \(nominal) of \(dense) "
      + "(\(effective) effective)"
  }
}

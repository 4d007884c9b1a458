import Experiments
import Statistics

/// The mean difference of test AUCs between fits on the same samples: of equal draw and
/// initialisation.
struct PairedDifference: Hashable, Sendable {
  let mean: Double
  /// The standard deviation of the differences over the root of their number.
  let standardError: Double
  /// Pairs.
  let count: Int

  /// Nil unless there are two pairs or more. A fit without a partner is left out.
  init?(
    _ a: [(key: StudyKey, result: StudyResult)], minus b: [(key: StudyKey, result: StudyResult)]
  ) {
    let partners = Dictionary(
      b.map { (Place($0.key), $0.result.chosen.testAUC) }, uniquingKeysWith: { first, _ in first })
    let differences = a.compactMap { fit in
      partners[Place(fit.key)].map { fit.result.chosen.testAUC - $0 }
    }
    guard differences.count > 1, let summary = MeanAndDeviation(differences) else { return nil }
    mean = summary.mean
    standardError = summary.squaredError.squareRoot()
    count = summary.count
  }

  private struct Place: Hashable {
    let draw: Int
    let initialisation: Int

    init(_ key: StudyKey) {
      draw = key.draw
      initialisation = key.initialisation
    }
  }

  /// Whether the difference is above `margin` by more than two standard errors; nil if it is within
  /// two of it.
  func isAbove(_ margin: Double) -> Bool? {
    let distance = mean - margin
    return abs(distance) <= 2 * standardError ? nil : distance > 0
  }

  /// `+0.0312 ± 0.0014 over 100 pairs`: ± is the standard error.
  var text: String {
    "\(signed(mean, 4)) ± \(fixed(standardError, 4)) over \(count) pairs"
  }
}

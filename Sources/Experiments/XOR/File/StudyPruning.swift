package import Pruning
import Training

/// How a fit of a study is pruned, as far as the study varies it.
package struct StudyPruning: Codable, Hashable, Sendable {
  /// μ.
  package let annealingRate: Double
  /// What is removed of the hidden layer.
  package let unit: PruningPlan.Unit
  /// The features that are kept where whole features are removed; nil elsewhere.
  package let features: Int?

  /// What the random streams of fits pruned so are told apart by.
  var streamName: String {
    "annealing-\(annealingRate)/\(unit.rawValue)/features-\(features.map(String.init) ?? "all")"
  }

  /// The pruning of the hidden layer alone.
  var ofHiddenLayer: StudyPruning { keeping(features: nil) }

  /// The same with so many features kept.
  func keeping(features: Int?) -> StudyPruning {
    StudyPruning(annealingRate: annealingRate, unit: unit, features: features)
  }
}

extension StudyPruning: CustomStringConvertible {
  /// `μ 20.0, nodes, 5 features`.
  package var description: String {
    "μ \(annealingRate), \(unit.rawValue)" + (features.map { ", \($0) features" } ?? "")
  }
}

extension StudyPruning: Comparable {
  /// By annealing rate, unit, and features.
  package static func < (a: StudyPruning, b: StudyPruning) -> Bool {
    (a.annealingRate, a.unit.rawValue, a.features ?? -1)
      < (b.annealingRate, b.unit.rawValue, b.features ?? -1)
  }
}

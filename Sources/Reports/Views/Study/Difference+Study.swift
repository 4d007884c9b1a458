import Experiments
import Statistics

extension Difference {
  /// The mean difference of test AUCs between fits on the same samples: of equal draw and initialisation. A fit
  /// without a partner is left out. Nil unless there are two pairs or more.
  init?(
    _ first: [(key: StudyKey, result: StudyResult)],
    minus second: [(key: StudyKey, result: StudyResult)]
  ) {
    let partners = Dictionary(
      second.map { (Place($0.key), $0.result.chosen.testAUC) },
      uniquingKeysWith: { first, _ in first })
    self.init(
      ofPairs: first.compactMap { fit in
        partners[Place(fit.key)].map { fit.result.chosen.testAUC - $0 }
      })
  }
}

/// What two fits share that are a pair.
private struct Place: Hashable {
  let draw: Int
  let initialisation: Int

  init(_ key: StudyKey) {
    draw = key.draw
    initialisation = key.initialisation
  }
}

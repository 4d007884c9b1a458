import Tabular

extension Trainer {
  /// Trains with LassoNet's penalty on features (Lemhadri, Ruan, Abraham and Tibshirani, JMLR 22:127, algorithm 1): a
  /// skip layer leads from the features straight to the classes, and a feature may enter the hidden layer only as far
  /// as its skip weights allow; they vanish one by one as the penalty rises.
  /// - Parameters:
  ///   - state: a network with all of its connections. The skip layer begins at 0, and is not part of it.
  ///   - penalties: λ of each epoch; 0 for no constraint, as in the first ones, so that the skip layer can learn.
  ///   - hierarchy: M: the largest weight of a feature in the first layer is at most M times the norm of its skip
  ///     weights.
  ///   - curve: what came before; the epochs are added to it.
  ///   - observe: called after each epoch with the norm of each feature's skip weights; says whether to go on.
  /// - Throws: ``TrainingError``; the state is then unspecified.
  public func followFeaturePath(
    _ state: inout TrainingState, penalties: [Double], hierarchy: Double,
    after curve: inout LearningCurve, observe: (TrainingEpoch, _ norms: [Float]) -> Bool
  ) throws(TrainingError) {
    let session = try Session(self, state.network)
    try session.engine.addSkip()
    for (index, penalty) in penalties.enumerated() {
      try session.penalizing(penalty).run(
        epoch: index + 1, rateFactor: 1, hierarchy: hierarchy, &state, &curve)
      let skip = session.engine.skip(features: session.table.columns)
      let norms = (0..<skip.rows).map { row in
        skip[row: row].reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
      }
      guard observe(session.observation(of: state.network, after: curve), norms) else { break }
    }
    session.store(into: &state.network)
  }
}

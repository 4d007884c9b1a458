extension RunDescription {
  /// The titles of the stages that have fits, in order.
  package var stageTitles: [String] { stages.filter { expectedFits(of: $0) > 0 }.map(title) }

  /// The share of the whole work that the largest job is, by the estimate of the ETA.
  package var largestShare: Double {
    let whole = stages.map(expectedCost).reduce(0, +)
    let largest = datasets.compactMap { dataset -> Double? in
      let own = alone(dataset)
      return own.parts(after: []).first { _ in true }.flatMap { part in
        own.jobs(of: own.stages[0], in: part).map(own.cost).max()
      }
    }
    return whole > 0 ? min(1, (largest.max() ?? 0) / whole) : 0
  }
}

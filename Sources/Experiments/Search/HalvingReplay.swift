package import Pruning

/// What successive halving would have found where the whole grid was searched: a function of the
/// grid's own records, since a fit is the same whichever search makes it.
package struct HalvingReplay: Sendable {
  /// What both searches settle on for a method at one of its levels.
  package struct Pick: Sendable {
    /// Which method.
    package let method: ComparedMethod
    /// How many connections are kept; nil for the dense network.
    package let level: Level?
    /// What the whole grid leads to.
    package let full: Candidate
    /// What halving leads to.
    package let halved: Candidate
    /// Halving's validation accuracy minus the grid's on each fold of each repeat, those that halving
    /// did not use among them.
    package let differences: [Double]
  }

  /// In the order of the methods, and then of the levels.
  package let picks: [Pick]
  /// The share of the grid's fits that halving makes.
  package let shareOfFits: Double
  /// Its share of the grid's work, as the ETA counts work. It is larger, since wide networks get far,
  /// and since fewer fits share a pretraining.
  package let shareOfWork: Double

  /// Nil if the run did not search the whole grid, or has not finished it, or if there is nothing to
  /// halve.
  /// - Parameter repeats: of the cross-validation, how many halving uses: from 1 to the protocol's.
  package init?(
    _ description: RunDescription, dataset: DatasetSummary, split: Int, records: [FitRecord],
    repeats: Int
  ) {
    let halved = description.searching(by: .halving, repeats: repeats)
    guard description.protocolFile.validation.search == .grid, halved.rounds.count > 1 else {
      return nil
    }
    func jobs(_ description: RunDescription) -> [Job] {
      let choices = Choices(
        dataset, split: split, records: records, under: description.protocolFile)
      return description.rounds.indices.flatMap {
        description.jobs(of: .search(round: $0), in: choices)
      }
    }
    let own = records.filter {
      $0.key.phase == .search && $0.key.dataset == dataset.name && $0.key.split == split
    }
    let all = jobs(description)
    guard Set(all.flatMap(\.keys)).isSubset(of: own.map(\.key)) else { return nil }
    let made = jobs(halved)
    let keys = Set(made.flatMap(\.keys))
    let chosenByAll = Choices(
      dataset, split: split, records: own, under: description.protocolFile)
    let chosenByHalving = Choices(
      dataset, split: split, records: own.filter { keys.contains($0.key) },
      under: halved.protocolFile)
    let selection = Selection(description.protocolFile)
    /// On all folds, at the epoch that all of them choose.
    func accuracies(_ candidate: Candidate, _ method: ComparedMethod) -> [Double] {
      let fits = own.filter {
        $0.key.setting == candidate.setting && $0.key.level == candidate.level
          && $0.key.method == method.name
      }.sorted { $0.key < $1.key }
      let epoch = selection.candidate(candidate.setting, candidate.level, fits).epoch
      return fits.map { $0.result.flatMap { selection.accuracy(of: $0, epoch: epoch) } ?? 0 }
    }
    picks = description.protocolFile.searchedMethods.flatMap { method in
      zip(chosenByAll.byLevel(method), chosenByHalving.byLevel(method)).map { full, halved in
        Pick(
          method: method, level: full.level, full: full, halved: halved,
          differences: zip(accuracies(halved, method), accuracies(full, method)).map(-))
      }
    }
    shareOfFits = Double(keys.count) / Double(all.map(\.forks.count).reduce(0, +))
    shareOfWork =
      made.map(description.cost).reduce(0, +) / all.map(description.cost).reduce(0, +)
  }
}

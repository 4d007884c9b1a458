import Experiments

/// A score of a class in the test sets: what a method reaches on a dataset over all refits.
struct ClassScore {
  let dataset: DatasetSummary
  let method: ComparedMethod
  /// The index of the class.
  let label: Int
  /// `precision`, `recall`, `f1` or `auc`.
  let name: String
  let estimate: Estimate
}

import Datasets
import Exchange
import Tabular

/// A dataset of a run, with what a model of it has to know of its rows, and what loads it again.
struct LoadedSet {
  let dataset: Dataset
  let rows: RowDescription
  /// What a command line says.
  let arguments: [String]
}

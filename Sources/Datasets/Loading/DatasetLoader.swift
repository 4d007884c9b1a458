public import Foundation
import Inputs
public import Tabular

/// Turns a dataset's files into a table in memory.
///
/// Delimited tables need only a card (``DelimitedLoader`` reads them). For other tables, conform to this
/// protocol, and pass the loader to ``DatasetRegistry/adding(_:)``.
public protocol DatasetLoader: Sendable {
  /// The dataset's name, its files and its expected size.
  var card: DatasetCard { get }

  /// The card whose files are read: that of another dataset if this one is made of it.
  var source: DatasetCard { get }

  /// Whether ``load(from:)`` works without files.
  var isComputed: Bool { get }

  /// Loads the table.
  /// - Parameter files: one for each file of the card, in the card's order; empty to compute the rows.
  /// - Throws: ``InputError`` at the first contradiction to the card; `CancellationError` if its task is
  ///   cancelled.
  func load(from files: [URL]) throws -> Dataset
}

extension DatasetLoader {
  /// The loader's own card: most datasets are made of no other.
  public var source: DatasetCard { card }

  /// False: most loaders read files.
  public var isComputed: Bool { false }
}

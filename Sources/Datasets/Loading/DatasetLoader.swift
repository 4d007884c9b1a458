public import Foundation
import Inputs
public import Tabular

/// Turns a dataset's files into a table in memory.
///
/// A card alone adds any delimited table (``DelimitedLoader`` reads it). Conform to this to add
/// one that is odder, and hand it to ``DatasetRegistry/adding(_:)``.
public protocol DatasetLoader: Sendable {
  /// What the dataset is called, which files it wants and how large it must be.
  var card: DatasetCard { get }

  /// Whether ``load(from:)`` can do without files.
  var isComputed: Bool { get }

  /// Loads the table.
  /// - Parameter files: One for each of the card's, in the card's order; empty if the rows are
  ///   to be computed.
  /// - Throws: ``InputError`` at the first thing that is not as the card says; `CancellationError` if its task is
  ///   cancelled.
  func load(from files: [URL]) throws -> Dataset
}

extension DatasetLoader {
  /// False: most tables are read.
  public var isComputed: Bool { false }
}

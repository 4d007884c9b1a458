public import ArgumentParser
public import Datasets
import Foundation
import Inputs

/// How a file without a card is taken: the options that several subcommands share.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Of a file without a card: the column that says what class a row is of, its name or number.",
      valueName: "column"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "Of a file without a card: what becomes of missing values.",
      valueName: "policy"))
  var missing: DatasetCard.MissingPolicy = .error

  /// The table at the path `set`; nil if that is no file to be read without a card.
  func table(_ set: String, folds: Int = 5) throws -> InspectedTable? {
    guard InspectedTable.recognises(set) else { return nil }
    return try InspectedTable(
      URL(fileURLWithPath: set), target: target, missing: missing, folds: folds)
  }
}

extension DatasetCard.MissingPolicy: ExpressibleByArgument {}

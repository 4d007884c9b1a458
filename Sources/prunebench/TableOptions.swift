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

  /// What `body` makes of the table at the path `set`, or on standard input for `-`; nil if that is no
  /// file to be read without a card.
  func withTable<Value>(
    _ set: String, folds: Int = 5, _ body: (InspectedTable) throws -> Value
  ) throws -> Value? {
    let input = set == "-" ? try StandardInput() : nil
    guard input != nil || InspectedTable.recognises(set) else { return nil }
    let table = try InspectedTable(
      input?.url ?? URL(fileURLWithPath: set), target: target, missing: missing, folds: folds)
    return try withExtendedLifetime(input) { try body(table) }
  }
}

extension DatasetCard.MissingPolicy: ExpressibleByArgument {}

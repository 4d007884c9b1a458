public import ArgumentParser
public import Datasets
import Foundation
import Inputs

/// How a file without a card is read: the options that several subcommands share.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "For a file without a card: the name of the column with the classes, or its number, from 1.",
      valueName: "column"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "For a file without a card: what to do with missing values.",
      valueName: "policy"))
  var missing: DatasetCard.MissingPolicy = .error

  @Flag(help: "For a file without a card: leave out rows that have no class.")
  var dropUnlabelled = false

  @Flag(
    inversion: .prefixedNo,
    help:
      "For a file without a card: whether its first row names the columns (default: inferred).")
  var header: Bool?

  @Option(
    help: ArgumentHelp(
      "For a file without a card: the decimal mark, point or comma (default: inferred).",
      valueName: "mark"))
  var decimal: DelimitedFormat.DecimalMark?

  @Option(
    help: ArgumentHelp(
      """
      For a file without a card: the mark between groups of three digits: comma, point, space or \
      apostrophe (default: inferred).
      """,
      valueName: "mark"))
  var thousands: DelimitedFormat.ThousandsMark?

  @Option(
    help: ArgumentHelp(
      "For a file without a card: the encoding of its text, such as latin-1 (default: UTF-8 or UTF-16).",
      valueName: "name"))
  var encoding: TextEncoding?

  func validate() throws {
    if let decimal, thousands?.rawValue == decimal.rawValue {
      throw ValidationError("'--decimal' and '--thousands' must name different marks.")
    }
  }

  /// The options that are not at their defaults, as a command line says them.
  var arguments: [String] {
    let options: [(String, String?)] = [
      ("--target", target), ("--missing", missing == .error ? nil : missing.rawValue),
      ("--decimal", decimal?.rawValue), ("--thousands", thousands?.rawValue),
      ("--encoding", encoding?.rawValue),
    ]
    return options.flatMap { option, value in value.map { [option, $0] } ?? [] }
      + (dropUnlabelled ? ["--drop-unlabelled"] : [])
      + (header.map { [$0 ? "--header" : "--no-header"] } ?? [])
  }

  /// What `body` makes of the table at the path `set`, or on standard input for `-`; nil if that is no
  /// file to be read without a card.
  /// - Parameters:
  ///   - name: what the dataset is called; by default as the file.
  ///   - building: whether `body` needs the dataset.
  func withTable<Value>(
    _ set: String, named name: String? = nil, folds: Int = 5,
    building: Bool = false, _ body: (InspectedTable) throws -> Value
  ) throws -> Value? {
    let input = try StreamedInput(set)
    guard input != nil || InspectedTable.recognises(set) else { return nil }
    let hints = TableHints(
      encoding: encoding, decimalMark: decimal, thousandsMark: thousands, hasHeader: header)
    let table = try InspectedTable(
      input?.url ?? URL(fileURLWithPath: set), target: target, missing: missing,
      dropsUnlabelled: dropUnlabelled, hints: hints, name: name, folds: folds,
      buildingAfter: building ? ProvisionalTable.usualSample : nil)
    return try withExtendedLifetime(input) { try body(table) }
  }
}

extension DatasetCard.MissingPolicy: ExpressibleByArgument {}
extension DelimitedFormat.DecimalMark: ExpressibleByArgument {}
extension DelimitedFormat.ThousandsMark: ExpressibleByArgument {}

extension TextEncoding: ExpressibleByArgument {
  /// The encoding that people call `argument`.
  public init?(argument: String) { self.init(named: argument) }
}

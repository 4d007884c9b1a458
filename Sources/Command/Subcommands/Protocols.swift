import ArgumentParser
import Experiments
import Foundation
import Inputs
import Reports

struct Protocols: AsyncParsableCommand {
  /// How the list is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table
    case csv
    case json
  }

  static let configuration = CommandConfiguration(
    abstract: "List the protocols that come with PruneBench, or show one.",
    usage: """
      prunebench protocols [--format <format>]
      prunebench protocols show <protocol> [<options>]
      """,
    discussion: """
      A protocol says how datasets are split, which settings are tried, how long networks train, and \
      what chooses among them. 'run', 'plan' and 'export' take one by --protocol. Listed are, for a \
      dataset that the protocol says nothing particular of, the splits, the epochs of a training, and \
      the fits of a whole run.

      To make one of your own, save one that is near, edit it, and give its path; or write a file \
      that says 'extends: strict', a name of its own, and only what differs.

      EXAMPLES:
        prunebench protocols
        prunebench protocols show strict > mine.yaml
        prunebench run car --protocol mine.yaml
      """,
    subcommands: [Show.self])

  @Option(name: .long, help: "table, csv or json.")
  var format = Format.table

  func run() async throws {
    try await reportingFailures {
      var entries: [Entry] = []
      for name in ProtocolFile.builtInNames {
        entries.append(Entry(try ProtocolFile.named(name)))
      }
      try printToStandardOutput(try text(of: entries), terminator: "")
    }
  }

  private struct Entry: Encodable {
    let name: String
    let splits: Int
    let epochs: Int
    let fits: Int
    let summary: String

    init(_ file: ProtocolFile) {
      name = file.name
      splits = file.splits.count
      epochs = file.epochs
      fits = file.fitsADataset
      summary = file.summary
    }

    static let columns = ["name", "splits", "epochs", "fits", "summary"].map {
      Table.Column(
        $0, "\(words: $0)", alignment: $0 == "name" || $0 == "summary" ? .leading : .trailing)
    }
    var cells: [Cell] {
      [.name(name), .count(splits), .count(epochs), .count(fits), .name(summary)]
    }
  }

  private func text(of entries: [Entry]) throws -> String {
    let table = Table("protocols", columns: Entry.columns, rows: entries.map(\.cells))
    switch format {
    case .table: return TerminalWriter().write(table)
    case .csv: return CSVWriter().write(table)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return JSONText.visible(String(decoding: try encoder.encode(entries), as: UTF8.self)) + "\n"
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a protocol in full, as a file to save and edit.",
      usage: "prunebench protocols show <protocol> [<options>]",
      discussion: """
        What the protocol takes over from others is put in its place, every default is written out, \
        and what the options change is changed. The result is a file that --protocol takes; it is \
        the same protocol, and names its runs alike. Comments are not kept.

        EXAMPLES:
          prunebench protocols show recommended
          prunebench protocols show quick --set name=mine --epochs 30 > mine.yaml
        """)

    @Argument(
      help: ArgumentHelp(
        "The name of a protocol, or the path of a protocol file.", valueName: "protocol"))
    var name: String

    @OptionGroup var changes: ProtocolChanges

    func run() async throws {
      try await reportingFailures {
        try printToStandardOutput(try changes.protocolFile(named: name).yaml, terminator: "")
      }
    }
  }
}

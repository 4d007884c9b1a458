import ArgumentParser
import Experiments
import Foundation
import Inputs
import Reports

struct Protocols: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the protocols that come with PruneBench, or show one.",
    usage: """
      prunebench protocols [--format <format>]
      prunebench protocols show <protocol> [<options>]
      """,
    discussion: """
      A protocol says how datasets are split, which settings are tried, how long networks train, and \
      what chooses among them. 'run', 'plan' and 'export' take one by --protocol. The list has the \
      splits, the epochs of a training and the fits of a whole run, for a dataset without splits or \
      epochs of its own in the protocol.

      To write one of your own, save one that is similar, edit it, and give its path; or write a file \
      with 'extends: strict', a name of its own, and only what differs.

      EXAMPLES:
        prunebench protocols
        prunebench protocols show strict > mine.yaml
        prunebench run car --protocol mine.yaml
      """,
    subcommands: [Show.self])

  @Option(name: .long, help: "table, csv or json.")
  var format = ListFormat.table

  func run() async throws {
    try await reportingFailures {
      var entries: [Entry] = []
      for name in ProtocolFile.builtInNames {
        entries.append(Entry(try ProtocolFile.named(name)))
      }
      try printToStandardOutput(try format.text(of: entries, named: "protocols"), terminator: "")
    }
  }

  private struct Entry: ListEntry {
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

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a protocol in full, as a file to save and edit.",
      usage: "prunebench protocols show <protocol> [<options>]",
      discussion: """
        Prints all keys: those of the protocol, those of the protocols that it extends, every default, \
        and the changes that the options make. The result is a file that --protocol takes. It is the \
        same protocol, and its runs have the same names. Comments are not kept.

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

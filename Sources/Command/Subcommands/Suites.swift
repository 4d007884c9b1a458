import ArgumentParser
import Datasets
import Foundation
import Inputs
import Reports

struct Suites: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the suites: named collections of datasets, or show one.",
    usage: """
      prunebench suites [--format <format>]
      prunebench suites show <suite>
      """,
    discussion: """
      A suite is a list of datasets and the rules by which they were chosen. 'run', 'plan', 'check' and \
      'fetch' take 'suite:uci' as they take a dataset's name.

      To write one of your own, save one that is similar, edit it, and name it 'suite:mine.yaml'. Paths \
      in it are relative to its own folder.

      EXAMPLES:
        prunebench suites
        prunebench suites show uci > mine.yaml
        prunebench datasets --suite uci
        prunebench run suite:offline
      """,
    subcommands: [Show.self])

  @Option(name: .long, help: "table, csv or json.")
  var format = ListFormat.table

  func run() async throws {
    try await reportingFailures {
      var entries: [Entry] = []
      for name in Suite.builtInNames { entries.append(Entry(try Suite.named(name))) }
      try printToStandardOutput(try format.text(of: entries, named: "suites"), terminator: "")
    }
  }

  private struct Entry: ListEntry {
    let name: String
    let datasets: Int
    let summary: String

    init(_ suite: Suite) {
      name = suite.name
      datasets = suite.datasets.count
      summary = suite.summary
    }

    static let columns = [
      Table.Column("name", "name"), Table.Column("datasets", "datasets", alignment: .trailing),
      Table.Column("summary", "summary"),
    ]
    var cells: [Cell] { [.name(name), .count(datasets), .name(summary)] }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a suite: its rules, its datasets, and those that the rules leave out.",
      usage: "prunebench suites show <suite>",
      discussion: """
        Prints the file as it is, with its comments: one to save and edit.

        EXAMPLES:
          prunebench suites show uci
          prunebench suites show uci > mine.yaml
        """)

    @Argument(
      help: ArgumentHelp("The name of a suite, or the path of a suite's file.", valueName: "suite"))
    var name: String

    func run() async throws {
      try await reportingFailures {
        try printToStandardOutput(
          TerminalText.lines(try Suite.text(named: name)), terminator: "")
      }
    }
  }
}

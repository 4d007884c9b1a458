import ArgumentParser
import Foundation
import Inputs
import Reports
import Runs

struct ListRuns: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs in a folder.",
    usage: "prunebench runs [<dir>] [--format <format>]",
    discussion: """
      Shows what each run compares and how far it is; 'prunebench status' says more of one. On a \
      terminal long lists of datasets and methods are cut to its width; csv and json have all of them.

      EXAMPLES:
        prunebench runs
        prunebench runs reports/uci --format csv
      """)

  @Argument(help: ArgumentHelp("The folder with the run folders.", valueName: "dir"))
  var folder = "runs"

  @Option(name: .long, help: "table, csv or json.")
  var format = ListFormat.table

  func run() async throws {
    try await reportingFailures {
      var listings: [RunListing] = []
      for folder in try folders() {
        do {
          let listing = try RunListing(of: folder)
          listings.append(listing)
        } catch let error as InputError {
          tellOfRun(["\(error)"])
        }
      }
      guard !listings.isEmpty else {
        throw InputError(
          .usage, code: .missing, file: folder, expected: "a folder with run folders",
          found: "none", hint: "name another folder: `prunebench run` prints the one that it writes"
        )
      }
      let width = format == .table ? StandardOutput.terminalWidth : nil
      let entries = listings.map { Entry(listing: $0) }
      var text = try format.text(of: entries, named: "runs")
      if let width {
        let longest = text.split(separator: "\n").map(\.count).max() ?? 0
        text = try format.text(
          of: RunListing.cutting(longest - width, from: listings).map { Entry(listing: $0) },
          named: "runs")
      }
      try printToStandardOutput(text, terminator: "")
    }
  }

  /// The run folders in ``folder``, by name; or that itself.
  private func folders() throws(InputError) -> [RunFolder] {
    let url = URL(fileURLWithPath: folder)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: url.path) else {
      throw InputError(
        .usage, code: .unreadable, file: folder, expected: "a folder with run folders",
        hint: "there is no such folder, or it cannot be read")
    }
    let all = [RunFolder(url)] + names.sorted().map { RunFolder(url.appendingPathComponent($0)) }
    return all.filter {
      $0.isPlanned || FileManager.default.fileExists(atPath: $0.descriptionFile.path)
    }
  }

  private struct Entry: ListEntry {
    let listing: RunListing

    func encode(to encoder: any Encoder) throws { try listing.encode(to: encoder) }

    static let columns = RunListing.columns
    var cells: [Cell] { listing.cells }
  }
}

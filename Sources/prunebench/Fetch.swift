import ArgumentParser
import Datasets
import Foundation
import Inputs

struct Fetch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Download sets into the cache.",
    discussion: """
      Gets each set's archive from the address on its card, checks sizes and checksums, and unpacks \
      only the files that the card names. A failed or interrupted download leaves the cache as it \
      was. The cache is $XDG_CACHE_HOME/prunebench, by default ~/.cache/prunebench.

      EXAMPLES:
        prunebench fetch isolet optdigits
        prunebench fetch --all --from ~/Downloads
      """)

  @Argument(help: ArgumentHelp("The sets to fetch.", valueName: "set"))
  var sets: [String] = []

  @Flag(help: "Fetch every set that has an archive.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "A folder or the address of one that has the archives, instead of the cards' own addresses.",
      valueName: "url-or-dir"))
  var from: String?

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  func validate() throws {
    guard sets.isEmpty == all else {
      throw ValidationError("Name the sets to fetch, or all of them with '--all'.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let registry = try DatasetRegistry.builtIn()
      var cards = registry.cards.filter { $0.source.archive != nil }
      if !all {
        cards = []
        for set in sets { cards.append(try registry.card(named: set)) }
      }
      for card in cards {
        if !quiet { printToStandardError("fetching \(card.name)") }
        let outcome = try await Fetcher().fetch(
          card, from: base, into: DataOptions.cacheFolder,
          progress: transferLines(card.name, isQuiet: quiet))
        switch outcome {
        case .fetched: try printToStandardOutput("\(card.name): fetched")
        case .alreadyCached: try printToStandardOutput("\(card.name): in the cache already")
        case .computed: try printToStandardOutput("\(card.name): computed, nothing to fetch")
        }
      }
    }
  }

  private var base: URL? {
    guard let from else { return nil }
    if from.contains("://"), let url = URL(string: from) { return url }
    return URL(fileURLWithPath: from)
  }
}

import ArgumentParser
import Datasets
import Foundation
import Inputs

struct Fetch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Download datasets into the cache.",
    discussion: """
      Downloads each dataset's archive from the address on its card, checks sizes and checksums, and unpacks \
      only the files that the card names. A failed or interrupted download leaves the cache as it \
      was, and does not stop those after it. Of a suite, those datasets are fetched that cannot be \
      computed. The cache is $XDG_CACHE_HOME/prunebench, by default \
      ~/.cache/prunebench.

      A download ends after 30 seconds in which the server does not answer, or sends less than 1 KB \
      a second. Where a card does not say how large an archive and its files are, each may have 1 GiB; \
      a whole archive may unpack to 4 GiB and 100,000 files.

      EXAMPLES:
        prunebench fetch isolet optdigits
        prunebench fetch suite:uci
        prunebench fetch --all --from ~/Downloads
      """)

  @Argument(help: ArgumentHelp("The datasets to fetch.", valueName: "dataset"))
  var sets: [String] = []

  @Flag(help: "Fetch every dataset that has an archive.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "A folder, or the address of one, that has the archives, in place of the cards' own addresses.",
      valueName: "url-or-dir"))
  var from: String?

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  func validate() throws {
    guard sets.isEmpty == all else {
      throw ValidationError("Name the datasets to fetch, or all of them with '--all'.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let cards = try cards()
      let base = try base()
      try await untilInterrupted(remains: "The cache has what was fetched; this fetches the rest") {
        try await goingOn(
          over: cards, named: \.name, expecting: "datasets in the cache",
          hint: "the same command tries only what is missing"
        ) { card in
          try await fetch(card, from: base)
        }
      }
    }
  }

  /// The cards of the files to fetch, each once.
  private func cards() throws -> [DatasetCard] {
    let registry = try DatasetRegistry.builtIn()
    if all { return registry.cards.filter { $0.source.archive != nil } }
    var cards: [DatasetCard] = []
    for set in sets {
      let names = try registry.expanded([set]).filter { !InspectedTable.recognises($0) }
      var loaders = try names.map { try registry.loader(named: $0) }
      if Suite.isNamed(by: set) { loaders.removeAll(where: \.isComputed) }
      for card in loaders.map(\.source) where !cards.contains(card) { cards.append(card) }
    }
    if cards.isEmpty {
      printToStandardError("nothing to fetch: \(sets.joined(separator: ", ")) is computed")
    }
    return cards
  }

  private func fetch(_ card: DatasetCard, from base: URL?) async throws {
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

  /// Where `--from` says the archives are: on the web, or in a folder.
  private func base() throws(InputError) -> URL? {
    guard let from else { return nil }
    let url = from.contains("://") ? URL(string: from) : URL(fileURLWithPath: from)
    guard !from.isEmpty, let url,
      url.isFileURL || (url.isOfTheWeb && url.host?.isEmpty == false)
    else {
      throw InputError(
        .usage, expected: "a folder, or an address such as https://host/folder, for --from",
        found: from)
    }
    return url
  }
}

import Foundation
import Inputs
import Synchronization
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// Downloads from a real HTTP server on loopback, with archives generated here.
@Suite struct FetcherTests {
  private let folder: TemporaryFolder
  private let cache: URL
  private let archive: [UInt8]
  private static let path = "/mirror/wild+flowers.zip"

  init() throws {
    folder = try TemporaryFolder()
    cache = folder.url.appendingPathComponent("cache")
    archive = try Packing.archive(
      .zip, [.init("README", "x"), .init("data/flowers.data", Fixtures.flowersData)])
  }

  private func card(_ original: String = "", _ replacement: String = "") throws -> DatasetCard {
    try Fixtures.card(Fixtures.flowers.replacingOccurrences(of: original, with: replacement))
  }

  private var cached: String? {
    try? String(contentsOf: cache.appendingPathComponent("flowers/flowers.data"), encoding: .utf8)
  }

  /// Fetches from a server with this behaviour; returns the error's message, if there is one.
  private func fetch(
    _ manner: LoopbackServer.Manner = .whole, serving bytes: [UInt8]? = nil,
    card: DatasetCard? = nil, fetcher: Fetcher = Fetcher(timeout: 10)
  ) async throws -> String {
    let card = try card ?? self.card()
    var result = "not tried"
    try await LoopbackServer.serving([Self.path: bytes ?? archive], manner) { url in
      result = await message {
        _ = try await fetcher.fetch(
          card, from: url.appendingPathComponent("mirror"), into: cache)
      }
      result = result.replacingOccurrences(of: url.absoluteString, with: "URL")
    }
    return result
  }

  @Test func wholeArchive() async throws {
    let reports = Mutex<[Fetcher.Progress]>([])
    let card = try card()
    try await LoopbackServer.serving([Self.path: archive]) { url in
      let outcome = try await Fetcher().fetch(
        card, from: url.appendingPathComponent("mirror/"), into: cache
      ) { report in reports.withLock { $0.append(report) } }
      #expect(outcome == .fetched)
    }
    #expect(cached == Fixtures.flowersData)
    #expect(folder.contents == ["cache", "cache/flowers", "cache/flowers/flowers.data"])
    let seen = reports.withLock { $0 }
    #expect(seen.dropLast().last == .downloading(bytes: archive.count, of: archive.count))
    #expect(seen.last == .unpacking)
    // This needs no server: there is none any more.
    #expect(try await Fetcher().fetch(card, into: cache) == .alreadyCached)
  }

  @Test func slowButSteadyServer() async throws {
    // The whole download takes longer than the server may be silent.
    #expect(
      try await fetch(.dribbling(0.4), fetcher: Fetcher(timeout: 2, minimumSpeed: 10)) == "no error"
    )
    #expect(cached == Fixtures.flowersData)
  }

  @Test(arguments: [0, 1, 100])
  func truncated(count: Int) async throws {
    let text = try await fetch(.truncated(count))
    #expect(
      text
        == #"URL/mirror/wild+flowers.zip: expected the archive, found "a download that ends too early"; try again"#
    )
    #expect(folder.contents.isEmpty)
  }

  @Test(arguments: [
    (404, "the archive has moved: give its new address"),
    (500, "try again later, or give another source"),
    (204, "try again later, or give another source"),
  ])
  func otherStatus(code: Int, hint: String) async throws {
    #expect(
      try await fetch(.status(code))
        == "URL/mirror/wild+flowers.zip: expected the archive, found \"HTTP status \(code)\"; \(hint)"
    )
    #expect(folder.contents.isEmpty)
  }

  @Test func wrongChecksums() async throws {
    let zeros = String(repeating: "0", count: 64)
    let archiveCard = try card("wild+flowers.zip", "wild+flowers.zip\n  archive-sha256: '\(zeros)'")
    #expect(
      try await fetch(card: archiveCard)
        .hasPrefix("URL/mirror/wild+flowers.zip: expected SHA-256 \(zeros), found \""))
    let sizeCard = try card("wild+flowers.zip", "wild+flowers.zip\n  archive-bytes: 9999")
    #expect(
      try await fetch(card: sizeCard)
        .hasPrefix("URL/mirror/wild+flowers.zip: expected 9999 bytes, found \"\(archive.count)\""))
    let fileCard = try card(
      "- name: flowers.data", "- {name: flowers.data, sha256: '\(zeros)'}")
    #expect(
      try await fetch(card: fileCard)
        .hasPrefix("URL/mirror/wild+flowers.zip(flowers.data): expected SHA-256 \(zeros)"))
    #expect(folder.contents.isEmpty)
  }

  @Test func escapingEntry() async throws {
    let bytes = try Packing.archive(
      .tar, [.init("flowers.data", "x"), .init("../../escaped", "y")])
    #expect(
      try await fetch(serving: bytes).hasPrefix(
        "URL/mirror/wild+flowers.zip: expected only paths inside the archive, found "
          + "\"../../escaped\""))
    #expect(folder.contents.isEmpty)
  }

  @Test func whatIsNoArchive() async throws {
    let page = Array("<html>The repository has moved.</html>".utf8)
    #expect(
      try await fetch(serving: page)
        .hasPrefix("URL/mirror/wild+flowers.zip: expected a complete .zip or .tar archive"))
    let other = try Packing.archive(.zip, [.init("README", "x")])
    #expect(
      try await fetch(serving: other)
        .hasPrefix("URL/mirror/wild+flowers.zip: expected the file flowers.data in the archive"))
    #expect(
      try await fetch(fetcher: Fetcher(sizeLimit: 100))
        .contains("expected the archive, found \"more than 100 bytes\""))
    #expect(folder.contents.isEmpty)
  }

  /// After any failure the cache is unchanged.
  @Test func aFailureLeavesTheCacheAsItWas() async throws {
    try folder.write("other", to: "cache/other/file")
    try folder.write("half a dataset", to: "cache/flowers/something")
    let before = folder.contents
    for manner in [LoopbackServer.Manner.truncated(50), .status(404)] {
      #expect(try await fetch(manner) != "no error")
      #expect(folder.contents == before)
    }
    #expect(try await fetch(serving: Array(archive.dropLast(40))) != "no error")
    #expect(folder.contents == before)
    // A success replaces only the dataset's own folder.
    #expect(try await fetch() == "no error")
    #expect(
      folder.contents == [
        "cache", "cache/flowers", "cache/flowers/flowers.data", "cache/other", "cache/other/file",
      ])
  }

  /// A file in the cache that does not match its card is fetched again.
  @Test func aDamagedCacheIsRepaired() async throws {
    let card = try card(
      "- name: flowers.data", "- {name: flowers.data, bytes: \(Fixtures.flowersData.utf8.count)}")
    try folder.write("damaged", to: "cache/flowers/flowers.data")
    #expect(try await fetch(card: card) == "no error")
    #expect(cached == Fixtures.flowersData)
  }

  @Test func cancelling() async throws {
    let card = try card()
    let cache = cache
    try await LoopbackServer.serving([Self.path: archive], .silent(20)) { url in
      let task = Task {
        await message {
          _ = try await Fetcher().fetch(
            card, from: url.appendingPathComponent("mirror"), into: cache)
        }
      }
      try await Task.sleep(for: .seconds(0.3))
      task.cancel()
      #expect(await task.value == "CancellationError()")

      let late = Task {
        try? await Task.sleep(for: .seconds(60))
        return await message {
          _ = try await Fetcher().fetch(
            card, from: url.appendingPathComponent("mirror"), into: cache)
        }
      }
      late.cancel()
      #expect(await late.value == "CancellationError()")
    }
    #expect(folder.contents.isEmpty)
  }

  @Test func nobodyListens() async throws {
    let card = try card()
    let nowhere = try #require(URL(string: "http://127.0.0.1:1/"))
    let text = await message { _ = try await Fetcher().fetch(card, from: nowhere, into: cache) }
    #expect(text.hasPrefix("http://127.0.0.1:1/wild+flowers.zip: expected the archive, found"))
    #expect(text.contains("found \"no server at 127.0.0.1: it refuses connections\"; is there"))
    #expect(folder.contents.isEmpty)
  }

  @Test func fromAFolder() async throws {
    let mirror = folder.url.appendingPathComponent("mirror")
    let text = await message { _ = try await Fetcher().fetch(card(), from: mirror, into: cache) }
    #expect(
      text
        == "\(mirror.path)/wild+flowers.zip: expected a file that can be read; there is no such file"
    )
    try folder.write(archive, to: "mirror/wild+flowers.zip")
    #expect(try await Fetcher().fetch(card(), from: mirror, into: cache) == .fetched)
    #expect(cached == Fixtures.flowersData)
  }

  @Test func whatCannotBeFetched() async throws {
    let registry = try DatasetRegistry.builtIn()
    #expect(try await Fetcher().fetch(registry.card(named: "xor"), into: cache) == .computed)
    let card = try card("archive: https://example.org/static/1/wild+flowers.zip", "licence: mine")
    let text = await message { _ = try await Fetcher().fetch(card, into: cache) }
    #expect(text.contains("put its files into a folder and name the folder"))
    // A file where the cache should be.
    try folder.write("x", to: "cache")
    #expect(try await fetch().contains("expected a cache folder that can be written"))
  }

  /// The locator downloads files that it cannot find, unless it is offline.
  @Test func theLocatorFetches() async throws {
    try await LoopbackServer.serving([Self.path: archive]) { url in
      let card = try card("https://example.org/static/1", url.absoluteString + "/mirror")
      let registry = try DatasetRegistry().adding(DatasetRegistry.loader(for: card))
      let offline = DatasetLocator(dataFolder: nil, cacheFolder: cache, offline: true)
      let text = await message { _ = try await offline.dataset(named: "flowers", in: registry) }
      #expect(
        text
          == "expected flowers.data of flowers in the cache; fetch it, or name the folder that holds it"
      )
      let online = DatasetLocator(dataFolder: nil, cacheFolder: cache)
      #expect(try await online.dataset(named: "flowers", in: registry).rows == 6)
      #expect(try await offline.dataset(named: "flowers", in: registry).rows == 6)
    }
  }

  @Test(arguments: [
    ("https://h/s/a+b.zip", "http://m/x", "http://m/x/a+b.zip", "a+b.zip"),
    ("https://h/s/a+b.zip", "http://m/x/", "http://m/x/a+b.zip", "a+b.zip"),
    ("https://h/s/a+b.zip", "http://m", "http://m/a+b.zip", "a+b.zip"),
    (
      "https://h/s/a%20b.zip", "http://m:8080/x%20y?k=1", "http://m:8080/x%20y/a%20b.zip?k=1",
      "a b.zip"
    ),
    ("https://h/s/a%2Bb.zip", "http://m/", "http://m/a%2Bb.zip", "a+b.zip"),
    ("https://h/s/a%2Fb.zip", "http://m/", "http://m/a%2Fb.zip", "a%2Fb.zip"),
    ("https://h/s/a.zip?download=1", "http://m/", "http://m/a.zip", "a.zip"),
  ])
  func placesOfArchives(archive: String, base: String, place: String, name: String) throws {
    let archive = try #require(URL(string: archive))
    let found = ArchivePlace(archive: archive, base: URL(string: base))
    #expect(found.display == place)
    #expect(found.name == name)
    #expect(ArchivePlace(archive: archive, base: nil).location == .web(archive))
    let local = ArchivePlace(archive: archive, base: URL(fileURLWithPath: "dir"))
    #expect(local.display == "dir/\(name)")
  }
}

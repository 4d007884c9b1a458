import Foundation
import Inputs
import Tabular
import TestSupport
import Testing

@testable import Datasets

/// Whatever a server answers, a fetch ends, reports what it received, and leaves the cache unchanged.
struct HostileServerTests {
  private static let archiveName = "wild+flowers.zip"
  private let archive: [UInt8]

  init() throws {
    archive = try Packing.archive(
      .zip, [.init("README", "x"), .init("data/flowers.data", Fixtures.flowersData)])
  }

  /// How one fetch ended.
  private struct End: Sendable {
    let message: String
    let isCacheAsItWas: Bool
    let files: [String]
  }

  private func end(of behaviour: HostileBehaviour) async throws -> End {
    let folder = try TemporaryFolder()
    try folder.write("other", to: "cache/other/file")
    try folder.write("half a dataset", to: "cache/flowers/something")
    let before = try folder.listing
    let archive = archive
    let server = try RawServer { client in try behaviour.script(client, archive) }
    let text = await message {
      // On a busy machine some may take more than a second.
      let isSlow = HostileBehaviour.slow.contains { $0.name == behaviour.name }
      let fetcher = Fetcher(timeout: isSlow ? 1 : 30, minimumSpeed: 1000, sizeLimit: 1 << 20)
      _ = try await fetcher.fetch(
        Fixtures.card(), from: server.url, into: folder.url.appendingPathComponent("cache"))
    }
    return End(
      message: text.replacing(server.url.absoluteString, with: "URL"),
      isCacheAsItWas: try folder.listing == before, files: folder.contents)
  }

  /// Runs all at once, because they mostly wait.
  @Test(.timeLimit(.minutes(1))) func everyBehaviour() async throws {
    #expect(Set(HostileBehaviour.all.map(\.name)).count == HostileBehaviour.all.count)
    try await withThrowingTaskGroup(of: (HostileBehaviour, End).self) { group in
      for behaviour in HostileBehaviour.all {
        group.addTask { (behaviour, try await end(of: behaviour)) }
      }
      for try await (behaviour, end) in group {
        if behaviour.says.isEmpty {
          #expect(end.message == "no error", "\(behaviour.name)")
          #expect(
            end.files == [
              "cache", "cache/flowers", "cache/flowers/flowers.data", "cache/other",
              "cache/other/file",
            ], "\(behaviour.name)")
        } else {
          for text in behaviour.says {
            #expect(end.message.contains(text), "\(behaviour.name): \(end.message)")
          }
          #expect(end.message.hasPrefix("URL/\(Self.archiveName): expected "), "\(behaviour.name)")
          #expect(end.isCacheAsItWas, "\(behaviour.name): \(end.files)")
        }
      }
    }
  }

  @Test func noServerAndNoHost() async throws {
    let folder = try TemporaryFolder()
    func fetch(_ base: String) async throws -> String {
      await message {
        _ = try await Fetcher(timeout: 5).fetch(
          Fixtures.card(), from: URL(string: base), into: folder.url)
      }
    }
    #expect(
      try await fetch("http://no-such-host.invalid").contains("found \"no host of that name\""))
    #expect(
      try await fetch("http://127.0.0.1:1")
        .contains("found \"no server at 127.0.0.1: it refuses connections\"; is there a network?"))
    let server = try RawServer { client in try client.send("no TLS here") }
    // The server closes the connection instead of answering the greeting of TLS.
    #expect(
      try await fetch("https://127.0.0.1:\(server.port)")
        .contains("found \"an encrypted connection that failed\""))
    let named = try await fetch("http://me:secret@127.0.0.1:\(server.port)")
    #expect(named.contains("found \"an address with a user name in it\""))
    #expect(!named.contains("secret"))
    #expect(folder.contents.isEmpty)
  }

  /// The case of schemes and hosts does not matter.
  @Test(arguments: ["HTTP://127.0.0.1", "Http://LOCALHOST"])
  func anyCase(base: String) async throws {
    let folder = try TemporaryFolder()
    let archive = archive
    let server = try RawServer { client in
      try client.send(HostileBehaviour.ok + "\r\n")
      try client.send(archive)
    }
    let card = try Fixtures.card(
      Fixtures.flowers.replacing("https://example.org/static/1", with: "\(base):\(server.port)"))
    #expect(try await Fetcher().fetch(card, into: folder.url) == .fetched)
  }

  /// The card's length limits the bytes of a download.
  @Test func theCardsLengthIsTheLimit() async throws {
    let folder = try TemporaryFolder()
    let card = try Fixtures.card(
      Fixtures.flowers.replacing("flowers.zip", with: "flowers.zip\n  archive-bytes: 5000"))
    let server = try RawServer { client in
      try client.send(HostileBehaviour.ok + "\r\n")
      try client.sendForEver(repeatElement(1, count: 1000))
    }
    let text = await message {
      _ = try await Fetcher().fetch(card, from: server.url, into: folder.url)
    }
    #expect(text.contains("found \"more than 5000 bytes\""))
  }

  /// Lines with any bytes are read or refused.
  @Test func headsOfAnyLines() {
    let words = [
      "HTTP/1.1 ", "200", "302", "\r\n", ":", "Content-Length", "Location", " ", "\u{0}", "9",
      "Content-Encoding", "é\u{301}", "-", "18446744073709551616",
    ]
    var random = RandomStream(seed: 1, name: "heads")
    for _ in 0..<20_000 {
      var head = AnswerHead(archiveLimit: 100)
      do throws(Refusal) {
        for _ in 0..<8 {
          let line = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
            words.randomElement(using: &random) ?? ""
          }.joined()
          try head.read(line)
          #expect(head.length.map { $0 >= 0 } ?? true)
        }
      } catch {
        #expect(!error.found.isEmpty)
      }
    }
  }
}

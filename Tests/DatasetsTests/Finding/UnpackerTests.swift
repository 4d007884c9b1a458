import Foundation
import Inputs
import Testing
import TestSupport

@testable import Datasets

struct UnpackerTests {
  private let folder: TemporaryFolder
  private let target: URL

  init() throws {
    folder = try TemporaryFolder()
    target = folder.url.appendingPathComponent("target")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
  }

  private func unpack(
    _ bytes: [UInt8], limit: Int = 1 << 20, card: String = Fixtures.flowers
  ) throws {
    let archive = try folder.write(bytes, to: "a.zip")
    try Unpacker(
      card: Fixtures.card(card), archiveName: "a.zip", folder: target, limit: limit
    ).unpack(archive)
  }

  private var unpacked: [String] { folder.contents.filter { $0.hasPrefix("target/") } }

  @Test(arguments: [Packing.Shape.zip, .tar, .tarGz])
  func takesOnlyWhatTheCardNames(shape: Packing.Shape) throws {
    try unpack(
      Packing.archive(
        shape,
        [
          .init("README", "read me"), .init("sub/folder/flowers.data", Fixtures.flowersData),
          .init("late/flowers.data", "the first one wins"), .init("flowers.data.bak", "x"),
        ]))
    #expect(unpacked == ["target/flowers.data"])
    let file = target.appendingPathComponent("flowers.data")
    #expect(try String(contentsOf: file, encoding: .utf8) == Fixtures.flowersData)
  }

  @Test(arguments: [Packing.Shape.zip, .tar, .tarGz])
  func looksIntoArchivesOneLevelDeep(shape: Packing.Shape) throws {
    let inner = try Packing.archive(shape, [.init("x/flowers.data", Fixtures.flowersData)])
    let name = shape == .zip ? "inner.zip" : shape == .tar ? "inner.tar" : "inner.tgz"
    let outer = try Packing.archive(
      .zip, [.init("README", "x"), .init("in/\(name)", bytes: inner)])
    try unpack(outer)
    #expect(unpacked == ["target/flowers.data"])

    try FileManager.default.removeItem(at: target.appendingPathComponent("flowers.data"))
    let third = try Packing.archive(.zip, [.init("outer.zip", bytes: outer)])
    #expect(message { try unpack(third) }.contains("expected the file flowers.data in the archive"))
  }

  @Test(arguments: [
    "../flowers.data", "a/../../flowers.data", "/tmp/flowers.data", "..", "../other", "a/..",
    "..\\flowers.data", "\\flowers.data",
  ])
  func noEntryEscapes(path: String) throws {
    for shape in [Packing.Shape.tar, .zip] {
      let bytes = try Packing.archive(
        shape, [.init(path, Fixtures.flowersData), .init("flowers.data", Fixtures.flowersData)])
      let message = message { try unpack(bytes) }
      #expect(message.hasPrefix("a.zip: expected only paths inside the archive, found \""))
      #expect(folder.contents == ["a.zip", "target"])
    }
  }

  @Test func linksAreNoFiles() throws {
    let bytes = try Packing.archive(
      .tar, [.init("flowers.data", link: "/etc/passwd"), .init("x", "y")])
    #expect(message { try unpack(bytes) }.contains("expected the file flowers.data in the archive"))
    #expect(unpacked.isEmpty)
    try unpack(
      Packing.archive(
        .tar,
        [.init("flowers.data", link: "../../x"), .init("a/flowers.data", Fixtures.flowersData)]))
    #expect(unpacked == ["target/flowers.data"])
  }

  @Test func truncatedAndDamagedArchives() throws {
    let text = (0..<2000).map { "\($0 * 7919 % 10007)," }.joined()
    let members: [Packing.Member] = [.init("flowers.data", text)]
    for shape in [Packing.Shape.zip, .tar, .tarGz] {
      let whole = try Packing.archive(shape, members)
      // A tar ends in padding, which is not needed.
      let needed = shape == .tar ? 512 + members[0].bytes.count : whole.count
      for count in [0, 1, 20, 100, needed / 2, needed - 1] {
        let message = message { try unpack(Array(whole.prefix(count))) }
        #expect(
          message.contains("expected a complete .zip or .tar archive")
            || message.contains("expected the file flowers.data in the archive"),
          "\(shape) \(count): \(message)")
      }
    }
    // In the middle of the compressed bytes, which in a zip are covered by a checksum.
    var zip = try Packing.archive(.zip, members)
    let middle = zip.count / 2
    zip[middle] ^= 0xFF
    #expect(message { try unpack(zip) }.contains("expected a complete .zip or .tar archive"))
  }

  @Test func sizesAndChecksums() throws {
    let bytes = try Packing.archive(.zip, [.init("flowers.data", Fixtures.flowersData)])
    func card(_ more: String) -> String {
      Fixtures.flowers.replacingOccurrences(
        of: "- name: flowers.data", with: "- {name: flowers.data, \(more)}")
    }
    let count = Fixtures.flowersData.utf8.count
    try unpack(bytes, card: card("bytes: \(count)"))
    #expect(
      message { try unpack(bytes, card: card("bytes: \(count + 1)")) }
        .hasPrefix("a.zip(flowers.data): expected \(count + 1) bytes, found \"\(count)\""))
    let zeros = String(repeating: "0", count: 64)
    #expect(
      message { try unpack(bytes, card: card("sha256: '\(zeros)'")) }
        .hasPrefix("a.zip(flowers.data): expected SHA-256 \(zeros), found \""))
    #expect(message { try unpack(bytes, limit: count - 1) }.contains("expected files of at most"))
  }

  /// FIPS 180-2's own example.
  @Test func sha256() throws {
    let file = try folder.write("abc", to: "abc")
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(throws: Never.self) {
      try FileChecksum.check(file, as: "abc", bytes: 3, sha256: digest)
    }
  }
}

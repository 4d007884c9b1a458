import Foundation
import Inputs
import Testing
import TestSupport

@testable import Datasets

/// Archives that claim, contain or hide more than they should.
struct HostileArchiveTests {
  private let folder: TemporaryFolder
  private let target: URL
  private static let limit = 1 << 20

  init() throws {
    folder = try TemporaryFolder()
    target = folder.url.appendingPathComponent("target")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
  }

  private func unpack(_ bytes: [UInt8], card: String = Fixtures.flowers) throws -> String {
    let archive = try folder.write(bytes, to: "a.zip")
    return message {
      try Unpacker(
        card: Fixtures.card(card), archiveName: "a.zip", folder: target, limit: Self.limit
      ).unpack(archive)
    }
  }

  private var unpacked: [String] { folder.contents.filter { $0.hasPrefix("target/") } }

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
  private static let flowers = Packing.Member("flowers.data", Fixtures.flowersData)

  @Test(arguments: [Packing.Shape.zip, .tar, .tarGz])
  func aFileThatIsTooLarge(shape: Packing.Shape) throws {
    let bomb = try Packing.archive(
      shape, [.init("flowers.data", bytes: Self.zeros(Self.limit + 1))])
    #expect(
      try unpack(bomb) == "a.zip: expected files of at most 1048576 bytes, found \"a larger one\"; "
        + "if you trust it, unpack it yourself and name its folder")
    let card = Fixtures.flowers.replacing(
      "- name: flowers.data", with: "- {name: flowers.data, bytes: 100}")
    let small = try Packing.archive(shape, [.init("flowers.data", bytes: Self.zeros(101))])
    #expect(
      try unpack(small, card: card).hasPrefix(
        "a.zip(flowers.data): expected 100 bytes, found \"more\""))
  }

  /// Entries that must be unpacked in order to be skipped count as well.
  @Test func allOfAnArchive() throws {
    let junk = (0..<5).map { Packing.Member("junk\($0)", bytes: Self.zeros(Self.limit)) }
    let bomb = try Packing.archive(.tarGz, junk + [Self.flowers])
    #expect(try unpack(bomb).contains("expected an archive that unpacks to at most 4194304 bytes"))
    #expect(try unpack(Packing.archive(.zip, junk + [Self.flowers])) == "no error")
    try FileManager.default.removeItem(at: target.appendingPathComponent("flowers.data"))

    let inner = (0..<5).map { Packing.Member("\($0).zip", bytes: Self.zeros(Self.limit)) }
    let nested = try Packing.archive(.zip, inner + [Self.flowers])
    #expect(try unpack(nested).contains("unpacks to at most 4194304 bytes, found \"more\""))
  }

  /// Unpacking may need memory for the whole file, but not more.
  @Test func aWideWindow() throws {
    let junk = Packing.Member("junk", bytes: Self.zeros(ArchiveReader.windowLimit))
    let file = try folder.write(Packing.archive(.tarXz, [junk, Self.flowers]), to: "a.tar.xz")
    let text = message {
      let reader = try ArchiveReader(file, as: "a.tar.xz", kind: .container)
      while try reader.nextEntry() != nil {}
    }
    #expect(
      text.hasPrefix("a.tar.xz: expected an archive packed by xz of at most 200000000 bytes"))
    #expect(try unpack(Packing.archive(.tarXz, [Self.flowers])) == "no error")
  }

  @Test func manyEntries() throws {
    let allowance = Allowance(bytes: .max, entries: 3)
    let many = try Packing.archive(.tar, (0..<4).map { .init("\($0)", "") })
    let file = try folder.write(many, to: "many")
    let text = message {
      let reader = try ArchiveReader(file, as: "many", kind: .container, allowance: allowance)
      while try reader.nextEntry() != nil {}
    }
    #expect(text.hasPrefix("many: expected an archive of at most 3 entries, found \"more\""))
    // An endless sequence of empty files, in a few bytes.
    let endless = try Packing.archive(.tarGz, (0..<100_001).map { .init("\($0)", "") })
    #expect(try unpack(endless).contains("expected an archive of at most 100000 entries"))
  }

  /// A zip's directory is kept in memory, so its size is limited.
  @Test func aLongDirectory() throws {
    var record = Self.zeros(46)
    record.replaceSubrange(0..<4, with: [0x50, 0x4B, 1, 2])
    // The lengths of a name and of a comment.
    for place in [28, 29, 32, 33] { record[place] = 0xFF }
    record += [UInt8](repeating: UInt8(ascii: "a"), count: 2 * 65535)
    var zip: [UInt8] = []
    for _ in 0..<280 { zip += record }
    let size = (0..<4).map { UInt8(truncatingIfNeeded: zip.count >> (8 * $0)) }
    zip += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 24, 1, 24, 1] + size + [0, 0, 0, 0, 0, 0]
    #expect(try unpack(zip).contains("expected a list of the archive's files of at most 33554432"))
  }

  /// A header of tar that claims eight gigabytes.
  @Test func claimedLengths() throws {
    for name in ["flowers.data", "other"] {
      var tar = try Packing.archive(.tar, [.init(name, "x"), Self.flowers])
      tar.replaceSubrange(124..<135, with: "77777777777".utf8)
      try Self.sign(&tar)
      let text = try unpack(tar)
      #expect(
        text.contains(
          name == "other"
            ? "expected a complete .zip or .tar archive" : "expected files of at most 1048576 bytes"
        ),
        "\(text)")
    }
    #expect(unpacked.isEmpty)
  }

  /// Links, devices and pipes do not count as files, whatever their names.
  @Test(arguments: Array("123456"))
  func kindsOfEntries(type: Character) throws {
    var tar = try Packing.archive(.tar, [.init("flowers.data", "")])
    tar[156] = type.asciiValue ?? 0
    try Self.sign(&tar)
    #expect(try unpack(tar).contains("expected the file flowers.data in the archive"))
    #expect(unpacked.isEmpty)
  }

  @Test func passwordsAndRareMethods() throws {
    var zip = try Packing.archive(.zip, [.init("a/flowers.data", Fixtures.flowersData)])
    try Self.patch(&zip, local: 6, central: 8) { $0 | 1 }
    #expect(
      try unpack(zip) == "a.zip: expected a file without a password, found \"a/flowers.data\"; "
        + "unpack it yourself, and name its folder")
    for method: UInt8 in [14, 95, 98] {
      zip = try Packing.archive(.zip, [Self.flowers])
      try Self.patch(&zip, local: 8, central: 10) { _ in method }
      let text = try unpack(zip)
      #expect(
        text.contains("expected files that are stored, deflated or packed by bzip2"), "\(text)")
    }
  }

  @Test(arguments: ["C:\\flowers.data", "c:/flowers.data", "z:flowers.data", "//host/flowers.data"])
  func pathsOfOtherSystems(path: String) throws {
    for shape in [Packing.Shape.tar, .zip] {
      let text = try unpack(Packing.archive(shape, [Self.flowers, .init(path, "x")]))
      #expect(text.hasPrefix("a.zip: expected only paths inside the archive, found \""), "\(text)")
    }
  }

  @Test(arguments: [Packing.Shape.tar, .zip])
  func namesOfAnyKind(shape: Packing.Shape) throws {
    let data = Fixtures.flowersData
    let long = String(repeating: "x", count: shape == .zip ? 60_000 : 200_000)
    for members: [Packing.Member] in [
      [.init("FLOWERS.DATA", "other"), .init("flowers.data", data)],
      [.init("flowers.data", data), .init("flowers.data", "later")],
      [.init("\(long)/flowers.data", data)],
      // Its letters cannot be written to a tar in this locale.
      shape == .tar
        ? [.init("flowers.data", data)] : [.init("donn\u{E9}es/\u{1F33B}/flowers.data", data)],
      [.init("\u{1B}[31m\n/flowers.data", data)],
      [.init("CON/NUL/flowers.data", data)],
      [.init(" /./flowers.data", data)],
    ] {
      let archive = try Packing.archive(shape, members)
      #expect(try unpack(archive) == "no error", "\(members[0].path.prefix(30))")
      let file = target.appendingPathComponent("flowers.data")
      #expect(try String(contentsOf: file, encoding: .utf8) == data)
      #expect(unpacked == ["target/flowers.data"])
      try FileManager.default.removeItem(at: file)
    }
    // A folder's name in an unknown encoding.
    var bytes = try Packing.archive(shape, [.init("QQQ/flowers.data", data)])
    for place in bytes.indices.dropLast(3) where bytes[place..<place + 3].elementsEqual("QQQ".utf8)
    {
      bytes.replaceSubrange(place..<place + 3, with: [0xFF, 0xC0, 0x80])
    }
    if shape == .tar { try Self.sign(&bytes) }
    #expect(try unpack(bytes) == "no error")
    #expect(unpacked == ["target/flowers.data"])
  }

  /// An archive that writes a name with other code points than the card.
  @Test func composedAndDecomposedNames() throws {
    let zip = try Packing.archive(.zip, [.init("fle\u{302}urs.data", Fixtures.flowersData)])
    let card = Fixtures.flowers.replacing("- name: flowers.data", with: "- name: fl\u{EA}urs.data")
    #expect(try unpack(zip, card: card) == "no error")
    #expect(unpacked.map { Array($0.utf8) } == [Array("target/fl\u{EA}urs.data".utf8)])
  }

  @Test func whatServersSendInstead() throws {
    for page in ["<!DOCTYPE html>", "\n\n<HTML>", "<?xml version='1.0'?>", "\u{FEFF}<html>"] {
      #expect(try unpack(Array(page.utf8)).contains("found \"a web page\"; the archive may have"))
    }
    #expect(
      try unpack([]).contains("expected a complete .zip or .tar archive, found \"an empty file\""))
    let empty: [UInt8] = [0x50, 0x4B, 5, 6] + Self.zeros(18)
    #expect(try unpack(empty).hasPrefix("a.zip: expected a complete .zip or .tar archive"))
  }

  /// An archive with any one byte changed is read or refused, and gives only the card's files.
  @Test(arguments: [Packing.Shape.zip, .tar, .tarGz])
  func changedBytes(shape: Packing.Shape) throws {
    let whole = try Packing.archive(shape, [.init("README", "x"), Self.flowers])
    for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 300)) {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var bytes = whole
        bytes[place] ^= flip
        let text = try unpack(bytes)
        #expect(text == "no error" || text.hasPrefix("a.zip"), "\(place): \(text)")
        #expect(unpacked.allSatisfy { $0 == "target/flowers.data" }, "\(place): \(unpacked)")
        try? FileManager.default.removeItem(at: target.appendingPathComponent("flowers.data"))
      }
    }
  }

  // MARK: Archives that Packing cannot write

  /// Writes the checksum of a tar's first header.
  private static func sign(_ tar: inout [UInt8]) throws {
    try #require(tar.count >= 512)
    tar.replaceSubrange(148..<156, with: repeatElement(UInt8(ascii: " "), count: 8))
    let sum = tar[..<512].reduce(0) { $0 + Int($1) }
    let octal = String(sum, radix: 8)
    let digits = String(repeating: "0", count: 6 - octal.count) + octal
    tar.replaceSubrange(148..<156, with: Array(digits.utf8) + [0, UInt8(ascii: " ")])
  }

  /// Changes a byte that describes a zip's only file, both in its header and in the directory.
  private static func patch(
    _ zip: inout [UInt8], local: Int, central: Int, _ change: (UInt8) -> UInt8
  ) throws {
    let record = try #require(
      zip.indices.first { zip[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    zip[local] = change(zip[local])
    zip[record + central] = change(zip[record + central])
  }
}

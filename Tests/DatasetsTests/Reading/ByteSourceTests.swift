import Foundation
import Inputs
import Testing
import TestSupport

@testable import Datasets

struct ByteSourceTests {
  private let folder: TemporaryFolder
  /// About 300 KB with few repetitions, so that every kind of compression fills many blocks.
  private let text: [UInt8] = Array(
    (0..<6000).map { "\($0),\($0 * 7919 % 10007),\(Double($0).squareRoot())\n" }.joined().utf8)

  init() throws { folder = try TemporaryFolder() }

  private func read(_ file: URL) throws -> [UInt8] {
    let source = try ByteSources.open(file)
    var bytes: [UInt8] = []
    while let chunk = try source.next() {
      #expect(!chunk.isEmpty && chunk.count <= ByteSources.chunkSize)
      bytes += chunk
    }
    #expect(try source.next() == nil)
    return bytes
  }

  @Test func plainFiles() throws {
    #expect(try read(folder.write(text, to: "a.data")) == text)
    #expect(try read(folder.write("", to: "b.data")) == [])
  }

  @Test func gzipAndCompress() throws {
    #expect(try read(folder.write(Packing.gzipped(text, in: folder), to: "a.gz")) == text)
    #expect(try read(folder.write(Packing.compressed(text), to: "a.Z")) == text)
    // Several gzip members form one file.
    let twice = try Packing.gzipped(text, in: folder) + Packing.gzipped(text, in: folder)
    #expect(try read(folder.write(twice, to: "b.gz")) == text + text)
  }

  @Test(arguments: ["absent.data", "absent.gz", "absent.Z"])
  func missingFile(name: String) {
    let file = folder.url.appendingPathComponent(name)
    #expect(
      message { _ = try read(file) }
        == "\(file.path): expected a file that can be read; there is no such file")
  }

  @Test(arguments: ["folder.data", "folder.gz", "folder.Z"])
  func folderInsteadOfFile(name: String) throws {
    let file = folder.url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    let error = #expect(throws: InputError.self) { try read(file) }
    #expect(error?.file == file.relativePath)
  }

  @Test func truncatedGzip() throws {
    let packed = try Packing.gzipped(text, in: folder)
    for count in [10, 11, 1000, packed.count / 2, packed.count - 8, packed.count - 1] {
      let file = try folder.write(packed.prefix(count), to: "a.gz")
      let text = message { _ = try read(file) }
      #expect(
        text.hasSuffix("a.gz: expected a complete gzip file; it ends too early: fetch it again"))
    }
  }

  @Test func damagedGzip() throws {
    var packed = try Packing.gzipped(text, in: folder)
    packed[packed.count - 5] ^= 1
    let file = try folder.write(packed, to: "a.gz")
    #expect(message { _ = try read(file) }.contains("zlib says: "))
  }

  @Test(arguments: ["", "not gzip\n", "\u{1F}"])
  func whatIsNotGzip(text: String) throws {
    let file = try folder.write(text, to: "a.gz")
    #expect(message { _ = try read(file) }.contains("a.gz: expected a gzip file"))
  }

  @Test(arguments: ["", "\u{1F}", "not compressed, but long enough to be looked at\n"])
  func whatIsNotCompressed(text: String) throws {
    let file = try folder.write(text, to: "a.Z")
    #expect(message { _ = try read(file) }.contains("a.Z: expected a file packed by 'compress'"))
  }

  /// LZW has no checksum: damage can cause an impossible code, but never a trap.
  @Test func damagedCompress() throws {
    let packed = try Packing.compressed(text)
    var errors = 0
    for position in stride(from: 3, to: packed.count, by: packed.count / 60) {
      var damaged = packed
      damaged[position] = ~damaged[position]
      let file = try folder.write(damaged, to: "a.Z")
      do {
        #expect(try read(file) != text)
      } catch let error as InputError {
        errors += 1
        #expect(error.description.contains("a.Z: expected a file packed by 'compress'"))
      }
    }
    #expect(errors > 0)
  }

  /// It has no length either: a truncated file is a prefix of the whole.
  @Test func truncatedCompressIsAPrefix() throws {
    let packed = try Packing.compressed(text)
    for count in [100, packed.count / 2, packed.count - 1] {
      let bytes = try read(folder.write(packed.prefix(count), to: "a.Z"))
      #expect(bytes.count < text.count && text.starts(with: bytes))
    }
  }
}

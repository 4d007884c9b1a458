import Foundation
import Inputs
import Runs
import TestSupport
import Testing

@testable import Experiments

/// What names older runs, and what studies come to: recorded before levels and the methods of studies were values.
struct IdentityTests {
  private func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func fingerprint(_ text: String) -> String {
    var fingerprint = Fingerprint()
    fingerprint.update(Data(text.utf8))
    return String(fingerprint.hexadecimal.prefix(10))
  }

  @Test(arguments: Self.protocols)
  func builtInProtocolsNameTheirRunsAsEver(name: String, hash: String) throws {
    // What has been changed since on purpose.
    var changes = ["split.duplicates=apart"]
    if name == "quick" {
      changes += [
        "pruning.densities=[[0.05, 0.1], [0.05, 0.5], [0.1, 0.15]]", "choose.refits=null",
      ]
    }
    if ["wide-start", "dense"].contains(name) { changes.append("grid.scaling=null") }
    if name == "wide-start" { changes.append("name=recommended") }
    let protocolFile = try ProtocolFile.named(
      name, replacing: changes.map { text throws(InputError) in try KeyReplacement(text) }
    ).withoutPresentation
    #expect(fingerprint(try text(protocolFile)) == hash)
  }

  private static let protocols = [
    ("quick", "d9694c614c"), ("strict", "18c029bcfd"), ("wide-start", "b1e09564ce"),
    ("paper", "2f42b41d44"), ("plain", "a09fbae758"), ("dense", "ba3b94d826"),
    ("frontier", "49187c1447"), ("core", "967d687bd8"), ("narrow", "ed321d5a9e"),
    ("high-rate", "f1f50b7531"), ("no-decay", "bed8822931"), ("no-normalization", "5715e82ced"),
    ("strong-l2", "874fa4b16d"), ("even-layers", "5fc2c718d2"), ("at-once", "c0f56bdb97"),
    ("bounded", "df4955d920"), ("unbounded", "6035e9870e"), ("none", "6a7a88e755"),
  ]

  /// The tiny study of all methods, without and with a search.
  @Test(arguments: [(false, "b1c396495c"), (true, "aaaa4c5afe")])
  func studiesComeToTheSameBits(isSearched: Bool, hash: String) async throws {
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      try await Study(try tinyStudy(search: isSearched), workers: 2).run(into: folder)
      let lines = try folder.studyRecords().map { try text($0.timeless) }
      let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      #expect(fingerprint(sorted.joined(separator: "\n")) == hash)
    }
  }
}

import Foundation
import Tabular
@testable import Runs

@testable import Experiments

/// Changes of one bit or one digit of a file, drawn one after the other.
struct Damage {
  private var stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed, name: "damage") }

  /// `bytes` with one bit flipped.
  mutating func flippingABit(of bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    result[below(bytes.count)] ^= 1 << UInt8(below(8))
    return result
  }

  /// `bytes` with another digit in place of one.
  mutating func changingADigit(of bytes: [UInt8]) -> [UInt8] {
    let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
    let place = digits[below(digits.count)]
    var result = bytes
    result[place] = 0x30 + (bytes[place] - 0x30 + UInt8(1 + below(9))) % 10
    return result
  }

  private mutating func below(_ count: Int) -> Int { Int(stream.next() % UInt64(count)) }
}

/// The files of a run that damage is done to.
enum DamagedFile: String, CaseIterable {
  case journal
  case packedJournal
  case description

  /// Where it is in the folder of a run whose journal is packed or not, as this case needs it.
  func url(in folder: RunFolder) -> URL {
    switch self {
    case .journal: folder.journalFolder.appendingPathComponent("fits.jsonl")
    case .packedJournal: folder.journalFolder.appendingPathComponent("fits-1.jsonl.gz")
    case .description: folder.descriptionFile
    }
  }

  /// Changes the file, does what `body` says, and puts the file back.
  func damaged<Value>(
    by damage: inout Damage, flip: Bool, in folder: RunFolder, _ body: () throws -> Value
  ) throws -> Value {
    let url = url(in: folder)
    let whole = try Data(contentsOf: url)
    defer { try? whole.write(to: url) }
    if self == .packedJournal, !flip {
      // A digit of the lines: what packs them then knows of no damage.
      let lines = damage.changingADigit(of: try GzipFile.read(url))
      try FileManager.default.removeItem(at: url)
      guard GzipFile.write(lines, to: url) else { throw CocoaError(.fileWriteUnknown) }
    } else {
      let bytes = Array(whole)
      let damaged = flip ? damage.flippingABit(of: bytes) : damage.changingADigit(of: bytes)
      try Data(damaged).write(to: url)
    }
    return try body()
  }
}

extension RunFolder {
  /// Makes the folder one that was written before there were checksums.
  func unseal() throws {
    let journal = DamagedFile.journal.url(in: self)
    try String(contentsOf: journal, encoding: .utf8)
      .replacing(/,"crc32":"[0-9a-f]{8}"/, with: "")
      .write(to: journal, atomically: true, encoding: .utf8)
    try String(contentsOf: descriptionFile, encoding: .utf8)
      .replacing(/\ {2}"crc32" : "[0-9a-f]{8}",\n/, with: "")
      .write(to: descriptionFile, atomically: true, encoding: .utf8)
  }
}

import Foundation
import Inputs

/// What a merge came to.
public struct MergeResult: Hashable, Sendable {
  /// All fits of the merged journal.
  public let fits: Int
  /// Those that it did not have before.
  public let added: Int
  /// Fits that were there more than once, and agreed.
  public let repeated: Int
  /// Files of shards whose process still seems to run: their fits are merged, and the files stay.
  public let running: Int
}

/// Brings the fits of many files together, one line after the other: of each it keeps two fingerprints in memory, whatever
/// the line's length.
struct JournalMerge<Record: JournalRecord> {
  /// The file and the line of a fit, and a fingerprint of what became of it.
  private struct Entry {
    let outcome: ShortFingerprint
    let file: Int32
    let line: Int32
  }

  private var entries: [ShortFingerprint: Entry] = [:]
  private var files: [URL] = []
  private(set) var repeated = 0

  var fits: Int { entries.count }

  /// Takes the lines of a file.
  /// - Parameter new: called with each complete line of a fit that no file before had, its newline included.
  /// - Throws: ``InputError`` at a damaged line, and at a fit that another file has with another outcome; errors of `new`.
  mutating func read(
    _ bytes: [UInt8], of file: URL, new: (ArraySlice<UInt8>) throws(InputError) -> Void
  ) throws(InputError) {
    guard bytes.count < Int(Int32.max) else {
      throw InputError(code: .outOfRange, file: file.path, expected: "a journal of less than 2 GB")
    }
    files.append(file)
    let tape = JSONTape(bytes)
    var start = 0
    var number = 1
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if try isNew(start..<end, number, tape) { try new(bytes[start...end]) }
      start = end + 1
      number += 1
    }
  }

  private mutating func isNew(
    _ range: Range<Int>, _ number: Int, _ tape: JSONTape
  ) throws(InputError) -> Bool {
    let file = files[files.count - 1]
    switch SealedLine.state(of: tape.bytes[range]) {
    case .intact: break
    case .unsealed:
      throw damaged(file, number, "a line as PruneBench wrote it, with its checksum", nil)
    case .damaged(let expected, let found):
      throw damaged(
        file, number, "a line as PruneBench wrote it, with the checksum \(expected)", found)
    }
    let members: [(name: String, value: Range<Int>)]
    do {
      members = try tape.members(in: range, omitting: SealedLine.key)
    } catch {
      throw damaged(file, number, "a fit as PruneBench writes it: \(error.expected)", error.found)
    }
    guard let own = members.first(where: { $0.name == "key" }) else {
      throw damaged(file, number, "a fit as PruneBench writes it, with its key", nil)
    }
    let key = ShortFingerprint(of: tape.bytes[own.value])
    let rest = members.filter { $0.name != "key" && !Record.incidentalMembers.contains($0.name) }
    let outcome = ShortFingerprint(
      of: rest.map { Array($0.name.utf8) + tape.bytes[$0.value] }.joined())
    guard let first = entries[key] else {
      entries[key] = Entry(
        outcome: outcome, file: Int32(files.count - 1), line: Int32(number))
      return true
    }
    guard first.outcome == outcome else {
      throw damaged(
        file, number,
        "the outcome that the same fit has at \(files[Int(first.file)].path):\(first.line)",
        "another",
        hint: "one of the two is not what this version gives: remove it to run the fit again")
    }
    repeated += 1
    return false
  }

  private func damaged(
    _ file: URL, _ line: Int, _ expected: String, _ found: String?,
    hint: String = "remove the line to run its fit again"
  ) -> InputError {
    InputError(
      code: .damaged, file: file.path, line: line, expected: expected, found: found,
      hint: hint)
  }
}

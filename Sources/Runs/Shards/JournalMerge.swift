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
  /// What a file holds.
  struct Content: Sendable {
    fileprivate let bytes: [UInt8]
    fileprivate var lines: [Line] = []
  }

  fileprivate struct Line: Sendable {
    /// The line's bytes, without its newline.
    let range: Range<Int>
    let key: ShortFingerprint
    /// What became of the fit.
    let outcome: ShortFingerprint
  }

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

  /// Takes the complete lines of a file apart.
  /// - Throws: ``InputError`` at a damaged line.
  @Sendable static func content(
    of file: URL, _ bytes: [UInt8]
  ) throws(InputError) -> Content {
    guard bytes.count < Int(Int32.max) else {
      throw InputError(code: .outOfRange, file: file.path, expected: "a journal of less than 2 GB")
    }
    var content = Content(bytes: bytes)
    let tape = JSONTape(bytes)
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      content.lines.append(try line(start..<end, content.lines.count + 1, tape, of: file))
      start = end + 1
    }
    return content
  }

  private static func line(
    _ range: Range<Int>, _ number: Int, _ tape: JSONTape, of file: URL
  ) throws(InputError) -> Line {
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
    let rest = members.filter { $0.name != "key" && !Record.incidentalMembers.contains($0.name) }
    return Line(
      range: range, key: ShortFingerprint(of: [tape.bytes[own.value]]),
      outcome: ShortFingerprint(
        of: rest.flatMap { [ArraySlice($0.name.utf8), tape.bytes[$0.value]] }))
  }

  /// Takes the lines of a file.
  /// - Parameter new: called with each line of a fit that no file before had, its newline included.
  /// - Throws: ``InputError`` at a fit that another file has with another outcome; errors of `new`.
  mutating func add(
    _ content: Content, of file: URL, new: (ArraySlice<UInt8>) throws(InputError) -> Void
  ) throws(InputError) {
    files.append(file)
    for (index, line) in content.lines.enumerated() {
      let entry = Entry(
        outcome: line.outcome, file: Int32(files.count - 1), line: Int32(index + 1))
      guard let first = entries[line.key] else {
        entries[line.key] = entry
        try new(content.bytes[line.range.lowerBound...line.range.upperBound])
        continue
      }
      guard first.outcome == line.outcome else {
        throw Self.damaged(
          file, index + 1,
          "the outcome that the same fit has at \(files[Int(first.file)].path):\(first.line)",
          "another",
          hint: "one of the two is not what this version gives: remove it to run the fit again")
      }
      repeated += 1
    }
  }

  private static func damaged(
    _ file: URL, _ line: Int, _ expected: String, _ found: String?,
    hint: String = "remove the line to run its fit again"
  ) -> InputError {
    InputError(
      code: .damaged, file: file.path, line: line, expected: expected, found: found,
      hint: hint)
  }
}

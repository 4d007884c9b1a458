import Inputs

/// The lines of one file of a journal.
struct JournalLines<Record: JournalRecord>: Sendable {
  /// A decoded line.
  struct Line: Sendable {
    let record: Record
    /// The number of the line, from 1.
    let number: Int
    /// Whether it has a checksum.
    let isSealed: Bool
  }

  /// Why a line cannot be what PruneBench wrote.
  struct Fault: Error {
    let line: Int
    let column: Int?
    let expected: String
    let found: String?
  }

  /// The complete lines, in order.
  let lines: [Line]
  /// Whether an incomplete line follows them.
  let isTorn: Bool

  private typealias Place = (range: Range<Int>, number: Int)

  /// Decodes what a file holds.
  /// - Throws: ``Fault`` for the first line that is damaged.
  /// - Precondition: `bytes` are fewer than 2 GB.
  init(_ bytes: [UInt8]) throws(Fault) {
    let newline = UInt8(ascii: "\n")
    var places: [Place] = []
    var start = 0
    var number = 1
    while let end = bytes[start...].firstIndex(of: newline) {
      places.append((start..<end, number))
      start = end + 1
      number += 1
    }
    lines = try Self.decode(places, in: bytes)
    isTorn = start < bytes.count
    if isTorn { try Self.requireTorn((start..<bytes.count, number), JSONTape(bytes)) }
  }

  private static func decode(
    _ places: [Place], in bytes: [UInt8]
  ) throws(Fault) -> [Line] {
    let pieces = Pieces(of: places.count).map { piece in
      let tape = JSONTape(bytes)
      return Result { () throws(Fault) in
        var lines: [Line] = []
        lines.reserveCapacity(piece.count)
        for place in places[piece] { lines.append(try line(at: place, tape)) }
        return lines
      }
    }
    var lines: [Line] = []
    lines.reserveCapacity(places.count)
    for piece in pieces { lines += try piece.get() }
    return lines
  }

  private static func line(at place: Place, _ tape: JSONTape) throws(Fault) -> Line {
    let state = SealedLine.state(of: tape.bytes[place.range])
    if case .damaged(let expected, let found) = state {
      throw Fault(
        line: place.number, column: nil,
        expected: "a line as PruneBench wrote it, with the checksum \(expected)", found: found)
    }
    let isSealed = state == .intact
    do {
      let record = try StrictJSONDecoder(tape).decode(
        Record.self, in: place.range, omitting: isSealed ? SealedLine.key : nil)
      return Line(record: record, number: place.number, isSealed: isSealed)
    } catch {
      throw Fault(
        line: place.number, column: error.offset - place.range.lowerBound + 1,
        expected: "a fit as PruneBench writes it: \(error.expected)", found: error.found)
    }
  }

  /// Checks that the text after the last newline is the beginning of a line, and not a complete line whose
  /// newline was changed.
  private static func requireTorn(_ place: Place, _ tape: JSONTape) throws(Fault) {
    let range = place.range
    let whole = (range: range.lowerBound..<range.upperBound - 1, number: place.number)
    guard (try? line(at: whole, tape)) != nil else { return }
    throw Fault(
      line: place.number, column: range.count, expected: "the end of the line",
      found: String(decoding: tape.bytes[range.suffix(1)], as: UTF8.self))
  }
}

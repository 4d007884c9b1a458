import Foundation
import Inputs

/// The content of a journal: each fit once, in the order in which they were written, with its place.
package struct JournalContent<Record: JournalRecord> {
  /// The fits.
  package private(set) var records: [Record] = []
  /// The number of lines without a checksum; old versions wrote none.
  package private(set) var unsealedLines = 0
  /// Whether the last line is incomplete: a run is writing it, or was killed while writing it.
  package private(set) var isTorn = false
  /// The length in bytes of the complete lines that are not packed yet.
  let length: Int

  /// The file and the number of a line.
  private struct Place {
    let file: Int32
    let line: Int32
  }

  private var files: [URL] = []
  private var places: [Place] = []
  /// The records in the order of their keys.
  private var order: [Int] = []

  /// Reads the journal in `folder`, even while a run is writing to it.
  /// - Throws: ``InputError`` if a file cannot be read, or a line other than the very last one is damaged.
  /// - Complexity: O(bytes).
  init(_ folder: JournalFolder) throws(InputError) {
    // In the order in which lines move while they are read: a shard packs its file, a merge folds it into the tail, and a
    // run packs the tail into a part.
    var shards: [(file: URL, lines: JournalLines<Record>)] = []
    try folder.eachShardFile(prepare: Self.decode) { shards.append(($0, $1)) }
    let tail = try FileBytes.read(folder.tail)
    let parts = try folder.parts
    guard tail != nil || !parts.isEmpty || !shards.isEmpty else {
      throw InputError(
        code: .unreadable, file: folder.tail.path, expected: "the journal of a run",
        hint: "is this a run folder?")
    }
    let lines = tail ?? []
    length = lines.lastIndex(of: Self.newline).map { $0 + 1 } ?? 0
    try JournalFolder.each(of: parts) { part, lines throws(InputError) in
      // A part is always written completely.
      guard lines.last == Self.newline || lines.isEmpty else {
        throw InputError(
          code: .damaged, file: part.path, expected: "complete lines",
          hint: "remove it to run its fits again")
      }
      return try Self.decode(part, lines)
    } body: { part, lines in
      add(lines, of: part)
    }
    add(try Self.decode(folder.tail, lines), of: folder.tail)
    for (file, lines) in shards { add(lines, of: file) }
    try sort()
  }

  /// The records in the order of the keys, after checking that `run` can have produced each of them.
  /// - Throws: ``InputError`` that names the line of the first record that `run` cannot have produced.
  func checked(
    against run: some JournaledRun<Record>
  ) throws(InputError) -> JournalContent {
    var result = self
    result.records = order.map { run.current(records[$0]) }
    result.places = order.map { places[$0] }
    guard let misfit = run.misfit(among: result.records) else { return result }
    let place = result.places[misfit.index]
    throw Self.error(
      in: files[Int(place.file)], line: Int(place.line), misfit.expected, misfit.found)
  }

  private static func error(
    in file: URL, line: Int, column: Int? = nil, _ expected: String, _ found: String?
  ) -> InputError {
    InputError(
      code: .damaged, file: file.path, line: line, column: column, expected: expected, found: found,
      hint: file.pathExtension == "gz"
        ? "remove the file to run its fits again"
        : "remove the line to run the fit again; if many lines are affected, choose another folder",
      remedies: file.pathExtension == "gz" ? [] : [.output])
  }

  private static func decode(
    _ file: URL, _ bytes: [UInt8]
  ) throws(InputError) -> JournalLines<Record> {
    guard bytes.count < Int(Int32.max) else {
      throw InputError(code: .outOfRange, file: file.path, expected: "a journal of less than 2 GB")
    }
    do {
      return try JournalLines(bytes)
    } catch {
      throw Self.error(
        in: file, line: error.line, column: error.column, error.expected, error.found)
    }
  }

  private mutating func add(_ content: JournalLines<Record>, of file: URL) {
    files.append(file)
    for line in content.lines {
      if !line.isSealed { unsealedLines += 1 }
      records.append(line.record)
      places.append(Place(file: Int32(files.count - 1), line: Int32(line.number)))
    }
    isTorn = isTorn || content.isTorn
  }

  /// Sorts the records, and drops repetitions: of fits that agree the one that took least stays.
  /// - Throws: ``InputError`` at a repetition of a fit with another outcome.
  private mutating func sort() throws(InputError) {
    order = Array(records.indices)
    let precedes = Record.order(of: records)
    guard !order.dropFirst().allSatisfy({ precedes($0 - 1, $0) }) else { return }
    order = order.sortedByThreads(by: precedes)
    var start = 0
    for end in 1...order.count
    where end == order.count || precedes(order[end - 1], order[end]) {
      if end - start > 1 {
        order[start..<end].sort { (records[$0].seconds, $0) < (records[$1].seconds, $1) }
      }
      start = end
    }
    // A process that is killed between packing lines and removing them leaves them twice; two shards can do one fit.
    let again = zip(order, order.dropFirst()).filter {
      !precedes($0, $1) && records[$0].key == records[$1].key
    }
    guard !again.isEmpty else { return }
    for (first, second) in again where !records[first].agrees(with: records[second]) {
      let (place, own) = (places[first], places[second])
      throw Self.error(
        in: files[Int(own.file)], line: Int(own.line), "each fit once",
        "the fit of \(files[Int(place.file)].lastPathComponent):\(place.line) again, with another outcome"
      )
    }
    let dropped = Set(again.map(\.1))
    let kept = records.indices.filter { !dropped.contains($0) }
    records = kept.map { records[$0] }
    places = kept.map { places[$0] }
    let numbers = Dictionary(uniqueKeysWithValues: zip(kept, 0...))
    order = order.compactMap { numbers[$0] }
  }

  private static var newline: UInt8 { UInt8(ascii: "\n") }
}

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

  private let folder: JournalFolder
  private let workers = CPUAllowance.current.workers
  private var files: [URL] = []
  private var places: [Place] = []
  /// The records in the order of their keys.
  private var order: [Int] = []

  /// Reads the journal in `folder`, even while a run is writing to it.
  /// - Throws: ``InputError`` if a file cannot be read, or a line other than the very last one is damaged.
  /// - Complexity: O(bytes).
  init(_ folder: JournalFolder) throws(InputError) {
    self.folder = folder
    // In the order in which lines move while they are read: a shard packs its file, a merge folds it into the tail, and a
    // run packs the tail into a part.
    var shards: [(file: URL, lines: [UInt8])] = []
    try folder.eachShardFile { shards.append(($0, $1)) }
    let tail = try FileBytes.read(folder.tail)
    let parts = try folder.parts
    guard tail != nil || !parts.isEmpty || !shards.isEmpty else {
      throw InputError(
        code: .unreadable, file: folder.tail.path, expected: "the journal of a run",
        hint: "is this a run folder?")
    }
    let lines = tail ?? []
    length = lines.lastIndex(of: Self.newline).map { $0 + 1 } ?? 0
    for part in parts {
      let lines = try GzipFile.read(part)
      // A part is always written completely.
      guard lines.last == Self.newline || lines.isEmpty else {
        throw InputError(
          code: .damaged, file: part.path, expected: "complete lines",
          hint: "remove it to run its fits again")
      }
      try read(lines, of: part)
    }
    try read(lines, of: folder.tail)
    for (file, lines) in shards { try read(lines, of: file) }
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
    throw error(
      in: files[Int(place.file)], line: Int(place.line), misfit.expected, misfit.found)
  }

  private func error(
    in file: URL, line: Int, column: Int? = nil, _ expected: String, _ found: String?
  ) -> InputError {
    InputError(
      code: .damaged, file: file.path, line: line, column: column, expected: expected, found: found,
      hint: file.pathExtension == "gz"
        ? "remove the file to run its fits again"
        : "remove the line to run the fit again; if many lines are affected, choose another folder",
      remedies: file.pathExtension == "gz" ? [] : [.output])
  }

  private mutating func read(_ bytes: [UInt8], of file: URL) throws(InputError) {
    guard bytes.count < Int(Int32.max) else {
      throw InputError(code: .outOfRange, file: file.path, expected: "a journal of less than 2 GB")
    }
    files.append(file)
    let content: JournalLines<Record>
    do {
      content = try JournalLines(bytes, workers: workers)
    } catch {
      throw self.error(
        in: file, line: error.line, column: error.column, error.expected, error.found)
    }
    records.reserveCapacity(records.count + content.lines.count)
    places.reserveCapacity(records.count + content.lines.count)
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
    let keys = records.map(\.key)
    order = keys.indices.sorted { a, b in
      keys[a] == keys[b]
        ? (records[a].seconds, a) < (records[b].seconds, b) : keys[a] < keys[b]
    }
    // A process that is killed between packing lines and removing them leaves them twice; two shards can do one fit.
    let again = zip(order, order.dropFirst()).filter { keys[$0] == keys[$1] }
    guard !again.isEmpty else { return }
    for (first, second) in again where !records[first].agrees(with: records[second]) {
      let (place, own) = (places[first], places[second])
      throw error(
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

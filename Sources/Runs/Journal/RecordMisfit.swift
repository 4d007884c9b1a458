/// A record that a run cannot have produced.
package struct RecordMisfit: Error, Hashable, Sendable {
  /// Its index among the checked records.
  package let index: Int
  /// What the run can produce; follows the word "expected" in the error.
  package let expected: String
  /// What the record says instead.
  package let found: String

  package init(index: Int, expected: String, found: String) {
    self.index = index
    self.expected = expected
    self.found = found
  }
}

/// A run whose finished fits are in a journal.
package protocol JournaledRun<Record>: RunIdentity {
  associatedtype Record: JournalRecord
  /// A record as this version writes it, of one that may be an older version's, which only the run's description
  /// tells the meaning of.
  func current(_ record: Record) -> Record
  /// Compares every record with what the run can produce: which fits, the number of rows, and the possible
  /// outcomes.
  ///
  /// The choices of a search decide which fits follow it. They are checked once the search is finished.
  /// - Returns: the first record that the run cannot have produced; nil if there is none.
  func misfit(among records: [Record]) -> RecordMisfit?
}

extension JournaledRun {
  /// The record as it is.
  package func current(_ record: Record) -> Record { record }
}

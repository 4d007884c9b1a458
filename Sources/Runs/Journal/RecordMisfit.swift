/// A record that a run cannot have made.
package struct RecordMisfit: Error, Hashable, Sendable {
  /// Its place among the records that were checked.
  package let index: Int
  /// What the run makes, as the object of "expected".
  package let expected: String
  /// What the record says.
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
  /// Compares every record with what the run makes: which fits, of how many rows, and what can come out.
  ///
  /// What is chosen by a search decides which fits come after it, and is looked at where the search is
  /// finished.
  /// - Returns: the first record that the run cannot have made; nil if there is none.
  func misfit(among records: [Record]) -> RecordMisfit?
}

extension JournaledRun {
  /// The record as it is.
  package func current(_ record: Record) -> Record { record }
}

/// Counts rows that repeat or contradict an earlier row, by their hashes.
struct RepeatedRows {
  /// The number of rows that are equal to an earlier one.
  private(set) var duplicates = 0
  /// The number of rows that differ from an earlier one only in the target.
  private(set) var contradictions = 0

  private let target: Int?
  private var rows = 0
  private var known: Set<UInt64> = []
  /// The hash of the target's first value, by the hash of the other fields.
  private var targets: [UInt64: UInt64] = [:]

  /// The most rows that are compared, since the hashes of a large file would need too much memory.
  private static let rowLimit = 1_000_000

  /// - Parameter target: the column of the class.
  init(target: Int?) { self.target = target }

  mutating func add(_ row: DelimitedRow) {
    guard rows < Self.rowLimit else {
      known = []
      targets = [:]
      return
    }
    rows += 1
    let sum = row.hash(of: 0..<row.count)
    if !known.insert(sum).inserted { duplicates += 1 }
    guard let target else { return }
    let own = row.hash(of: target..<target + 1)
    let first = targets[sum &- own]
    if first == nil { targets[sum &- own] = own }
    if let first, first != own { contradictions += 1 }
  }
}

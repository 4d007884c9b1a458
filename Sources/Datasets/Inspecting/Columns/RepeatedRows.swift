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
    guard rows < Self.rowLimit else { return }
    rows += 1
    var sum: UInt64 = 0
    for field in 0..<row.count { sum &+= Self.hash(row[field], salt: field) }
    if !known.insert(sum).inserted { duplicates += 1 }
    guard let target else { return }
    let own = Self.hash(row[target], salt: target)
    let first = targets[sum &- own]
    if first == nil { targets[sum &- own] = own }
    if let first, first != own { contradictions += 1 }
  }

  /// 64-bit FNV-1a, mixed as SplitMix64 mixes, so that sums of hashes do not collide.
  private static func hash(_ bytes: ArraySlice<UInt8>, salt: Int) -> UInt64 {
    var hash = 0xCBF2_9CE4_8422_2325 ^ (UInt64(salt) &* 0x9E37_79B9_7F4A_7C15)
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }
}

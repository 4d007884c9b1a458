/// Whether the distinct numbers of a column stay distinct in single precision.
enum Precision: Hashable, Sendable {
  /// They stay distinct.
  case enough
  /// They stay distinct once `offset` is subtracted: the numbers are large, and close to one another.
  case enoughAfter(offset: Double)
  /// Some distinct numbers become equal.
  case lost

  /// The range must be this much smaller than the numbers themselves for an offset to help.
  private static let gain = 8.0

  init(_ column: ColumnProfile) {
    let values = Set(
      column.numberTexts.keys.compactMap { column.format.double(Array($0.utf8)[...]) })
    func kept(_ offset: Double) -> Int { Set(values.map { Float($0 - offset) }).count }
    // Beyond 2^53 even double precision cannot distinguish all whole numbers.
    let largest = max(column.minimum.magnitude, column.maximum.magnitude)
    guard largest <= 0x1p53 || values.count == column.numberTexts.count else {
      self = .lost
      return
    }
    guard kept(0) < values.count else {
      self = .enough
      return
    }
    let range = column.maximum - column.minimum
    let magnitude = max(abs(column.minimum), abs(column.maximum))
    let offset = column.minimum
    guard magnitude >= Self.gain * range, kept(offset) > kept(0) else {
      self = .lost
      return
    }
    self = .enoughAfter(offset: offset)
  }
}

/// The ranks of some numbers.
enum Midranks {
  /// Twice the rank of each value, 1 the rank of the smallest; equal values share the mean of their ranks, so that
  /// twice a rank is a whole number.
  static func doubled(_ values: [Double]) -> [Int] {
    values.map { value in
      2 * values.count { $0 < value } + values.count { $0 == value } + 1
    }
  }
}

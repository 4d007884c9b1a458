/// Which of many keys are the largest, without sorting them.
struct LargestKeys {
  /// The smallest of the `count` largest keys.
  private var threshold: UInt32 = 0
  /// How many keys equal to it are among them.
  private var ties: Int

  /// Three passes: each counts a digit of the keys that begin as the boundary does, and finds the digit in which it
  /// falls. A histogram of more than 11 bits would not stay in the innermost cache.
  private init(_ count: Int, of keys: [UInt32]) {
    ties = count
    var keys = keys
    for (shift, bits) in [(21, 11), (10, 11), (0, 10)] as [(UInt32, UInt32)] {
      var histogram = Array(repeating: 0, count: 1 << bits)
      let digits = UInt32(histogram.count - 1)
      for key in keys { histogram[Int((key &>> shift) & digits)] += 1 }
      var digit = histogram.count - 1
      while digit > 0, histogram[digit] < ties {
        ties -= histogram[digit]
        digit -= 1
      }
      threshold |= UInt32(digit) &<< shift
      keys = keys.filter { (($0 ^ threshold) &>> shift) & digits == 0 }
    }
  }

  /// Of the `candidates` the `count` with the largest keys, or all if there are no more; of equal keys those of the
  /// lower index.
  /// - Complexity: O(keys).
  static func mask(_ count: Int, of keys: [UInt32], among candidates: [Bool]) -> [Bool] {
    let left = Array(zip(keys, candidates).lazy.filter(\.1).map(\.0))
    guard left.count > count else { return candidates }
    guard count > 0 else { return Array(repeating: false, count: keys.count) }
    let selection = LargestKeys(count, of: left)
    var ties = selection.ties
    var mask = candidates
    for (index, key) in keys.enumerated() where candidates[index] {
      if key > selection.threshold { continue }
      if key == selection.threshold, ties > 0 {
        ties -= 1
        continue
      }
      mask[index] = false
    }
    return mask
  }
}

extension Float {
  /// A key that is ordered as the numbers are; not a number comes first.
  var orderedKey: UInt32 {
    if isNaN { return 0 }
    // 0 and -0 are equal.
    let bits = (self + 0).bitPattern
    return bits >> 31 == 1 ? ~bits : bits | 1 << 31
  }
}

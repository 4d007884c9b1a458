/// Which of many keys are the largest, without sorting them.
struct LargestKeys {
  /// The smallest of the `count` largest keys.
  private var threshold: UInt32 = 0
  /// How many keys equal to it are among them.
  private var ties: Int

  /// Two passes of 16 bits each: a histogram, then the digit in which the boundary falls.
  private init(_ count: Int, of keys: [UInt32], among candidates: [Bool]) {
    ties = count
    for shift: UInt32 in [16, 0] {
      var histogram = Array(repeating: 0, count: 1 << 16)
      let prefix = shift == 16 ? 0 : threshold >> 16
      for (key, isCandidate) in zip(keys, candidates)
      where isCandidate && (shift == 16 || key >> 16 == prefix) {
        histogram[Int((key >> shift) & 0xFFFF)] += 1
      }
      var digit = histogram.count - 1
      while digit > 0, histogram[digit] < ties {
        ties -= histogram[digit]
        digit -= 1
      }
      threshold |= UInt32(digit) << shift
    }
  }

  /// Of the `candidates` the `count` with the largest keys, or all if there are no more; of equal keys those of the
  /// lower index.
  /// - Complexity: O(keys).
  static func mask(_ count: Int, of keys: [UInt32], among candidates: [Bool]) -> [Bool] {
    guard candidates.count(where: \.self) > count else { return candidates }
    guard count > 0 else { return Array(repeating: false, count: keys.count) }
    guard keys.count >= fewKeys else { return sortedMask(count, of: keys, among: candidates) }
    let selection = LargestKeys(count, of: keys, among: candidates)
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

  /// Fewer keys are sorted: two histograms would cost more.
  private static let fewKeys = 4096

  private static func sortedMask(
    _ count: Int, of keys: [UInt32], among candidates: [Bool]
  ) -> [Bool] {
    let order = keys.indices.filter { candidates[$0] }
      .sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] > keys[$1] }
    var mask = Array(repeating: false, count: keys.count)
    for index in order.prefix(count) { mask[index] = true }
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

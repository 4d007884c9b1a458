/// Numbers of shards as Slurm writes those of an array: `1-12,17`.
package struct TaskNumbers: Hashable, Sendable, CustomStringConvertible {
  /// The runs of successive numbers, in ascending order.
  let ranges: [ClosedRange<Int>]

  package init(_ numbers: some Sequence<Int>) {
    var ranges: [ClosedRange<Int>] = []
    for number in Set(numbers).sorted() {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    self.ranges = ranges
  }

  /// Reads `1-12,17`; what is not a number is left out.
  init(parsing text: String) {
    ranges = text.split(separator: ",").compactMap { part in
      let ends = part.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return nil }
      return first...last
    }
  }

  /// `1-12,17`.
  package var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}

/// A piece of a list of shards that fits into one array: the number of a task is that of its shard, less an offset.
struct ArrayPiece: Hashable {
  let offset: Int
  let tasks: TaskNumbers

  /// The pieces of `shards`, numbered from 1, where the numbers of tasks are below `maximum` (Slurm's MaxArraySize).
  static func pieces(of shards: [Int], below maximum: Int) -> [ArrayPiece] {
    let size = max(1, maximum - 1)
    let groups = Dictionary(grouping: shards) { ($0 - 1) / size }
    return groups.sorted { $0.key < $1.key }.map { index, shards in
      ArrayPiece(offset: index * size, tasks: TaskNumbers(shards.map { $0 - index * size }))
    }
  }
}

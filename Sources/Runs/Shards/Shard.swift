/// One of so many shares of a run, which different processes carry out, on any machines.
package struct Shard: Hashable, Sendable {
  /// Which one, from 0.
  package let index: Int
  /// How many there are.
  package let count: Int

  /// More shards than this are a mistake.
  package static let most = 100_000

  /// Nil unless `index` is one of `count`, of which there may be ``most``.
  /// - Parameter index: from 0.
  package init?(_ index: Int, of count: Int) {
    guard (1...Self.most).contains(count), (0..<count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `3/64`: the third of 64.
  package init?(parsing text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false)
    guard numbers.count == 2, let number = Int(numbers[0]), number > 0,
      let count = Int(numbers[1])
    else { return nil }
    self.init(number - 1, of: count)
  }

  /// `3/64`.
  package var text: String { "\(index + 1)/\(count)" }

  /// The beginning of the names of its files: `shard-3-of-64`.
  var fileName: String { "\(Self.filePrefix)\(index + 1)-of-\(count)" }

  static let filePrefix = "shard-"

  /// The shard that wrote a file of this name; nil if none did.
  init?(fileName: String) {
    guard fileName.hasPrefix(Self.filePrefix) else { return nil }
    let parts = fileName.split(separator: "-", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[2] == "of" else { return nil }
    self.init(parsing: "\(parts[1])/\(parts[3])")
  }

  /// Whether the place `position` on a line from 0 to 1 belongs to it: every place belongs to one shard.
  func holds(_ position: Double) -> Bool { Self.index(of: position, count: count) == index }

  /// The index of the shard, of `count`, that the place belongs to.
  static func index(of position: Double, count: Int) -> Int {
    min(count - 1, Int(position * Double(count)))
  }
}

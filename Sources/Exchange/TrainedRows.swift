import Foundation
import Inputs
import Tabular

/// Which rows a network was trained on, as a model keeps them: 48 bits of a hash of each one's features. A row cannot
/// be read from its hash, but whoever has the row can tell whether it was trained on.
struct TrainedRows: Hashable, Sendable {
  /// The metadata key under which a model keeps them.
  static let key = "prunebench_training_rows"
  /// The most different rows that are kept, in 800 kB.
  static let limit = 100_000
  /// The bytes of a hash: eight characters of Base64.
  private static let width = 6

  private let hashes: Set<UInt64>

  /// The rows of `features` with the given indices; nil if there are too many.
  init?(_ rows: [Int], of features: Matrix) {
    hashes = Set(rows.map { Self.hash(of: features[row: $0]) })
    guard hashes.count <= Self.limit else { return nil }
  }

  /// What ``text`` gave; nil if `text` is something else.
  init?(decoding text: String) {
    guard let data = Data(base64Encoded: text), data.count % Self.width == 0 else { return nil }
    let hashes = stride(from: 0, to: data.count, by: Self.width).map { start in
      data[start..<start + Self.width].reduce(0) { $0 << 8 | UInt64($1) }
    }
    guard zip(hashes, hashes.dropFirst()).allSatisfy(<) else { return nil }
    self.hashes = Set(hashes)
  }

  /// The hashes in ascending order, as Base64.
  var text: String {
    let bytes = hashes.sorted().flatMap { hash in
      (0..<Self.width).reversed().map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) }
    }
    return Data(bytes).base64EncodedString()
  }

  /// Whether a row that is equal in all features was trained on.
  func contains(_ features: some Collection<Float>) -> Bool {
    hashes.contains(Self.hash(of: features))
  }

  private static func hash(of features: some Collection<Float>) -> UInt64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * features.count)
    for value in features {
      // A missing value is the same in any form, and so is zero with any sign.
      let bits = value.isNaN ? Float.nan.bitPattern : value == 0 ? 0 : value.bitPattern
      for byte in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * byte))) }
    }
    return ShortFingerprint(of: CollectionOfOne(bytes[...])).bits48
  }
}

/// A random number generator with a name, so that each part of an experiment draws from a stream
/// of its own and no result depends on what else ran, or in which order.
///
/// The seed and the UTF-8 bytes of the name are hashed by 64-bit FNV-1a, the hash is expanded by
/// SplitMix64 into the state of xoshiro256** (Blackman and Vigna, doi:10.1145/3460772). All of it
/// is integer arithmetic: the same numbers on every machine and in every version.
public struct RandomStream: RandomNumberGenerator, Hashable, Sendable {
  @usableFromInline var s0: UInt64
  @usableFromInline var s1: UInt64
  @usableFromInline var s2: UInt64
  @usableFromInline var s3: UInt64

  /// The stream `name` of `seed`, such as `car/pruned/repeat-3/fold-2`.
  public init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func absorb(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    for shift in stride(from: 0, to: 64, by: 8) { absorb(UInt8(truncatingIfNeeded: seed >> shift)) }
    for byte in name.utf8 { absorb(byte) }

    func expand() -> UInt64 {
      hash &+= 0x9E37_79B9_7F4A_7C15
      var word = hash
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
    s0 = expand()
    s1 = expand()
    s2 = expand()
    s3 = expand()
  }

  /// The next 64 random bits.
  @inlinable
  public mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }

  /// A number drawn uniformly from the 2^24 multiples of 2^-23 in [-1, 1).
  public mutating func symmetricUniform() -> Float {
    Float(next() >> 40) * 0x1p-23 - 1
  }

  /// An integer drawn uniformly from `0..<bound`, without bias (Lemire, doi:10.1145/3230636).
  ///
  /// Does not use the standard library's algorithm, whose results may change between versions.
  /// - Precondition: `bound` is positive.
  @inlinable
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "RandomStream: no integer below \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Shuffles `elements` in place (Fisher and Yates); every order is equally likely.
  ///
  /// Inlinable, like everything that it calls: an unspecialised shuffle takes longer than an epoch of a small
  /// network.
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, integer(below: last + 1))
    }
  }
}

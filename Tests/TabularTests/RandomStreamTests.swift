import Tabular
import Testing

/// The numbers come from `Golden/random_stream.py`, which implements the stream independently.
struct RandomStreamTests {
  @Test(
    arguments: [
      (
        0, "",
        [
          0x8300_84a7_a613_06ba, 0xb4a0_6c2f_025f_623a, 0x4b97_3957_3e36_81f2,
          0x1b6b_b28d_a398_7460,
        ]
      ),
      (
        1, "xor",
        [
          0x84fd_df55_5cb2_01ef, 0xbdf0_3746_15f2_98c8, 0xa84c_f187_f587_4ccc,
          0x05ac_f86f_4198_3297,
        ]
      ),
      (
        UInt64.max, "car/pruned/repeat-3/fold-2",
        [
          0x7336_21fa_33cb_41d3, 0xf3aa_5cac_1fdb_6308, 0x2c06_9fde_b754_a5df,
          0x4d3b_63a6_ec5b_3635,
        ]
      ),
      (
        7, "é",
        [
          0xc06a_963b_f7da_3c79, 0x1e90_202b_09a9_5dc0, 0x4e7f_d1ca_8243_bbee,
          0x9e4b_28ed_b64f_5498,
        ]
      ),
    ] as [(UInt64, String, [UInt64])])
  func isTheSameEverywhere(seed: UInt64, name: String, words: [UInt64]) {
    var stream = RandomStream(seed: seed, name: name)
    #expect(words.map { _ in stream.next() } == words)
  }

  @Test func derivedDrawsAreTheSameEverywhere() {
    var stream = RandomStream(seed: 1, name: "xor")
    #expect(
      (0..<4).map { _ in stream.symmetricUniform() }
        == [0.038997530937194824, 0.4838932752609253, 0.31484806537628174, -0.9556589126586914])
    stream = RandomStream(seed: 3, name: "below")
    #expect(
      (0..<16).map { _ in stream.integer(below: 10) }
        == [1, 1, 6, 2, 2, 4, 3, 0, 2, 8, 3, 6, 7, 8, 0, 0])
    // A bound for which a quarter of all draws is rejected.
    #expect(
      (0..<3).map { _ in stream.integer(below: 3 << 61) }
        == [4_069_263_845_730_321_455, 2_455_857_928_163_584_404, 5_862_797_293_161_003_539])
    stream = RandomStream(seed: 5, name: "shuffle")
    var elements = Array(0..<12)
    stream.shuffle(&elements)
    #expect(elements == [4, 8, 11, 0, 10, 3, 5, 6, 7, 9, 2, 1])
  }

  @Test func namesAndSeedsMakeDifferentStreams() {
    var first: Set<UInt64> = []
    for seed in 0..<20 as Range<UInt64> {
      for name in ["", "a", "b", "ab", "a/b", "fold-1", "fold-10"] {
        var stream = RandomStream(seed: seed, name: name)
        first.insert(stream.next())
      }
    }
    #expect(first.count == 20 * 7)
  }

  @Test func uniformDrawsStayInRange() {
    var stream = RandomStream(seed: 1, name: "range")
    let draws = (0..<20_000).map { _ in stream.symmetricUniform() }
    #expect(draws.allSatisfy { $0 >= -1 && $0 < 1 })
    // The mean of n draws has the standard deviation 1 / sqrt(3n): five of them.
    #expect(abs(draws.reduce(0, +) / 20_000) < 5 / (3 * 20_000 as Float).squareRoot())
  }

  @Test(arguments: 0...40)
  func shufflePermutes(count: Int) {
    var stream = RandomStream(seed: 9, name: "shuffle/\(count)")
    var elements = Array(0..<count)
    stream.shuffle(&elements)
    #expect(elements.sorted() == Array(0..<count))
  }

  /// Each of the six orders of three elements, a sixth of the time.
  @Test func shuffleIsFair() {
    var stream = RandomStream(seed: 4, name: "fair")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 {
      var elements = [0, 1, 2]
      stream.shuffle(&elements)
      counts[elements, default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 })
  }

  /// With 3 · 2^61 a plain remainder would land in the lower third twice as often.
  @Test(arguments: [1, 2, 3, 7, 10, 1 << 40, 3 << 61])
  func integersAreUnbiased(bound: Int) {
    var stream = RandomStream(seed: 6, name: "lemire")
    var thirds = [0, 0, 0]
    for _ in 0..<6000 {
      let draw = stream.integer(below: bound)
      #expect((0..<bound).contains(draw))
      if bound >= 1 << 40 { thirds[draw / (bound / 3 + 1)] += 1 }
      if bound == 3 { thirds[draw] += 1 }
    }
    if bound == 3 || bound >= 1 << 40 {
      #expect(thirds.allSatisfy { abs($0 - 2000) < 200 })
    }
  }
}

/// The shares of `exp(x)` in their sum.
func softmax(_ logits: [Double]) -> [Double] {
  let largest = logits.max() ?? 0
  let powers = logits.map { exponential($0 - largest) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}

/// exp(x) for x of 0 or less, within 4 units in the last place.
///
/// Not the system library's: its last bits depend on the machine, and a mask must not. `x = k ln 2 + r` with |r| at most
/// half of ln 2, the Taylor series of exp(r), whose first omitted term is below 2e-17, and a power of two.
func exponential(_ x: Double) -> Double {
  guard x > -700 else { return 0 }
  let k = (x * 1.442695040888963407).rounded()
  // ln 2 in two parts, the first with 32 bits (fdlibm's split): k times it is exact.
  let r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10
  var sum = 1.0
  for n in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * r / n }
  return Double(sign: .plus, exponent: Int(k), significand: sum)
}

extension RandomNumberGenerator {
  /// An integer drawn uniformly from `0..<bound`, without bias (Lemire, doi:10.1145/3230636): the same in every
  /// version, unlike the standard library's.
  mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "index: none below \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }
}

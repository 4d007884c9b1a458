import Foundation

/// Draws one number after the other whose distribution becomes that of a density (Neal, The Annals of Statistics
/// 31:705-767, 2003, doi:10.1214/aos/1056562461, section 4).
enum SliceSampler {
  /// The number after `current`: drawn uniformly from where the density is above a level, which is drawn uniformly from
  /// below the density of `current`. The slice is found by stepping out, and narrowed by shrinkage.
  /// - Parameters:
  ///   - current: in `range`.
  ///   - width: about how wide a slice is.
  ///   - logDensity: up to a constant; the density is 0 outside of `range`.
  static func next(
    after current: Double, width: Double, in range: ClosedRange<Double>,
    using stream: inout some RandomNumberGenerator, _ logDensity: (Double) -> Double
  ) -> Double {
    let level = logDensity(current) - stream.exponential()
    var low = current - width * stream.uniform()
    var high = low + width
    while low > range.lowerBound, logDensity(low) > level { low -= width }
    while high < range.upperBound, logDensity(high) > level { high += width }
    low = max(low, range.lowerBound)
    high = min(high, range.upperBound)
    while low < high {
      let candidate = low + (high - low) * stream.uniform()
      if logDensity(candidate) > level { return candidate }
      if candidate < current { low = candidate } else { high = candidate }
      // Neighbours in double precision: the slice is the point itself.
      if (high - low).magnitude <= current.magnitude.ulp { break }
    }
    return current
  }
}

import Statistics

extension MeanAndDeviation {
  /// `98.23 ± 0.06`: both in percent.
  var percent: String { "\(fixed(100 * mean, 2)) ± \(fixed(100 * deviation, 2))" }
}

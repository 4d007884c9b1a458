import Tabular

/// Which two of three waves is a signal a mixture of?
///
/// L. Breiman, J. Friedman, R. Olshen and C. Stone, "Classification and Regression Trees", 1984, section 2.6.2. The waves
/// are triangles of height 6 around the points 11, 15 and 7 of 21. A sample is u times one wave plus 1 - u times another,
/// with u uniform in [0, 1], plus standard normal noise in every feature. The error of Bayes' rule is 13.3 %
/// (14 % as published). Features beyond 21 are noise alone, as in UCI's second version with 40 features.
enum Waveform: DrawnProblem {
  static let key = "waveform"
  static let title = "Waveform"
  static let classNames = ["0", "1", "2"]
  static let fewestDimensions = 21

  /// The features at which a class's two waves have their peaks; the classes are numbered as in UCI's file.
  static let peaks: [(Int, Int)] = [(15, 7), (11, 7), (11, 15)]

  /// The height of the wave with a peak at feature `peak` (from 1 on).
  static func height(_ feature: Int, of peak: Int) -> Double {
    Double(max(6 - abs(feature - peak), 0))
  }

  static func features(
    of label: Int, dimensions: Int, using stream: inout RandomStream
  ) -> [Double] {
    let u = stream.uniform()
    let (one, other) = peaks[label]
    return (1...dimensions).map { feature in
      let wave =
        feature > 21 ? 0 : u * height(feature, of: one) + (1 - u) * height(feature, of: other)
      return wave + stream.normal()
    }
  }
}

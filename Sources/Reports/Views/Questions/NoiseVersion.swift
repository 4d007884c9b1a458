import Experiments

/// A dataset's name and how many times its own columns are added as noise: `car+noise=4`.
struct NoiseVersion {
  let base: String
  let times: Int

  init(_ name: String) {
    guard let mark = name.firstRange(of: "+noise=") else {
      base = name
      times = 0
      return
    }
    base = String(name[..<mark.lowerBound])
    times = Int(name[mark.upperBound...].prefix { $0.isNumber }) ?? 0
  }

  /// The version with so many times noise columns; nil if there is none.
  static func of(_ versions: [Summary], times: Int) -> Summary? {
    versions.first { NoiseVersion($0.dataset.name).times == times }
  }
}

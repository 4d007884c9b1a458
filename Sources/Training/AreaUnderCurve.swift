/// Why the area under the ROC curve is undefined.
package enum AreaUnderCurveError: Error, Hashable, Sendable {
  /// All samples are of one class, so there is no pair to compare.
  case oneClassOnly
  /// A score is NaN, which has no rank.
  case unordered
}

extension AreaUnderCurveError: CustomStringConvertible {
  /// One line for people.
  package var description: String {
    switch self {
    case .oneClassOnly: "the AUC needs samples of both classes"
    case .unordered: "the AUC needs scores that are numbers"
    }
  }
}

/// The area under the ROC curve: the share of pairs of a positive and a negative sample in which
/// the positive one has the higher score, a tie counting one half.
///
/// That is the Mann-Whitney statistic (Hanley and McNeil, doi:10.1148/radiology.143.1.7063747), computed from
/// ranks in whole numbers, so that only the last division rounds.
/// - Parameters:
///   - scores: one for each sample, in any unit and of any precision; infinities are scores too.
///   - isPositive: the class of each sample.
/// - Returns: 0 to 1.
/// - Throws: ``AreaUnderCurveError``.
/// - Complexity: O(n log n).
/// - Precondition: one class for each score.
package func areaUnderCurve(
  _ scores: [some BinaryFloatingPoint], isPositive: [Bool]
) throws(AreaUnderCurveError) -> Double {
  precondition(scores.count == isPositive.count, "areaUnderCurve: one class for each score")
  let positives = isPositive.count { $0 }
  let negatives = scores.count - positives
  guard positives > 0, negatives > 0 else { throw .oneClassOnly }
  guard !scores.contains(where: \.isNaN) else { throw .unordered }
  let order = scores.indices.sorted { scores[$0] < scores[$1] }
  // Each positive sample wins against the negatives of lower score, and half against those of equal score.
  // Counting twice keeps the numbers whole.
  var twiceWins = 0
  var negativesBelow = 0
  var start = 0
  while start < order.count {
    var positivesHere = 0
    var end = start
    while end < order.count, scores[order[end]] == scores[order[start]] {
      positivesHere += isPositive[order[end]] ? 1 : 0
      end += 1
    }
    let negativesHere = end - start - positivesHere
    twiceWins += positivesHere * (2 * negativesBelow + negativesHere)
    negativesBelow += negativesHere
    start = end
  }
  return Double(twiceWins) / Double(2 * positives * negatives)
}

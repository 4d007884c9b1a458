import Experiments
import Statistics

extension AcrossDatasets {
  /// Which test was used, why, what it found, and what it could have found.
  /// - Parameter found: what each test would have found with a probability of 0.8.
  func verdict(_ against: AgainstControl, found smallest: [Double]) -> InlineText {
    [
      subject(against), ranks.map(alike), why, against.impossible ?? found(against),
      power(smallest),
    ].compactMap { $0 }.joined(separator: " ")
  }

  private func subject(_ against: AgainstControl) -> InlineText {
    let methods = against.pairs.count
    return """
      \(words: methods == 1 ? "One method is" : "\(Formatting.grouped(methods)) methods are") compared with \
      \(name: control?.title ?? ""), the control, on \(against.datasets) datasets.
      """
  }

  /// What is wrong with datasets that are versions of one another, such as `car` and `car+noise=4`.
  var dependence: InlineText? {
    let origins = Set(summaries.map { $0.dataset.name.prefix { $0 != "+" } })
    guard origins.count < summaries.count else { return nil }
    return """
      These are versions of \(words: Formatting.counted(origins.count, "dataset")): they are not independent.
      """
  }

  /// What follows from that.
  static let untested: InlineText = """
    Tests over datasets would take them for so many pieces of evidence, so none is made. A file of questions can ask how \
    differences change with noise columns.
    """

  private func alike(_ test: FriedmanTest) -> InlineText {
    let p = Quantity.pValue(test.pValue)
    return test.pValue <= 0.05
      ? """
      They do not all rank alike (Friedman's test, \(words: test.isExact ? "exact" : "Iman and Davenport's F"), p \
      \(words: test.pValue < 0.001 ? "" : "= ")\(p)).
      """
      : """
      That they all rank alike cannot be ruled out (Friedman's test, \
      \(words: test.isExact ? "exact" : "Iman and Davenport's F"), p = \(p)).
      """
  }

  private var why: InlineText {
    """
    What each method differs by from the control is tested by Wilcoxon's signed ranks, which do not assume that \
    differences are normal, with Holm's correction for the number of methods: unlike the mean ranks of Nemenyi's test, \
    p of two methods before the correction does not depend on which others are in the run (Benavoli et al., JMLR \
    17(5):1-10, 2016).
    """
  }

  private func found(_ against: AgainstControl) -> InlineText {
    let results = zip(against.pairs, against.adjusted)
    func list(_ isIncluded: (Double, Double) -> Bool) -> InlineText? {
      let names = results.compactMap { pair, p -> InlineText? in
        guard let median = PairedEffect(pair.differences)?.median,
          isIncluded(p, pair.wilcoxon.rankBiserial)
        else { return nil }
        let difference = Quantity.number(median, .points)
        return """
          \(name: pair.first.title) (\(difference), p \(words: p < 0.001 ? "" : "= ")\(Quantity.pValue(p)))
          """
      }
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    let parts: [InlineText] = [
      list { $0 <= 0.05 && $1 > 0 }.map { "Significantly better than the control: \($0)." },
      list { $0 <= 0.05 && $1 <= 0 }.map { "Significantly worse: \($0)." },
      list { p, _ in p > 0.05 }.map {
        """
        No significant difference, which is no proof of equality: \($0).
        """
      },
    ].compactMap { $0 }
    return parts.joined(separator: " ")
  }

  /// What means the tests would have found.
  private func power(_ smallest: [Double]) -> InlineText? {
    guard let least = smallest.min(), let most = smallest.max() else {
      return nil
    }
    let range: InlineText =
      least == most
      ? "of \(Quantity.number(least, .magnitude))"
      : "of \(Quantity.number(least, .magnitude)) to \(Quantity.number(most, .magnitude)), by method,"
    return """
      With so many datasets and differences that vary over them as these do, a median difference \(range) would have been \
      found with a probability of 0.8, before the correction.
      """
  }
}

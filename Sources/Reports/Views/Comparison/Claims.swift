import Experiments

/// The paper's two claims about each UCI dataset, checked against a run (paper, section 4.2).
struct Claims {
  let summary: Summary
  let protocolFile: ProtocolFile

  /// What the paper says that NN+CPNA is better than.
  static let compared: [MethodName] = [.dense, .equivalent]

  /// One line a claim, with the difference of the means in percentage points.
  var lines: [InlineText] {
    Self.compared.compactMap { name in
      Difference(summary, from: name, under: protocolFile).flatMap { difference in
        summary.entry(name).map {
          line(
            $0.method, Self.verdict(difference, mismatch: summary.sizeMismatch(name)), difference)
        }
      }
    }
  }

  private func line(
    _ method: ComparedMethod, _ verdict: InlineText, _ difference: Difference
  ) -> InlineText {
    "NN+CPNA above \(name: method.title): \(verdict) (\(difference.text))."
  }

  /// What a difference says of a claim that it is above 0: nothing, where the two are not of one size or the interval
  /// contains 0, or the splits are too few; else that it holds, or, in bold, that it does not.
  static func verdict(_ difference: Difference, mismatch: InlineText?) -> InlineText {
    if let mismatch { return "not comparable (\(mismatch))" }
    guard difference.hasStatistics else { return "no verdict" }
    return switch difference.isPositive {
    case true?: "as the paper says"
    case false?: "\(strong: "not as the paper says")"
    case nil: "no significant difference"
    }
  }

  /// Which of the claims a comparison of `methods` cannot check, a sentence; nil if it can check all.
  static func unchecked(_ methods: [ComparedMethod]) -> InlineText? {
    guard methods.contains(where: { $0.name == .cpna }) else {
      return "The paper's claims are about NN+CPNA, which was not run: none of them can be checked."
    }
    let missing = ComparedMethod.standard.filter { method in
      !methods.contains { $0.name == method.name && $0.sizedAs == method.sizedAs }
    }
    guard !missing.isEmpty else { return nil }
    let names = missing.map { "\(name: $0.title)" as InlineText }.joined(separator: " and ")
    return """
      The paper's claims that compare NN+CPNA with \(names) cannot be checked: that \
      \(words: missing.count == 1 ? "was" : "were") not run\
      \(words: missing.contains { $0.sizedAs != nil } ? " at the size of NN+CPNA" : "").
      """
  }
}

import Experiments

/// The paper's two claims about each UCI set, held against a run (paper, section 4.2).
struct Claims {
  let summary: Summary
  let protocolFile: ProtocolFile

  /// One line a claim, with the difference of the means in percentage points.
  var lines: [InlineText] {
    [MethodName.dense, .equivalent].compactMap { name in
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
  /// contains 0; else that it holds, or, in bold, that it does not.
  static func verdict(_ difference: Difference, mismatch: InlineText?) -> InlineText {
    if let mismatch { return "not to be told (\(mismatch))" }
    return switch difference.isPositive {
    case true?: "as the paper says"
    case false?: "\(strong: "not as the paper says")"
    case nil: "within the noise"
    }
  }
}

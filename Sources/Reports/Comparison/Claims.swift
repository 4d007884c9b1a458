import Experiments

/// The paper's two claims about each UCI set, held against a run (paper, section 4.2).
struct Claims {
  let summary: Summary
  let protocolFile: ProtocolFile

  /// One line a claim, with the difference of the means in percentage points.
  var lines: [String] {
    [Method.best, .equivalent].compactMap { method in
      MethodDifference(summary, from: method, under: protocolFile).map { difference in
        let verdict =
          summary.sizeMismatch(method).map { "not to be told (\($0))" }
          ?? difference.isPositive.map { $0 ? "as the paper says" : "**not as the paper says**" }
          ?? "within the noise"
        return "- NN+CPNA above \(method.title): \(verdict) (\(difference.text))."
      }
    }
  }
}

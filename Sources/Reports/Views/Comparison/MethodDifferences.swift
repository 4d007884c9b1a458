import Experiments

/// How the methods of a comparison differ on one dataset: each that prunes from each that does not, and from each
/// that prunes and comes after it.
struct MethodDifferences {
  let summary: Summary
  let protocolFile: ProtocolFile

  /// One line a pair, with the difference of the mean accuracies in percentage points and its interval.
  var lines: [InlineText] {
    pairs.compactMap { first, second in
      Difference(summary, of: first.name, from: second.name, under: protocolFile).map {
        """
        \(name: first.title) minus \(name: second.title): \(Self.verdict($0)) (\($0.text)).
        """
      }
    }
  }

  private var pairs: [(ComparedMethod, ComparedMethod)] {
    let methods = protocolFile.methods
    let pruned = methods.filter(\.isPruned)
    return pruned.enumerated().flatMap { index, first in
      (methods.filter { !$0.isPruned } + pruned.dropFirst(index + 1)).map { (first, $0) }
    }
  }

  private static func verdict(_ difference: Difference) -> InlineText {
    switch difference.isPositive {
    case true?: "better"
    case false?: "worse"
    case nil: "no significant difference"
    }
  }
}

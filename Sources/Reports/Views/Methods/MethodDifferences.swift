import Experiments

/// How the methods of a comparison differ on one dataset: each pair of them once.
struct MethodDifferences {
  let summary: Summary
  let protocolFile: ProtocolFile
  /// Whether what the paper claims of is left out, since ``Claims`` says it.
  var isBesideClaims = false

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

  /// Each method minus the control, and each that prunes minus those of another size and those that come after it.
  var pairs: [(ComparedMethod, ComparedMethod)] {
    let methods = protocolFile.methods
    guard let control = methods.control else { return [] }
    let others = methods.filter { $0 != control }
    let pruned = others.filter(\.isPruned)
    let dense = others.filter { !$0.isPruned }
    let among = pruned.enumerated().flatMap { index, first in
      (dense + pruned.dropFirst(index + 1)).map { (first, $0) }
    }
    let pairs = others.map { ($0, control) } + among
    guard isBesideClaims else { return pairs }
    return pairs.filter { first, second in
      first.name != .cpna || !Claims.compared.contains(second.name)
    }
  }

  private static func verdict(_ difference: Difference) -> InlineText {
    guard difference.hasStatistics else { return "no verdict" }
    let rows: InlineText = difference.resampled == nil ? " on these test rows" : ""
    return switch difference.isPositive {
    case true?: "significantly better\(rows)"
    case false?: "significantly worse\(rows)"
    case nil: "no significant difference\(rows)"
    }
  }
}

extension [ComparedMethod] {
  /// What the others are compared with: NN(best), else the first network that is not pruned, else the first.
  var control: ComparedMethod? {
    first { $0.name == .dense }
      ?? first { !$0.isPruned && $0.sizedAs == nil && !$0.isExternal } ?? first
  }
}

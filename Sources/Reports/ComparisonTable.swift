import Protocols
import Training

/// The paper's Table 3 for one dataset, with what the paper does not print.
struct ComparisonTable {
  let summary: Summary
  let protocolFile: ProtocolFile

  var table: MarkdownTable {
    var table = MarkdownTable(header: [""] + summary.entries.map(\.method.title))
    func row(_ title: String, _ cell: (Summary.Entry) -> String) {
      table.rows.append([title] + summary.entries.map(cell))
    }
    func accuracy(_ title: String, _ value: @escaping (Summary.Entry) -> MeanAndDeviation?) {
      row("Test accuracy %, \(title)") { value($0)?.percent ?? "none" }
    }
    row("Connections", connections)
    switch protocolFile.choice.epoch {
    case .test:
      accuracy("best epoch (as the paper)", \.bestEpoch)
    case .validation:
      accuracy("epoch chosen by validation", \.chosenEpoch)
      accuracy("best epoch (as the paper)", \.bestEpoch)
    }
    accuracy("last epoch", \.lastEpoch)
    row("Validation accuracy %") { entry in
      entry.validation.map { fixed(100 * $0.mean, 2) } ?? "not searched"
    }
    row("Setting") { entry in
      Self.perSplit(entry) { "L2 \($0.setting.l2), batch \($0.setting.batch)" }
    }
    row("Sparsity level") { entry in
      guard entry.method == .pruned else { return "dense" }
      let shares = Self.perSplit(entry) { candidate in
        (candidate.density ?? []).map { "\(fixed(100 * $0, 1)) %" }.joined(separator: "+")
      }
      return "\(shares) kept, μ \(protocolFile.pruning.annealingRate)"
    }
    row("Epoch") { entry in
      "\(Self.perSplit(entry) { $0.epoch.map(String.init) ?? "best" }) of \(protocolFile.epochs)"
    }
    if summary.entries.contains(where: { $0.failures > 0 }) {
      row("Failed retrainings") { "\($0.failures)" }
    }
    if let paper = PaperTable3(dataset: summary.dataset.name) {
      row("The paper") { paper[$0.method] }
    }
    return table
  }

  /// `21x64+64x4 = 1600`, or `120+32 = 152 of 1600 (149 effective)`: what is left, the mean over the
  /// retrainings, which can differ when a vanished node takes connections along.
  private func connections(_ entry: Summary.Entry) -> String {
    Self.collapsed(
      entry.splits.map { split in
        let architecture = Architecture(
          inputs: summary.dataset.features, hidden: split.candidate.setting.hidden,
          classes: summary.dataset.classes)
        guard entry.method == .pruned else { return "\(architecture)" }
        guard let first = split.results.first else { return "none" }
        func mean(_ value: (FitResult) -> Int) -> Int {
          let sum = split.results.map(value).reduce(0, +)
          return Int((Double(sum) / Double(split.results.count)).rounded())
        }
        let kept = first.connections.indices.map { layer in mean { $0.connections[layer] } }
        let effective = min(mean(\.effectiveConnections), kept.reduce(0, +))
        return "\(kept.map(String.init).joined(separator: "+")) = \(kept.reduce(0, +)) of "
          + "\(architecture.connections) (\(effective) effective)"
      })
  }

  private static func perSplit(_ entry: Summary.Entry, _ text: (Candidate) -> String) -> String {
    collapsed(entry.splits.map { text($0.candidate) })
  }

  /// One text if all splits have the same, else one for each split in order.
  private static func collapsed(_ texts: [String]) -> String {
    Set(texts).count == 1 ? texts[0] : texts.joined(separator: " / ")
  }
}

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
      Self.joined(
        entry.splits.map { "L2 \($0.candidate.setting.l2), batch \($0.candidate.setting.batch)" })
    }
    row("Epoch") { entry in
      let epochs = Self.joined(entry.splits.map { $0.candidate.epoch.map(String.init) ?? "best" })
      return "\(epochs) of \(protocolFile.epochs)"
    }
    if summary.entries.contains(where: { $0.failures > 0 }) {
      row("Failed retrainings") { "\($0.failures)" }
    }
    if let paper = PaperTable3(dataset: summary.dataset.name) {
      row("The paper") { paper[$0.method].text }
    }
    return table
  }

  /// `21x64+64x4 = 1600`, or `120+32 = 152 of 1600 (149 effective)`: means over the retrainings,
  /// which can differ when a vanished node takes connections along.
  private func connections(_ entry: Summary.Entry) -> String {
    let architectures = entry.splits.map { split in
      Architecture(
        inputs: summary.dataset.features, hidden: split.candidate.setting.hidden,
        classes: summary.dataset.classes)
    }
    let dense = Self.joined(architectures.map { "\($0)" })
    guard entry.method == .pruned else { return dense }
    let results = entry.splits.flatMap(\.results)
    guard let first = results.first else { return "none" }
    func mean(_ value: (FitResult) -> Int) -> Int {
      Int((Double(results.map(value).reduce(0, +)) / Double(results.count)).rounded())
    }
    let isUniform = results.allSatisfy { $0.connections.count == first.connections.count }
    let total = mean { $0.connections.reduce(0, +) }
    let kept =
      isUniform
      ? first.connections.indices.map { layer in "\(mean { $0.connections[layer] })" }
        .joined(separator: "+") + " = " : ""
    let of = Self.joined(architectures.map { "\($0.connections)" })
    return "\(kept)\(total) of \(of) (\(mean(\.effectiveConnections)) effective)"
  }

  /// The distinct texts in order, one for each split if they differ.
  private static func joined(_ texts: [String]) -> String {
    var distinct: [String] = []
    for text in texts where !distinct.contains(text) { distinct.append(text) }
    return distinct.joined(separator: " / ")
  }
}

import Experiments
import Statistics
import Training

/// Many methods on one dataset: a row for each, where columns would not fit.
struct MethodsTable {
  /// More methods than this have rows.
  private static let mostColumns = 5

  let summary: Summary
  let protocolFile: ProtocolFile

  /// Whether a protocol has so many methods.
  static func isFor(_ protocolFile: ProtocolFile) -> Bool {
    protocolFile.methods.count > mostColumns
  }

  /// What each method came to at the level that validation chose, and what that took.
  var table: Table {
    let control = protocolFile.methods.control
    var table = Table(
      "methods",
      columns: [
        Table.Column("method", "method"),
        Table.Column("connections", "connections", alignment: .trailing),
        Table.Column("effective", "effective", alignment: .trailing),
        Table.Column("accuracy", "test accuracy %"),
        Table.Column("difference", "minus \(name: control?.title ?? "")"),
        Table.Column("parameters", "parameters", alignment: .trailing),
        Table.Column("multiply-adds", "multiply-adds", alignment: .trailing),
        Table.Column("bytes", "bytes", alignment: .trailing),
        Table.Column("tried", "settings and levels tried", alignment: .trailing),
        Table.Column("fits", "fits", alignment: .trailing),
        Table.Column("time", "CPU time", alignment: .trailing),
      ])
    for entry in summary.entries {
      let results = entry.splits.flatMap(\.results)
      let sizes = results.compactMap { result in
        result.widths.map { NetworkSize(widths: $0, connections: result.connections) }
      }
      func mean(_ value: (NetworkSize) -> Int) -> Cell {
        self.mean(of: sizes.map(value))
      }
      let difference = control.flatMap {
        entry.method == $0
          ? nil : Difference(summary, of: entry.method.name, from: $0.name, under: protocolFile)
      }
      table.append(
        [
          .name(entry.method.title),
          mean { $0.connections.reduce(0, +) },
          self.mean(of: entry.method.isExternal ? [] : results.map(\.effectiveConnections)),
          .optional(entry.accuracy?.percent),
          .optional(
            difference?.points, otherwise: ""),
          mean(\.parameters),
          mean { entry.method.isPruned ? $0.sparseMultiplyAdds : $0.denseMultiplyAdds },
          mean { entry.method.isPruned ? min($0.sparseBytes, $0.denseBytes) : $0.denseBytes },
        ] + effort(of: entry))
    }
    if let trivial = TrivialClassifier(summary) {
      let row: [Cell] = [
        "commonest class", .missing(""), .missing(""), .optional(trivial.accuracy.percent),
      ]
      table.append(row + table.columns.dropFirst(row.count).map { _ in .missing("") })
    }
    return table
  }

  /// The rounded mean; an empty cell without numbers.
  private func mean(of numbers: [Int]) -> Cell {
    MeanAndDeviation(numbers.map(Double.init)).map { .grouped(Int($0.mean.rounded())) }
      ?? .missing("")
  }

  /// What a search took; nobody knows that of another program's.
  private func effort(of entry: Summary.Entry) -> [Cell] {
    if entry.method.isExternal { return Array(repeating: .missing(""), count: 3) }
    return [
      .grouped(entry.effort.candidates), .grouped(entry.effort.fits),
      .quantity(.duration(seconds: entry.effort.seconds)),
    ]
  }
}

import Experiments

extension SideBySide {
  /// Where fits of NN+CPNA collapse: by penalty and width, a table for each run.
  var collapsesMarkdown: String {
    var text = """
      ## Collapsed fits

      \(CollapsedFits.definition) The share of those that collapsed or failed, by L2 penalty and by hidden \
      nodes before pruning, on all sets together.

      """
    for run in runs {
      text += "\n\(run.codeName):\n\n" + run.collapses.text
    }
    return text
  }
}

extension Report {
  /// The share of collapsed fits: a row for each penalty of the grid, a column for each width.
  fileprivate var collapses: MarkdownTable {
    let grid = description.protocolFile.grid
    let pruned = Dictionary(grouping: records.filter { $0.key.method == .pruned }) {
      [$0.key.setting.l2] + $0.key.setting.hidden.map(Double.init)
    }
    var table = MarkdownTable(
      header: ["L2"] + grid.hidden.map { "\($0.map(String.init).joined(separator: "+")) nodes" } + [
        "fits in a cell, at most"
      ])
    for l2 in grid.l2 {
      let cells = grid.hidden.map { hidden in
        pruned[[l2] + hidden.map(Double.init)].map { CollapsedFits($0) }
      }
      table.rows.append(
        ["\(l2)"]
          + cells.map { cell in
            cell.map { counts in
              let gone = counts.collapsed.count + counts.failed.count
              return gone == 0
                ? "none" : "\(fixed(100 * Double(gone) / Double(counts.fits), 2)) %"
            } ?? ""
          } + [grouped(cells.compactMap { $0?.fits }.max() ?? 0)])
    }
    return table
  }
}

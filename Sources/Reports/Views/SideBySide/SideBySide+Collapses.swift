import Experiments

extension SideBySide {
  /// Where fits of methods that prune collapse, by penalty and width: a table for each run and method.
  var collapses: Section {
    let heading: InlineText = "Collapsed fits"
    let tables = runs.flatMap { run in
      run.description.protocolFile.methods.filter(\.isPruned).flatMap { method -> [Block] in
        [
          .paragraph("\(run.codeName), \(name: method.title):"),
          .table(run.collapses(of: method.name)),
        ]
      }
    }
    guard !tables.isEmpty else {
      return Section(heading: heading, blocks: [.paragraph(CollapsedFits.noneToCount)])
    }
    let definition: InlineText = """
      \(CollapsedFits.definition) The share of those that collapsed or failed, by L2 penalty and by hidden \
      nodes before pruning, on all datasets together.
      """
    return Section(heading: heading, blocks: [.paragraph(definition)] + tables)
  }
}

extension Report {
  /// The share of collapsed fits: a row for each penalty of the grid, a column for each width.
  fileprivate func collapses(of method: MethodName) -> Table {
    let grid = description.protocolFile.grid
    let pruned = Dictionary(grouping: records.filter { $0.key.method == method }) {
      [$0.key.setting.l2] + $0.key.setting.hidden.map(Double.init)
    }
    var table = Table(
      "collapsed",
      columns: [Table.Column("l2", "L2")]
        + grid.hidden.map { hidden in
          let width = hidden.map(String.init).joined(separator: "+")
          return Table.Column("hidden-\(width)", "\(words: width) nodes")
        } + [Table.Column("fits", "fits in a cell, at most")])
    for l2 in grid.l2 {
      let cells = grid.hidden.map { hidden in
        pruned[[l2] + hidden.map(Double.init)].map { CollapsedFits($0) }
      }
      table.append(
        [.words("\(l2)")] + cells.map { $0?.share ?? .missing("") }
          + [.grouped(cells.compactMap { $0?.fits }.max() ?? 0)])
    }
    return table
  }
}

extension CollapsedFits {
  /// The share of the fits that failed or collapsed.
  fileprivate var share: Cell {
    let gone = collapsed.count + failed.count
    guard gone > 0 else { return .missing("none") }
    return .quantity(.number(Double(gone) / Double(fits), .percentWithSign(decimals: 2)))
  }
}

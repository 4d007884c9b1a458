/// The lines of a table for a terminal. Where it is wider than the terminal, cells are wrapped; where they would become
/// narrow towers, each row, or each column of a table of measures, becomes a list of its own.
struct TerminalTable {
  /// The header and the rows, texts without control characters.
  let lines: [[String]]
  /// Of each column whether its cells are flush where lines end.
  let isTrailing: [Bool]
  let isRuled: Bool
  /// Whether rows are measures, so that what belongs together is a column.
  let hasMeasures: Bool
  /// The columns of the terminal; nil for as many as there need be.
  let width: Int?

  /// Cells of more lines than this are no table any more.
  private static let mostLines = 8

  /// Each line ended by a newline.
  var text: String {
    let natural = widths { $0.count }
    guard let width, total(natural) > width else { return text(natural) }
    guard let fitted = fitted(natural, to: width) else { return stacked(width) }
    return text(fitted)
  }

  /// The most that `measure` says of the cells of each column.
  private func widths(_ measure: (String) -> Int) -> [Int] {
    isTrailing.indices.map { column in
      max(isRuled ? 3 : 0, lines.map { measure($0[column]) }.max() ?? 0)
    }
  }

  /// The width of the whole, with what stands between the columns.
  private func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + (isRuled ? 3 * widths.count + 1 : 2 * (widths.count - 1))
  }

  /// Widths that fit: no word is cut, and the widest columns give way. Nil where that takes too many lines.
  private func fitted(_ natural: [Int], to width: Int) -> [Int]? {
    let least = widths { cell in LineWrapping.words(of: cell).map(\.count).max() ?? 0 }
    func capped(at level: Int) -> [Int] {
      zip(natural, least).map { min($0, max($1, level)) }
    }
    guard let level = (0...width).last(where: { total(capped(at: $0)) <= width }) else {
      return nil
    }
    let fitted = capped(at: level)
    let isReadable = lines.allSatisfy { cells in
      zip(cells, fitted).allSatisfy {
        LineWrapping.wrapped($0, to: $1).count <= Self.mostLines
      }
    }
    return isReadable ? fitted : nil
  }

  private func text(_ widths: [Int]) -> String {
    let padded = lines.map { cells -> [[String]] in
      let wrapped = zip(cells, widths).map { LineWrapping.wrapped($0, to: $1) }
      return (0..<(wrapped.map(\.count).max() ?? 0)).map { line in
        wrapped.indices.map { column in
          let cell = wrapped[column].indices.contains(line) ? wrapped[column][line] : ""
          let blank = String(repeating: " ", count: max(0, widths[column] - cell.count))
          // Between bars words and numbers share a column.
          return !isRuled && isTrailing[column] ? blank + cell : cell + blank
        }
      }
    }
    guard isRuled else {
      return padded.joined().map { cells in
        var line = cells.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line + "\n"
      }.joined()
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ((padded.first ?? []) + [rule] + padded.dropFirst().joined()).map {
      "| \($0.joined(separator: " | ")) |\n"
    }.joined()
  }

  private func stacked(_ width: Int) -> String {
    guard let header = lines.first else { return "" }
    let rows = lines.dropFirst()
    let parts: [(title: String, items: [(String, String)])] =
      hasMeasures
      ? header.indices.dropFirst().map { column in
        (header[column], rows.map { ($0[0], $0[column]) })
      }
      : rows.map { row in (row[0], Array(zip(header, row).dropFirst())) }
    return parts.map { part in
      let items = part.items.filter { !$0.1.isEmpty }.flatMap { title, cell -> [String] in
        let lines = LineWrapping.wrapped("\(title): \(cell)", to: width - 4)
        return lines.enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
      }
      let title = LineWrapping.wrapped(part.title, to: width)
      return (title + items).map { $0 + "\n" }.joined()
    }.joined()
  }
}

import Inputs

/// A table as LaTeX has it, in parts that fit a page: each has the first column, as many others as a line has room for,
/// and as many rows as a page has.
struct LaTeXTable {
  /// A part.
  struct Part {
    fileprivate let table: Table
    fileprivate let title: InlineText
    fileprivate let columns: [Int]
    fileprivate let rows: Range<Int>
  }

  let parts: [Part]

  /// So many characters of the size `footnotesize` fit the text of an article.
  private static let widest = 78
  private static let mostRows = 40

  /// - Parameter title: what the table is about.
  init(_ table: Table, title: InlineText) {
    let widths = table.columns.indices.map { Self.width(of: $0, in: table) }
    var groups: [[Int]] = [[]]
    var room = Self.widest
    for column in table.columns.indices.dropFirst() {
      if widths[column] + 2 > room - widths[0], !groups[groups.count - 1].isEmpty {
        groups.append([])
        room = Self.widest
      }
      groups[groups.count - 1].append(column)
      room -= widths[column] + 2
    }
    let starts =
      table.rows.isEmpty ? [0] : Array(stride(from: 0, to: table.rows.count, by: Self.mostRows))
    parts = groups.flatMap { group in
      starts.map { start in
        Part(
          table: table, title: title, columns: table.columns.isEmpty ? [] : [0] + group,
          rows: start..<min(table.rows.count, start + Self.mostRows))
      }
    }
  }

  private static func width(of column: Int, in table: Table) -> Int {
    let header = table.columns[column].title.plain().split(separator: " ").map(\.count)
    let cells = table.rows.map { $0[column].text.plain().count }
    return (header + [isOfLines(column, in: table) ? 26 : cells.max() ?? 0]).max() ?? 0
  }

  /// Whether cells of a column are so long that they are broken into lines.
  fileprivate static func isOfLines(_ column: Int, in table: Table) -> Bool {
    table.rows.contains { $0[column].text.plain().count > 38 }
  }
}

extension LaTeXTable.Part {
  /// The table, its caption and the notes on its marks.
  func text(number: Int, part: Int, of count: Int) -> String {
    let about = title.isEmpty ? "Table" : title.latex
    let caption = count > 1 ? "\(about) (part \(part) of \(count))" : about
    let label = count > 1 ? "\(number)-\(part)" : "\(number)"
    let body = table.rows[rows].map { row in line(columns.map { cell(row[$0], in: $0) }) }
    let notes = notes.map { "\\\\[2pt] \($0)" }.joined()
    return """
      \\begin{table}[htbp]
      \\centering\\footnotesize\\setlength{\\tabcolsep}{4pt}
      \\caption{\(caption)}\\label{tab:\(label)}
      \\begin{tabular}{\(columns.map(format).joined())}
      \\toprule
      \(line(columns.map(header)))\\midrule
      \(body.joined())\\bottomrule
      \\end{tabular}\(notes)
      \\end{table}

      """
  }

  private func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\\n" }

  private func format(_ column: Int) -> String {
    let cells = table.rows.map { $0[column] }
    if LaTeXTable.isOfLines(column, in: table) { return "p{3.8cm}" }
    let isNumeric =
      !cells.isEmpty
      && cells.allSatisfy { cell in
        if case .text = cell { false } else { true }
      }
    return isNumeric ? "r" : "l"
  }

  /// The words of a title below each other, as many on a line as cells are wide.
  private func header(_ column: Int) -> String {
    let title = table.columns[column].title
    let width = table.rows.map { $0[column].text.plain().count }.max() ?? 0
    var lines: [String] = []
    for word in title.plain().split(separator: " ").map(String.init) {
      if let last = lines.last, last.count + 1 + word.count <= max(width, 6) {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    guard lines.count > 1 else { return title.latex }
    let side = format(column) == "r" ? "r" : "l"
    return "\\shortstack[\(side)]{\(lines.map(LaTeXText.plain).joined(separator: "\\\\"))}"
  }

  private func cell(_ cell: Cell, in column: Int) -> String {
    let mark =
      cell.excludesZero
      ? "$^{*}$" : column == lastPValues && cell.isSmallPValue ? "$^{\\dagger}$" : ""
    let text = cell.text.latex + mark
    return LaTeXTable.isOfLines(column, in: table) ? "{\\raggedright \(text)\\par}" : text
  }

  /// Of several columns of p-values the last, whose are corrected.
  private var lastPValues: Int? {
    table.columns.indices.last { column in
      table.rows.contains { row in
        if case .quantity(.pValue) = row[column] { true } else { false }
      }
    }
  }

  private var notes: [String] {
    let cells = table.rows[rows].flatMap { row in columns.map { (column: $0, cell: row[$0]) } }
    var notes: [String] = []
    if cells.contains(where: \.cell.excludesZero) {
      notes.append("$^{*}$ The 95\\,\\% interval does not contain 0.")
    }
    if cells.contains(where: { $0.column == lastPValues && $0.cell.isSmallPValue }) {
      notes.append("$^{\\dagger}$ $p \\leq 0.05$.")
    }
    return notes
  }
}

extension Cell {
  /// Whether it has a difference that is significant by its interval.
  fileprivate var excludesZero: Bool {
    text.pieces.contains { piece in
      if case .quantity(.difference(_, let interval, _)) = piece {
        !interval.contains(0)
      } else {
        false
      }
    }
  }

  fileprivate var isSmallPValue: Bool {
    if case .quantity(.pValue(let p)) = self { p <= 0.05 } else { false }
  }
}

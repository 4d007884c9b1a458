import Testing

@testable import Reports

/// What LaTeX makes of documents is for scripts/check-latex to tell.
struct LaTeXWriterTests {
  @Test func everyPart() {
    #expect(
      LaTeXWriter().write(WriterTests.document) == #"""
        \documentclass{article}
        \usepackage{booktabs}
        \emergencystretch=3em
        \begin{document}
        \title{Report on {\ttfamily\char60}b{\ttfamily\char62}}
        \author{}
        \date{}
        \maketitle

        It took 3 min 41 s: \texttt{run.\allowbreak{}yaml}, more.

        \section{Scores}

        \begin{table}[htbp]
        \centering\footnotesize\setlength{\tabcolsep}{4pt}
        \caption{Scores}\label{tab:1}
        \begin{tabular}{lrrr}
        \toprule
         & accuracy \% & p & fits \\
        \midrule
        a{\ttfamily\char124}b, c & 98.23 \ensuremath{\pm} 0.06 {[}98.00, 98.50{]} & {\ttfamily\char60} 0.001$^{\dagger}$ & 1,600 \\
        \textbf{mine} & none & 0.500 & 7 \\
        \bottomrule
        \end{tabular}\\[2pt] $^{\dagger}$ $p \leq 0.05$.
        \end{table}

        \begin{itemize}
          \item \textbf{not} so
          \item two lines
        \end{itemize}

        Picture: A curve (\texttt{figures/\allowbreak{}curve.\allowbreak{}svg}).

        \subsection{Deeper}

        \begin{flushleft}\ttfamily
        \mbox{}a {\ttfamily\char96}{\ttfamily\char96}{\ttfamily\char96} b
        \end{flushleft}

        \clearpage
        \end{document}

        """#)
  }

  /// A difference is marked where its interval does not contain 0; of several columns of p the last, which is corrected.
  @Test func significanceIsMarked() {
    let style = NumberStyle.points
    let table = Table(
      "t",
      columns: [
        Table.Column("method", "method"), Table.Column("d", "minus the control"),
        Table.Column("p", "p"), Table.Column("holm", "p, Holm"),
      ],
      rows: [
        [
          "a", .quantity(.difference(0.01, interval: 0.001...0.02, style)),
          .quantity(.pValue(0.01)),
          .quantity(.pValue(0.04)),
        ],
        [
          "b", .quantity(.difference(0.01, interval: -0.001...0.02, style)),
          .quantity(.pValue(0.04)), .quantity(.pValue(0.08)),
        ],
      ])
    let text = LaTeXWriter().write(Document(blocks: [.table(table)]))
    #expect(
      text.contains(
        "a & {\\raggedright +1.00 points, 95 \\% interval +0.10 to +2.00$^{*}$\\par} & 0.010 & 0.040$^{\\dagger}$ \\\\"
      ))
    #expect(
      text.contains(
        "b & {\\raggedright +1.00 points, 95 \\% interval -0.10 to +2.00\\par} & 0.040 & 0.080 \\\\"
      ))
    #expect(text.contains("does not contain 0.") && text.contains("$p \\leq 0.05$."))
  }

  /// Each part has the first column; together they have all columns and rows.
  @Test func largeTablesComeInParts() {
    let columns = (0..<12).map { Table.Column("c\($0)", "column \($0)") }
    let rows = (0..<50).map { row in
      columns.indices.map { column -> Cell in .words("r\(row)c\(column) of the table") }
    }
    let parts = LaTeXTable(Table("t", columns: columns, rows: rows), title: "Large").parts
      .enumerated().map { $1.text(number: 1, part: $0 + 1, of: 8) }
    #expect(parts.count == 8)
    for (row, column) in [(0, 0), (0, 11), (39, 5), (40, 0), (49, 11)] {
      let expected = column == 0 ? 4 : 1
      #expect(parts.count { $0.contains("r\(row)c\(column) of the table") } == expected)
    }
    #expect(parts.allSatisfy { $0.split(separator: "\n").allSatisfy { $0.utf8.count < 160 } })
    #expect(parts[0].contains("\\caption{Large (part 1 of 8)}\\label{tab:1-1}"))
  }

  @Test(arguments: [
    "\\end{document}", "}{", "$x$", "% a", "a & b \\\\", "[x]", "#1", "\\input{/etc/passwd}",
    "\u{202E}x", "^^41",
    "\\write18{touch x}", "中",
  ])
  func hostileTexts(name: String) {
    let text: InlineText = "\(name: name) \(code: name) \(link: "\(name: name)", to: name)"
    let table = Table("t", columns: [Table.Column("a", text)], rows: [[.text(text)]])
    let section = Section(
      heading: text,
      blocks: [
        .list([text]), .table(table), .preformatted(name),
        .figure(FigureReference(caption: text, path: name)),
      ])
    let latex = LaTeXWriter().write(Document(title: text, blocks: [.section(section)]))
    for command in ["\\end{document}", "\\input", "\\write", "^^"] {
      #expect(latex.ranges(of: command).count == (command == "\\end{document}" ? 1 : 0))
    }
    #expect(latex.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
  }
}

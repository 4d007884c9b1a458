import Foundation
import Inputs
import TestSupport
import Testing

@testable import Reports

/// What a browser makes of pages is for scripts/check-html to tell.
struct HTMLWriterTests {
  /// What stands between the tags `main`.
  private func content(_ blocks: [Block], pictures: [String: String] = [:]) throws -> String {
    let page = HTMLWriter(pictures: pictures).write(Document(title: "Title", blocks: blocks))
    let start = try #require(page.firstRange(of: "tabindex=\"-1\">\n")).upperBound
    return String(page[start..<(try #require(page.firstRange(of: "</main>"))).lowerBound])
  }

  @Test func everyPart() throws {
    let text = try content(
      [
        .paragraph(
          """
          \(words: "a < b"), \(code: "run.yaml"), \(strong: "not \(3)"), \(link: "more", to: "a b.md"), \
          \(link: "web", to: "https://a.example/x.md"), \(link: "root", to: "#a")
          """),
        .section(
          Section(
            heading: "Scores & more",
            blocks: [
              .list(["one", .lines(["two", "lines"])]),
              .figure(FigureReference(caption: "A curve", path: "figures/curve")),
              .figure(FigureReference(caption: "A <b>", path: "figures/gone")),
              .section(Section(heading: "Deeper", blocks: [.preformatted("a < b\n  c\n")])),
            ])),
        .section(Section(heading: "Scores & more")),
      ], pictures: ["figures/curve": "<svg><title>x</title></svg>\n"])
    #expect(
      text == """
        <p>a &lt; b, <code>run.yaml</code>, <strong>not 3</strong>, <a href="a%20b.html">more</a>, \
        <a href="https://a.example/x.md">web</a>, <a href="#a">root</a></p>
        <section aria-labelledby="scores-more">
        <h2 id="scores-more">Scores &amp; more</h2>
        <ul>
        <li>one</li>
        <li>two<br>lines</li>
        </ul>
        <figure>
        <div class="picture" tabindex="0" role="group" aria-label="Figure 1">
        <svg><title>x</title></svg>
        </div>
        <figcaption>Figure 1. A curve</figcaption>
        </figure>
        <p><a href="figures/gone.svg">A &lt;b&gt;</a></p>
        <section aria-labelledby="deeper">
        <h3 id="deeper">Deeper</h3>
        <pre tabindex="0"><code>a &lt; b
          c
        </code></pre>
        </section>
        </section>
        <section aria-labelledby="scores-more-2">
        <h2 id="scores-more-2">Scores &amp; more</h2>
        </section>

        """)
  }

  /// Where a column has one kind of quantity, its cells have what rows are sorted by; the corner is no header.
  @Test func tables() throws {
    #expect(
      try content([.table(WriterTests.table)]) == """
        <div class="table" tabindex="0" role="group" aria-label="Table 1">
        <table>
        <caption>Table 1. Title</caption>
        <thead><tr><td></td><th scope="col" class="n" data-sort>accuracy %</th>\
        <th scope="col" class="n" data-sort>p</th><th scope="col" class="n" data-sort>fits</th></tr></thead>
        <tbody>
        <tr><th scope="row">a|b, c</th><td class="n" data-value="0.9823">98.23 ± 0.06 [98.00, 98.50]</td>\
        <td class="n" data-value="0.0004">&lt; 0.001</td><td class="n" data-value="1600.0">1,600</td></tr>
        <tr><th scope="row"><strong>mine</strong></th><td class="n">none</td>\
        <td class="n" data-value="0.5">0.500</td><td class="n" data-value="7.0">7</td></tr>
        </tbody>
        </table>
        </div>

        """)
    // Rows of different measures have an order that is theirs, and words stand where words do.
    let measures = Table(
      "scores", columns: [Table.Column("measure", "measure"), Table.Column("a", "a")],
      rows: [["Splits", .count(5)], ["Accuracy", .percent(0.5)]])
    let words = Table(
      "words", columns: [Table.Column("a", "a"), Table.Column("b", "b")],
      rows: [["x", "y"], ["z", .count(1)]])
    let text = try content([.table(measures), .table(words)])
    #expect(!text.contains("data-") && text.contains("<td class=\"n\">50.00</td>"))
    #expect(text.contains("<td>y</td>") && text.contains("<td class=\"q\">1</td>"))
    #expect(text.contains("Table 2. Title"))
    #expect(!HTMLWriter().write(Document(blocks: [.table(words)])).contains("<script"))
  }

  /// Around the content: a title, the table of contents, and a policy that knows the script by its hash.
  @Test func page() throws {
    let document = Document(
      title: "On \(name: "</title><b>")",
      blocks: [.table(WriterTests.table), .section(Section(heading: "\(name: "Iris")"))])
    let page = HTMLWriter().write(document)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n"))
    for part in [
      "<title>On &lt;/title&gt;&lt;b&gt;</title>",
      "<header><h1>On &lt;/title&gt;&lt;b&gt;</h1></header>", "<li><a href=\"#iris\">Iris</a></li>",
      "script-src 'sha256-\(HTMLScript.hash)'; ", "<script>\(HTMLScript.sorting)</script>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(HTMLWriter().write(document) == page)
    // Nothing is fetched.
    #expect(!page.contains("src=") && !page.contains("url(") && !page.contains("@import"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='alert(1)",
    "</style><b>", "</svg><b>", "<!--", "]]><b>", "&lt;b>", "\u{202E}<b>", "a\u{0}<b>\n",
  ])
  func hostileTexts(name: String) throws {
    func page(_ name: String) -> String {
      let text: InlineText = "\(name: name) \(code: name) \(words: name) \(strong: "\(name: name)")"
      let table = Table("t", columns: [Table.Column("a", text)], rows: [[.text(text)]])
      let section = Section(
        heading: text,
        blocks: [
          .list([text]), .table(table), .preformatted(name),
          .figure(FigureReference(caption: text, path: "figures/\(name)")),
          .paragraph("\(link: text, to: name)"),
        ])
      return HTMLWriter().write(Document(title: text, blocks: [.section(section)]))
    }
    func tags(_ page: String) -> [Substring] {
      page.split(separator: "<").map { $0.prefix { !" >".contains($0) } }
    }
    let hostile = page(name)
    #expect(tags(hostile) == tags(page("harmless")))
    #expect(hostile.split(separator: "\n").allSatisfy { String($0).isHarmless })
    #expect(!hostile.contains(" onclick='") && !hostile.contains("onerror=alert(1)>"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
    "vbscript:x", "a:b",
  ])
  func addressesThatRunSomethingAreNoLinks(target: String) throws {
    #expect(try content([.paragraph("\(link: "x", to: target)")]) == "<p>x</p>\n")
  }

  /// Of 30 datasets and 10 methods: what a run reports, with pictures that have no room.
  @Test func aLargeReportIsBelow5MB() throws {
    let methods = (1...10).map { "method \($0)" }
    let columns =
      [Table.Column("method", "method")] + (1...10).map { Table.Column("m\($0)", "a measure") }
    var pictures: [String: String] = [:]
    let sections = (1...30).map { dataset -> Block in
      let rows = methods.map { method in
        [.name(method)]
          + (1...10).map { column -> Cell in
            let mean = 1 / Double(dataset + column)
            return .quantity(.spread(mean, plusMinus: mean / 7, interval: 0...mean, .percent()))
          }
      }
      let figures = (1...5).map {
        FigureReference(caption: "A picture", path: "figures/\(dataset)-\($0)")
      }
      for (number, figure) in figures.enumerated() {
        let path = String(repeating: "1 2 ", count: 4000 * (number + 1))
        pictures[figure.path] = "<svg><path d=\"\(path)\"/></svg>\n"
      }
      let paragraphs = (1...20).map { _ in
        Block.paragraph("\(words: String(repeating: "Some words of a text. ", count: 12))")
      }
      return .section(
        Section(
          heading: "Dataset \(dataset)",
          blocks: paragraphs + [Block.table(Table("a", columns: columns, rows: rows))]
            + [Block.table(Table("b", columns: columns, rows: rows))] + figures.map { .figure($0) })
      )
    }
    let page = HTMLWriter(pictures: pictures).write(Document(title: "Large", blocks: sections))
    #expect(page.utf8.count < 5_000_000, "\(page.utf8.count)")
    // The smallest pictures are there, and the largest linked.
    for dataset in 1...30 {
      #expect(page.contains("<a href=\"figures/\(dataset)-5.svg\">"))
      #expect(!page.contains("<a href=\"figures/\(dataset)-1.svg\">"))
    }
  }
}

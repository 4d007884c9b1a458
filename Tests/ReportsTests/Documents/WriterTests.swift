import Inputs
import TestSupport
import Testing

@testable import Reports

/// The same document in each format.
struct WriterTests {
  static let table = Table(
    "scores",
    columns: [
      Table.Column("dataset", ""), Table.Column("accuracy", "accuracy %"),
      Table.Column("p", "p"), Table.Column("fits", "fits", alignment: .trailing),
    ],
    rows: [
      [
        .name("a|b, c"),
        .quantity(.spread(0.9823, plusMinus: 0.000625, interval: 0.98...0.985, .percent())),
        .quantity(.pValue(0.0004)), .grouped(1600),
      ],
      [
        "\(strong: "mine")", .missing("none"), .quantity(.pValue(0.5)), .count(7),
      ],
    ])

  static let document = Document(
    title: "Report on \(name: "<b>")",
    blocks: [
      .paragraph("It took \(duration: 221): \(code: "run.yaml"), \(link: "more", to: "a.md")."),
      .section(
        Section(
          heading: "Scores",
          blocks: [
            .table(table), .list(["\(strong: "not") so", .lines(["two", "lines"])]),
            .figure(FigureReference(caption: "A curve", path: "figures/curve")),
            .section(Section(heading: "Deeper", blocks: [.preformatted("a ``` b\n")])),
          ])),
    ])

  @Test func markdown() {
    #expect(
      MarkdownWriter().write(Self.document) == """
        # Report on &lt;b&gt;

        It took 3 min 41 s: `run.yaml`, [more](a.md).

        ## Scores

        |             | accuracy %                  | p       | fits  |
        | ----------- | --------------------------- | ------- | ----- |
        | a&#124;b, c | 98.23 ± 0.06 [98.00, 98.50] | < 0.001 | 1,600 |
        | **mine**    | none                        | 0.500   | 7     |

        - **not** so
        - two
        lines

        ![A curve](figures/curve.svg)

        ### Deeper

        ````
        a ``` b
        ````

        """)
  }

  @Test func terminal() {
    #expect(
      TerminalWriter().write(Self.document) == """
        Report on <b>

        It took 3 min 41 s: `run.yaml`, more.

        Scores

                accuracy %                   p         fits
        a|b, c  98.23 ± 0.06 [98.00, 98.50]  < 0.001  1,600
        mine    none                         0.500        7

        - not so
        - two
        lines

        A curve: figures/curve.svg

        Deeper

        a ``` b

        """)
    let ruled = TerminalWriter(tables: .ruled).write(Self.table)
    #expect(
      ruled.hasPrefix(
        "|        | accuracy %                  | p       | fits  |\n| ------ | --------"),
      "\(ruled)")
  }

  @Test func csvInLongForm() {
    #expect(
      CSVWriter().write(Self.document) == """
        section,table,number,row,row_title,column,column_title,text,value,plus_minus,low,high
        Scores,scores,1,1,"a|b, c",dataset,,"a|b, c",,,,
        Scores,scores,1,1,"a|b, c",accuracy,accuracy %,"98.23 ± 0.06 [98.00, 98.50]",0.9823,0.000625,0.98,0.985
        Scores,scores,1,1,"a|b, c",p,p,< 0.001,0.0004,,,
        Scores,scores,1,1,"a|b, c",fits,fits,"1,600",1600,,,
        Scores,scores,1,2,mine,dataset,,mine,,,,
        Scores,scores,1,2,mine,accuracy,accuracy %,none,,,,
        Scores,scores,1,2,mine,p,p,0.500,0.5,,,
        Scores,scores,1,2,mine,fits,fits,7,7,,,

        """)
  }

  @Test func csvOfOneTable() {
    #expect(
      CSVWriter().write(Self.table) == """
        dataset,accuracy,accuracy_plus_minus,accuracy_low,accuracy_high,p,fits
        "a|b, c",0.9823,0.000625,0.98,0.985,0.0004,1600
        mine,,,,,0.5,7

        """)
  }

  /// Numbers are numbers, with all of their digits.
  @Test func json() throws {
    let json = try JSONWriter().write(Self.document)
    for part in [
      "\"number\" : 0.9823", "\"plus_minus\" : 0.000625", "\"low\" : 0.98", "\"p_value\" : 0.0004",
      "\"count\" : 1600", "\"id\" : \"accuracy\"", "\"seconds\" : 221",
    ] {
      #expect(json.contains(part), "\(part) in \(json)")
    }
    #expect(try JSONWriter().read(json) == Self.document)
  }

  @Test func everyQuantityComesBack() throws {
    let quantities: [Quantity] = [
      .count(-1), .count(3600, isGrouped: true), .number(0.1 + 0.2, .percent()),
      .number(.infinity, .points), .number(-.infinity, NumberStyle(decimals: 0)),
      .spread(1.0 / 3, plusMinus: .leastNonzeroMagnitude, .percentWithSign(decimals: 3)),
      .spread(
        0.5, plusMinus: 0.1, interval: -1...(.infinity), NumberStyle(decimals: 1, isSigned: true)),
      .interval(-0.1...0.7, .percent()), .difference(0.1, interval: 0...1, .points), .pValue(0),
      .duration(seconds: 1e-9),
    ]
    let document = Document(blocks: [
      .paragraph(
        InlineText(quantities.map { .quantity($0) } + [.lineEnd, .words(""), .name("\u{0}")]))
    ])
    #expect(try JSONWriter().read(try JSONWriter().write(document)) == document)
    // What is not a number is not equal to itself.
    let nan = Document(blocks: [.paragraph("\(Quantity.number(.nan, .percent()))")])
    #expect(try JSONWriter().write(nan).contains("\"nan\""))
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"title": [], "blocks": [{}]}"#,
    #"{"title": [], "blocks": [{"paragraph": [], "list": []}]}"#,
    #"{"title": [], "blocks": [{"table": {"id": "t", "columns": [], "rows": [[{"text": []}]]}}]}"#,
    #"{"title": [{"quantity": {"interval": {"low": 2, "high": 1}, "style": {"decimals": 1, "unit": "plain", "signed": false}}}], "blocks": []}"#,
  ])
  func damagedJSONIsRefused(json: String) {
    #expect(throws: DecodingError.self) { try JSONWriter().read(json) }
  }

  /// A document that has `text` in every place that can have a text from outside.
  private static func document(of text: String) -> Document {
    let name: InlineText = "\(name: text)"
    let table = Table(
      "t", columns: [Table.Column("a", name), Table.Column("b", "\(code: text)")],
      rows: [[.name(text), "\(code: text) and \(strong: name)"]])
    return Document(
      title: name,
      blocks: [
        .paragraph(name), .paragraph("\(code: text)\(link: name, to: text) end"),
        .list([name, "\(strong: name): \(name: text)"]), .table(table),
        .figure(FigureReference(caption: name, path: text)),
        .section(Section(heading: name, blocks: [.paragraph(.words(text))])),
      ])
  }

  /// Whatever a text holds, it stays on its line and in its cell, and no terminal obeys it.
  @Test func hostileTextsBreakOutOfNoFormat() throws {
    let harmless = Self.document(of: "name")
    func lines(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }
    for text in HostileTexts.all(drawn: 300) {
      let document = Self.document(of: text)
      for writer in [MarkdownWriter(), TerminalWriter(), CSVWriter()] as [any DocumentWriter] {
        let written = try writer.write(document)
        let other = try writer.write(harmless)
        #expect(lines(written) == lines(other), "\(text.debugDescription): \(written)")
        #expect(written.replacing("\n", with: "").isHarmless, "\(text.debugDescription)")
      }
      let rows = MarkdownWriter().write(document.tables[0]).split(separator: "\n")
      #expect(rows.allSatisfy { $0.count { $0 == "|" } == 3 }, "\(rows)")
      let json = try JSONWriter().write(document)
      #expect(json.replacing("\n", with: "").isHarmless, "\(text.debugDescription)")
      #expect(try JSONWriter().read(json) == document, "\(text.debugDescription)")
    }
  }

  /// Our own words are shown as they are, too; a heading, an item and a table begin where a block does.
  @Test(arguments: [
    ("a*b_c`d", "a\\*b\\_c\\`d\n"), ("# a", "\\# a\n"), ("- a", "\\- a\n"),
    ("a < b & c", "a &lt; b &amp; c\n"),
    ("[a](b)", "[a]\\(b)\n"), ("[-1, 1]^p", "[-1, 1]^p\n"), ("a - b", "a - b\n"),
    ("1. a", "1\\. a\n"), ("12)", "12\\)\n"), ("1.5 a", "1.5 a\n"), ("-0.5", "-0.5\n"),
    ("=", "\\=\n"), ("", "\n"),
  ])
  func wordsAreNoMarkup(words: String, markdown: String) {
    #expect(
      MarkdownWriter().write(Document(blocks: [.paragraph(.words(words))])) == markdown)
  }

  @Test func columnsAreFoundByTheirIdentifiers() {
    #expect(Self.table["fits"] == [.grouped(1600), .count(7)])
    #expect(Self.table["Fits"] == nil)
    #expect(Self.document.tables == [Self.table])
    // Names from outside can be the same.
    let names = ["a", "b", "a", "a-2", "a"].map { Table.Column($0, "\(name: $0)") }
    let table = Table(
      "t", columns: names, rows: [[.count(1), .count(2), .count(3), .count(4), .count(5)]])
    #expect(table.columns.map(\.id) == ["a", "b", "a-2", "a-2-2", "a-3"])
    #expect(table["a-3"] == [.count(5)])
  }
}

extension InlineText {
  fileprivate static func words(_ words: String) -> InlineText { InlineText([.words(words)]) }
}

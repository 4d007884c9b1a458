import Foundation
import Inputs
import Experiments
import TestSupport
import Testing
@testable import Runs

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What the real gnuplot makes of texts that would be commands.
struct GnuplotTests {
  static let texts = HostileTexts.all(drawn: 400, seed: 6)

  func withFolder(_ body: (RunFolder) async throws -> Void) async throws {
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.url) }
    try await body(folder)
  }

  @Test(.enabled("gnuplot is not installed") { await FigureTests.hasGnuplot })
  func stringsArePrintedAsTheyAre() async throws {
    try await withFolder { folder in
      let lines = Self.texts.map { "print \(GnuplotText.string($0))" }
      let script = folder.url.appendingPathComponent("strings.gp")
      try folder.write("set print '-'\n" + lines.joined(separator: "\n") + "\n", to: script)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["gnuplot", "-d", script.lastPathComponent]
      process.currentDirectoryURL = folder.url
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let printed = String(
        decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(
        printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
          .elementsEqual(Self.texts.map { Substring(TerminalText.line($0)) }))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["strings.gp"])
    }
  }

  /// The SVG is XML whose texts are those of the figure, and no command was carried out.
  @Test(.enabled("gnuplot is not installed") { await FigureTests.hasGnuplot })
  func hostileFiguresAreDrawn() async throws {
    try await withFolder { folder in
      // No text is empty, or of blanks alone: gnuplot leaves these out.
      let texts = Self.texts.filter { $0.unicodeScalars.contains { !$0.properties.isWhitespace } }
      let batches = stride(from: 0, to: texts.count, by: 60).map {
        Array(texts[$0..<min($0 + 60, texts.count)])
      }
      let figures = batches.enumerated().map { number, batch in
        let map = Figure.HeatMap(
          columns: Array(batch.prefix(3)), rows: [batch[0]], values: [[1, 2, 3]], range: 0...4)
        return Figure(
          name: "figure\(number)", columns: 6,
          panels: batch.map { text in
            Figure.Panel(
              title: text, x: Figure.Axis(label: text), y: Figure.Axis(label: text),
              curves: [
                Figure.Curve(
                  label: text, colour: 0,
                  points: [Figure.Point(x: 0, y: 0), Figure.Point(x: 1, y: 1)])
              ],
              marks: [Figure.Mark(x: 0.5, label: text)])
          } + [
            Figure.Panel(
              title: "", x: Figure.Axis(label: ""), y: Figure.Axis(label: ""), heatMap: map)
          ])
      }
      #expect(try await Gnuplot().draw(figures, into: folder) == .drawn)
      let expected = Set(
        figures.flatMap { figure in
          ["gp", "svg", "png"].map { "\(figure.name).\($0)" }
        })
      #expect(
        try Set(FileManager.default.subpathsOfDirectory(atPath: folder.figuresFolder.path))
          == expected)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["figures"])
      for (figure, batch) in zip(figures, batches) {
        let svg = try Data(
          contentsOf: folder.figuresFolder.appendingPathComponent("\(figure.name).svg"))
        let reader = TextReader()
        let parser = XMLParser(data: svg)
        parser.delegate = reader
        #expect(parser.parse(), "\(figure.name): \(String(describing: parser.parserError))")
        let read = Set(reader.texts.map { $0.trimmingCharacters(in: .whitespaces) })
        for text in batch {
          let line = TerminalText.line(text).trimmingCharacters(in: .whitespaces)
          #expect(read.contains(line), "\(text.debugDescription)")
        }
      }
    }
  }

  /// So is a critical difference diagram.
  @Test(.enabled("gnuplot is not installed") { await FigureTests.hasGnuplot })
  func hostileNamesAreRanked() async throws {
    let names = Self.texts.filter {
      $0.count <= 36 && $0.unicodeScalars.contains { !$0.properties.isWhitespace }
    }.prefix(30)
    let entries = names.enumerated().map { RankDiagram.Entry(name: $1, rank: Double($0 + 1)) }
    let diagram = RankDiagram(entries, criticalDifference: 8.9, title: "ranks")
    try await withFolder { folder in
      let figure = Figure(name: "ranks", columns: 1, panels: [], drawing: diagram.drawing)
      #expect(try await Gnuplot().draw([figure], into: folder) == .drawn)
      let reader = TextReader()
      let parser = XMLParser(
        data: try Data(contentsOf: folder.figuresFolder.appendingPathComponent("ranks.svg")))
      parser.delegate = reader
      #expect(parser.parse() && names.count == 30)
      let read = Set(reader.texts.map { $0.trimmingCharacters(in: .whitespaces) })
      for text in diagram.drawing.texts.map(\.text) {
        let line = TerminalText.line(text).trimmingCharacters(in: .whitespaces)
        #expect(read.contains(line), "\(text.debugDescription)")
      }
    }
  }

  /// The texts of the elements `text`.
  private final class TextReader: NSObject, XMLParserDelegate {
    var texts: [String] = []
    private var isText = false

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      isText = name == "text"
      if isText { texts.append("") }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      isText = false
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
      if isText { texts[texts.count - 1] += characters }
    }
  }

  /// A gnuplot that stops in the middle, says that it cannot, or prints something else.
  @Test(arguments: [
    ("printf '<?xml version=\"1.0\"?><svg>'", "a picture without an end"),
    ("echo; echo 'no such font' >&2; exit 3", "no such font"),
    ("exit 0", "a picture without an end"),
    ("kill -9 $$", "9"),
  ])
  func whatGnuplotDoesNotFinishIsNoPicture(script: String, message: String) async throws {
    try await withFolder { folder in
      let program = folder.url.appendingPathComponent("gnuplot")
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
      #expect(chmod(program.path, 0o755) == 0)
      let figure = FigureTests().figure
      let pictures = try await Gnuplot(command: program.path).draw([figure], into: folder)
      guard case .failed(let picture, let found) = pictures else {
        Issue.record("\(pictures)")
        return
      }
      #expect(picture.hasSuffix("figures/test.svg"))
      #expect(found.contains(message), "\(found)")
      #expect(pictures.failure?.kind == .output && pictures.note == nil)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.figuresFolder.path) == [
          "test.gp"
        ])
    }
  }
}

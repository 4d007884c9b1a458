import Foundation
import Inputs
import TestSupport
import Testing

/// Whatever a text holds, a place for one line gets one line, and nothing that acts on a terminal.
struct TextEscapingTests {
  static let texts = HostileTexts.all(drawn: 2000, seed: 2)

  @Test func oneLineStaysOneLine() {
    for text in Self.texts {
      for line in [
        TerminalText.line(text), MarkdownText.plain(text), MarkdownText.code(text),
        CSVField.escaped(text),
        XMLText.escaped(text), ShellText.word(text), FileNames(of: [text])[text],
        InputError(file: text, expected: text, found: text, hint: text).description,
      ] {
        #expect(line.isHarmless && !line.contains(where: \.isNewline), "\(text.debugDescription)")
      }
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("Länge 木 👩‍🚀", "Länge 木 👩‍🚀"), ("a\\n", "a\\n"), ("a\nb\tc", #"a\nb\tc"#),
    ("\u{1B}[31m", #"\u{1B}[31m"#), ("\u{0}\u{7F}\u{85}", #"\0\u{7F}\u{0085}"#),
    ("\u{202E}x\u{2066}\u{2028}\u{FEFF}", #"\u{202E}x\u{2066}\u{2028}\u{FEFF}"#),
  ])
  func hazardsAreSpelled(text: String, line: String) {
    #expect(TerminalText.line(text) == line)
  }

  @Test func linesOfATextStay() {
    #expect(TerminalText.lines("a\n\u{1B}b\n") == "a\n\\u{1B}b\n")
  }

  @Test func jsonMeansTheSame() throws {
    for text in Self.texts {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
      let json = JSONText.visible(String(decoding: try encoder.encode([text: text]), as: UTF8.self))
      #expect(json.split(separator: "\n").allSatisfy { String($0).isHarmless })
      let read = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
      #expect(read.first.map { Array($0.value.unicodeScalars) } == Array(text.unicodeScalars))
    }
  }

  /// By the shell that the words are for.
  @Test(
    .enabled("bash is not installed") { FileManager.default.isExecutableFile(atPath: "/bin/bash") })
  func aShellReadsWordsBack() throws {
    let texts = Self.texts.filter { !$0.contains("\u{0}") && $0.utf8.allSatisfy { $0 != 0 } }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let script = "printf '%s\\0' \(texts.map(ShellText.word).joined(separator: " \\\n  "))\n"
    try Data(script.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let read = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let words = read.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(words.map { Data($0) } == texts.map { Data($0.utf8) })
  }
}

import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// Texts in other encodings are read, or the error names the likely encoding.
struct TextEncodingTests {
  private static let text =
    "Länge;Breite;Art\n"
    + (0..<30).map { "\($0 * 7 % 11),5;\($0 % 5),25;\($0 % 2 == 0 ? "Weißbuche" : "Ähre")\n" }
    .joined()

  @Test(arguments: [
    (TextEncoding.latin1, String.Encoding.isoLatin1), (.windows1252, .windowsCP1252),
    (.utf16LittleEndian, .utf16LittleEndian), (.utf16BigEndian, .utf16BigEndian),
    (.utf32LittleEndian, .utf32LittleEndian), (.utf32BigEndian, .utf32BigEndian), (.utf8, .utf8),
    (.latin2, .isoLatin2), (.windows1250, .windowsCP1250),
  ])
  func aNamedEncodingIsRead(encoding: TextEncoding, foundation: String.Encoding) throws {
    let bytes = try #require(Self.text.data(using: foundation))
    for mark in [[], encoding.mark] {
      let found = try Inspection(
        mark + bytes, name: "t.csv", hints: TableHints(encoding: encoding))
      #expect(found.names == ["Länge", "Breite", "Art"])
      #expect(found.dataset.classNames == ["Weißbuche", "Ähre"])
      // The card contains the encoding.
      let card = try DatasetCard(parsing: found.card, file: "card.yaml")
      #expect(card.format.encoding == encoding)
    }
  }

  @Test(arguments: [
    String.Encoding.utf16LittleEndian, .utf16BigEndian,
  ])
  func utf16WithoutAMarkIsRecognised(foundation: String.Encoding) throws {
    let bytes = try #require(Self.text.data(using: foundation))
    #expect(try Inspection(bytes, name: "t.csv").dataset.classNames == ["Weißbuche", "Ähre"])
  }

  /// Characters are read completely, whatever the pieces of the file.
  @Test func piecesMayEndWithinACharacter() throws {
    let text = "é😀,ä\n"
    for (encoding, foundation) in [
      (TextEncoding.utf16LittleEndian, String.Encoding.utf16LittleEndian),
      (.utf32BigEndian, .utf32BigEndian),
    ] {
      let bytes = Array(try #require(text.data(using: foundation)))
      for step in 1...bytes.count {
        let source = try EncodedSource(MemorySource(bytes, step: step), encoding)
        var result: [UInt8] = []
        while let chunk = try source.next() { result += chunk }
        #expect(String(decoding: result, as: UTF8.self) == text, "\(encoding), \(step)")
      }
    }
  }

  @Test(arguments: [
    (
      String.Encoding.isoLatin1, "Größe",
      #"t.csv:1:2: expected UTF-8, found "a byte of 0xF6"; it looks like Latin-1 or Windows-1252: convert it by 'iconv -f LATIN1 -t UTF-8', write 'encoding: latin-1'"#
    ),
    (
      .windowsCP1252, "“Größe”",
      #"t.csv:1:2: expected UTF-8, found "a byte of 0x93"; it looks like Windows-1252: convert it by 'iconv -f WINDOWS-1252 -t UTF-8', write 'encoding: windows-1252'"#
    ),
  ])
  func theLikelyEncodingIsNamed(encoding: String.Encoding, name: String, expected: String) throws {
    let text =
      "a,\(name),kind\n" + (0..<20).map { "\($0),\($0 * 3 % 7),\(Trees.kinds[$0 % 3])\n" }.joined()
    let bytes = try #require(text.data(using: encoding))
    let found = message { _ = try Inspection(bytes, name: "t.csv") }
    #expect(found.hasPrefix(expected), "\(found)")
    // Also in the middle of a file.
    let late = Array((0..<40_000).map { "\($0),2,x\n" }.joined().utf8) + Array(bytes)
    let below = message { _ = try Inspection(late, name: "t.csv") }
    #expect(below.hasPrefix("t.csv:40001:2: expected UTF-8"), "\(below)")
  }

  @Test func aTextThatEndsWithinACharacterIsAnError() throws {
    let bytes = Array(try #require(Self.text.data(using: .utf16LittleEndian))).dropLast()
    let found = message { _ = try Inspection(bytes, name: "t.csv") }
    #expect(found.contains("expected text in utf-16le"), "\(found)")
  }

  /// Bytes as other programs write them, in encodings that Foundation does not have.
  @Test(arguments: [
    (TextEncoding.macRoman, [0x4C, 0x8A, 0x6E] as [UInt8], "Län"), (.koi8R, [0xE4, 0xC1], "Да"),
    (.dos850, [0x4C, 0x84, 0x6E], "Län"), (.dos437, [0x81], "ü"), (.latin9, [0xA4], "€"),
    (.windows1251, [0xC4, 0xE0], "Да"), (.shiftJIS, [0x96, 0xD8], "木"),
    (.gb18030, [0xC4, 0xBE], "木"),
  ])
  func bytesAreThoseOfTheEncoding(encoding: TextEncoding, bytes: [UInt8], text: String) throws {
    let source = try EncodedSource(MemorySource(bytes), encoding)
    #expect(String(decoding: try source.next() ?? [], as: UTF8.self) == text)
  }

  @Test func commonNamesOfEncodingsAreKnown() {
    for (name, encoding) in [
      ("latin1", TextEncoding.latin1), ("ISO-8859-1", .latin1), ("cp1252", .windows1252),
      ("Windows_1252", .windows1252), ("UTF8", .utf8), ("utf16", .utf16LittleEndian),
      ("gbk", .gb18030),
    ] {
      #expect(TextEncoding(named: name) == encoding, "\(name)")
    }
    #expect(TextEncoding(named: "klingon") == nil)
    // This system can convert all of them.
    for encoding in TextEncoding.allCases {
      #expect(throws: Never.self) { _ = try EncodedSource(MemorySource([]), encoding) }
    }
  }

  /// Cards and attribute-relation files can have other encodings as well.
  @Test func cardsAndAttributeFilesMayBeUTF16() throws {
    let folder = try TemporaryFolder()
    let card = try folder.write(
      [0xFF, 0xFE] + (try #require(Fixtures.flowers.data(using: .utf16LittleEndian))),
      to: "card.yaml")
    #expect(try DatasetCard(contentsOf: card).name == "flowers")
    let latin = try folder.write(
      try #require(Fixtures.flowers.replacing("Flowers", with: "Blüten").data(using: .isoLatin1)),
      to: "latin.yaml")
    #expect(message { _ = try DatasetCard(contentsOf: latin) }.contains(":2:10: expected UTF-8"))
    let arff =
      "@relation t\n@attribute länge numeric\n@attribute class {eiche,ähre}\n@data\n"
      + (0..<20).map { "\($0 * 3 % 7).5,\($0 % 2 == 0 ? "eiche" : "ähre")\n" }.joined()
    let found = try Inspection(
      try #require(arff.data(using: .utf16BigEndian)), name: "t.arff", target: "class")
    #expect(found.dataset.featureNames == ["länge"])
  }

  @Test func controlZEndsAFile() throws {
    for end in ["\u{1A}", "\u{1A}\u{1A}\u{1A}", "\r\n\u{1A}", "\r\n\u{1A}\r\n", "\n\u{1A}\n"] {
      let text = Trees.text(lineEnd: "\r\n")
      let found = try Inspection(String(text.dropLast()) + end)
      #expect(found.dataset.rows == 60)
    }
  }
}

import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// Files that are not tables are recognised, by their ending in any case, and without one by their content.
struct ForeignFormatTests {
  @Test(
    arguments: [
      ([0x50, 0x4B, 3, 4, 0, 0], "a zip archive"),
      (Array("PK\u{3}\u{4}....[Content_Types].xml".utf8), "an Excel workbook (.xlsx)"),
      ([0xD0, 0xCF, 0x11, 0xE0, 1], "an old Excel workbook (.xls)"),
      (
        Array(repeating: 0x61, count: 257) + Array("ustar".utf8) + Array(repeating: 0, count: 250),
        "a tar archive"
      ),
      (Array("<!DOCTYPE html><html>".utf8), "an HTML page"),
      (Array("\n  <html>".utf8), "an HTML page"),
      (Array("[{\"a\": 1}]".utf8), "a JSON document"),
      (Array("{ \"a\": 1 }".utf8), "a JSON document"),
      (Array("%PDF-1.7".utf8), "a PDF document"), (Array("PAR1....".utf8), "a Parquet file"),
      (Array("BZh91AY".utf8), "a file packed by bzip2"),
      ([0x28, 0xB5, 0x2F, 0xFD, 4], "a file packed by zstd"),
      ([0x93] + Array("NUMPY".utf8), "a NumPy array"),
    ] as [([UInt8], String)])
  func itIsNamed(bytes: [UInt8], kind: String) {
    for name in ["x", "x.csv", "x.dat"] {
      let found = message { _ = try Inspection(bytes, name: name) }
      #expect(found.hasPrefix("\(name): expected a table as text, found \"\(kind)\""), "\(found)")
    }
  }

  @Test(arguments: [
    "DATA.CSV", "trees.dat", "trees", "trees.DATA", "trees.tra", "trees.xyz", "trees.all-data",
  ])
  func aTableIsOneWhateverItsEnding(name: String) throws {
    let found = try Inspection(Trees.text(), name: name)
    #expect(found.dataset.rows == 60)
    #expect(InspectedTable.recognises(found.table.profile.file.path))
  }

  @Test func packedFilesAreRecognisedByTheirBytes() throws {
    let packed = try Packing.gzipped(Array(Trees.text().utf8), in: TemporaryFolder())
    for name in ["trees.csv.gz", "TREES.CSV.GZ", "trees.csv", "trees"] {
      #expect(try Inspection(packed, name: name).dataset.rows == 60, "\(name)")
    }
  }

  @Test func cardsAreDistinguishedFromTables() throws {
    let folder = try TemporaryFolder()
    let card = try folder.write(Fixtures.flowers, to: "flowers")
    #expect(!InspectedTable.recognises(card.path))
    #expect(DatasetCard.recognises(card))
    let table = try folder.write(Trees.text(), to: "trees.yaml")
    #expect(
      message { _ = try DatasetCard(contentsOf: table) }.hasSuffix(
        #"expected a card, which is YAML, found "a table"; let the file's name end in .csv, and name the column of its classes"#
      ))
  }
}

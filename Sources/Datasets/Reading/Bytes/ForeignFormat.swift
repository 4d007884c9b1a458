import Inputs

/// Recognises files that are not tables of text by their first bytes, since users pass files as they downloaded
/// them.
struct ForeignFormat {
  /// The kind of file, such as `a zip archive`.
  let name: String
  /// What to do with it.
  let advice: String

  /// The number of bytes to examine.
  static let length = 512

  /// Nil if `bytes`, the beginning of a file, are not of a kind that is known here.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) {
      self = Self.zipped(bytes)
      return
    }
    if bytes.count > 262, bytes[257..<262].elementsEqual("ustar".utf8) {
      self.init(name: "a tar archive", advice: Self.unpack("tar -xf"))
      return
    }
    let known = Self.signatures.first { bytes.starts(with: $0.bytes) } ?? Self.markup(bytes)
    guard let known else { return nil }
    self.init(name: known.name, advice: known.advice)
  }

  private init(name: String, advice: String) {
    self.name = name
    self.advice = advice
  }

  /// The error that `file` is of this kind.
  func error(_ file: String) -> InputError {
    InputError(
      code: .unsupported, file: file, expected: "a table as text", found: name, hint: advice)
  }

  private static let save = "save the sheet as CSV"
  private static let convert = "write it as CSV"

  private static func unpack(_ command: String) -> String {
    "unpack it first (\(command)) and name the table inside"
  }

  private typealias Known = (bytes: [UInt8], name: String, advice: String)

  private static var signatures: [Known] {
    [
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)", save),
      ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", unpack("7z x")),
      (Array("Rar!".utf8), "a rar archive", unpack("unrar x")),
      (Array("BZh".utf8), "a file packed by bzip2", unpack("bunzip2")),
      ([0xFD, 0x37, 0x7A, 0x58], "a file packed by xz", unpack("unxz")),
      ([0x28, 0xB5, 0x2F, 0xFD], "a file packed by zstd", unpack("unzstd")),
      (Array("%PDF".utf8), "a PDF document", "look for the data as CSV"),
      (Array("PAR1".utf8), "a Parquet file", convert),
      (Array("SQLite format 3".utf8), "an SQLite database", convert),
      ([0x89, 0x48, 0x44, 0x46], "an HDF5 file", convert),
      ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array", "write it with numpy.savetxt"),
      ([0x80, 0x04, 0x95], "a Python pickle", convert),
      (Array("ARROW1".utf8), "an Arrow file", convert),
      ([0x89, 0x50, 0x4E, 0x47], "a PNG picture", convert),
      ([0x7F, 0x45, 0x4C, 0x46], "a program", convert),
    ]
  }

  /// A zip archive, or one of the documents that are zip archives.
  private static func zipped(_ bytes: [UInt8]) -> ForeignFormat {
    let names = String(decoding: bytes.prefix(length), as: UTF8.self)
    if names.contains("opendocument") {
      return ForeignFormat(name: "an OpenDocument sheet (.ods)", advice: save)
    }
    if names.contains("[Content_Types].xml") || names.contains("xl/") || names.contains("_rels/") {
      return ForeignFormat(name: "an Excel workbook (.xlsx)", advice: save)
    }
    return ForeignFormat(name: "a zip archive", advice: unpack("unzip"))
  }

  /// Text that is not a table.
  private static func markup(_ bytes: [UInt8]) -> Known? {
    let text = String(decoding: bytes.prefix(length), as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
      return ([], "an HTML page", "the download may have failed: open it in a browser")
    }
    if text.hasPrefix("<?xml") { return ([], "an XML document", convert) }
    let compact = text.filter { !$0.isWhitespace }.prefix(2)
    if ["[{", "[[", "{\""].contains(compact) { return ([], "a JSON document", convert) }
    return nil
  }
}

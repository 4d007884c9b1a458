/// How the characters of a text file are written as bytes.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case utf32LittleEndian = "utf-32le"
  case utf32BigEndian = "utf-32be"
  case latin1 = "latin-1"
  case latin2 = "latin-2"
  case latin9 = "latin-9"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case macRoman = "mac-roman"
  case koi8R = "koi8-r"
  case dos437 = "cp437"
  case dos850 = "cp850"
  case shiftJIS = "shift-jis"
  case gb18030

  /// The encoding with the common name `name`, in upper or lower case, with or without hyphens: `latin1`,
  /// `ISO-8859-1`, `cp1252`. UTF-16 without a byte order is little-endian, as Windows writes it, unless the
  /// file has a byte-order mark.
  public init?(named name: String) {
    let plain = Self.plain(name)
    let other: [String: TextEncoding] = [
      "utf8sig": .utf8, "ascii": .utf8, "usascii": .utf8, "utf16": .utf16LittleEndian,
      "ucs2": .utf16LittleEndian, "utf32": .utf32LittleEndian, "iso88591": .latin1, "l1": .latin1,
      "iso88592": .latin2, "iso885915": .latin9, "cp1250": .windows1250, "cp1251": .windows1251,
      "cp1252": .windows1252, "ansi": .windows1252, "macintosh": .macRoman, "ibm437": .dos437,
      "ibm850": .dos850, "sjis": .shiftJIS, "cp932": .shiftJIS, "gbk": .gb18030,
      "gb2312": .gb18030,
    ]
    let own = Self.allCases.first { Self.plain($0.rawValue) == plain }
    guard let encoding = own ?? other[plain] else { return nil }
    self = encoding
  }

  /// The encoding that the first bytes of a file show, by a byte-order mark, or by a zero in every other byte,
  /// as in UTF-16 with mostly digits and Latin letters; nil if they do not show it.
  init?(of bytes: [UInt8]) {
    let marks: [(bytes: [UInt8], encoding: TextEncoding)] = [
      ([0xFF, 0xFE, 0, 0], .utf32LittleEndian), ([0, 0, 0xFE, 0xFF], .utf32BigEndian),
      ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
      ([0xEF, 0xBB, 0xBF], .utf8),
    ]
    if let mark = marks.first(where: { bytes.starts(with: $0.bytes) }) {
      self = mark.encoding
      return
    }
    guard bytes.count >= 4, bytes.prefix(4096).contains(0) else { return nil }
    let pairs = bytes.prefix(4096).count / 2
    let low = (0..<pairs).count { bytes[2 * $0] == 0 }
    let high = (0..<pairs).count { bytes[2 * $0 + 1] == 0 }
    // Text in other encodings has no zero bytes; files of other kinds have them anywhere.
    if high * 10 >= pairs, low * 20 <= high {
      self = .utf16LittleEndian
    } else if low * 10 >= pairs, high * 20 <= low {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }

  /// The byte-order mark of a text in this encoding; empty if it has none.
  var mark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .utf32LittleEndian: [0xFF, 0xFE, 0, 0]
    case .utf32BigEndian: [0, 0, 0xFE, 0xFF]
    default: []
    }
  }

  /// The name for iconv.
  var iconvName: String {
    switch self {
    case .latin1: "ISO-8859-1"
    case .latin2: "ISO-8859-2"
    case .latin9: "ISO-8859-15"
    case .macRoman: "MACINTOSH"
    case .shiftJIS: "SHIFT_JIS"
    default: rawValue.uppercased()
    }
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
  }
}

import Foundation

/// How wide texts are, at most, in the sans-serif fonts that show pictures: the widest of DejaVu Sans, Liberation Sans
/// (which has the widths of Helvetica and Arial) and Noto Sans.
enum AdvanceWidths {
  /// The width of `text` on one line, in points.
  /// - Parameter size: that of the font, in points.
  static func width(of text: String, size: Double) -> Double {
    Double(text.unicodeScalars.reduce(0) { $0 + thousandths($1) }) * size / 1000
  }

  /// The printable characters of ASCII, in thousandths of the font's size.
  private static let ascii = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 551, 838, 318, 361, 318, 372, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557, 1016, 685, 687, 723, 771, 667,
    611, 778, 752, 339, 500, 667, 558, 907, 760, 788, 667, 788, 723, 667, 611, 732, 685, 989, 686,
    667, 686, 391, 372, 391, 838, 557, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 413, 521, 393, 634, 592, 818, 592, 592, 525, 637, 551, 637, 838,
  ]

  private static let symbols: [Unicode.Scalar: Int] = [
    "±": 838, "×": 838, "·": 318, "–": 557, "—": 1000, "…": 1000, "−": 838, "≤": 838, "≥": 838,
    "μ": 637,
  ]

  private static func thousandths(_ scalar: Unicode.Scalar) -> Int {
    if let width = ascii(scalar) ?? symbols[scalar] { return width }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    // Latin letters with marks are as wide as those without.
    case 0xC0..<0x1C4, 0x1CD..<0x1F1, 0x1F4..<0x250, 0x1E00..<0x1F00:
      let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
      return parts.first.flatMap(ascii) ?? 1150
    // Scripts whose characters all fill a square.
    case 0x1100..<0x1200, 0x2E80..<0xA4D0, 0xAC00..<0xD7B0, 0xF900..<0xFB00, 0xFF01..<0xFF61,
      0x20000..<0x40000:
      return 1000
    // Words and sentences that are one character.
    case 0xFDF0..<0xFE00: return 12000
    case 0x12000..<0x12550: return 6000
    case 0x1F000..<0x20000: return 1650
    default: return 1450
    }
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> Int? {
    (0x20..<0x7F).contains(scalar.value) ? ascii[Int(scalar.value) - 0x20] : nil
  }
}

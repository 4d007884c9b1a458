import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An SVG picture as it was read, with the places of its texts.
///
/// Widths are estimated by classes of characters, and not by the table that the pictures are laid out by.
final class Picture: NSObject, XMLParserDelegate {
  struct Rectangle: CustomStringConvertible {
    let left, top, right, bottom: Double

    /// Whether it shares more than a hair with `other`.
    func overlaps(_ other: Rectangle) -> Bool {
      min(right, other.right) - max(left, other.left) > 0.5
        && min(bottom, other.bottom) - max(top, other.top) > 0.5
    }

    func isIn(_ other: Rectangle) -> Bool {
      left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom
    }

    var description: String { "\(left)...\(right) by \(top)...\(bottom)" }
  }

  struct Text {
    var content = ""
    var width = 0.0
    let attributes: [String: String]

    fileprivate func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? .nan }

    var box: Rectangle {
      let (x, y, size) = (number("x"), number("y"), number("font-size"))
      let shares = ["middle": 0.5, "end": 1.0]
      let share = shares[attributes["text-anchor"] ?? ""] ?? 0
      if attributes["transform"] != nil {
        return Rectangle(
          left: x - 0.75 * size, top: y - (1 - share) * width, right: x + 0.22 * size,
          bottom: y + share * width)
      }
      return Rectangle(
        left: x - share * width, top: y - 0.75 * size, right: x + (1 - share) * width,
        bottom: y + 0.22 * size)
    }
  }

  private(set) var texts: [Text] = []
  private(set) var titles: [String] = []
  private(set) var elements: Set<String> = []
  /// The attributes of all elements.
  private(set) var attributes: Set<String> = []
  /// The parts of panels that have the data, of those with two axes.
  private(set) var panels: [Rectangle] = []
  private(set) var canvas = Rectangle(left: 0, top: 0, right: 0, bottom: 0)
  private var path: [String] = []
  private var sizes: [Double] = []
  private var isFrame = false

  /// Nil if it is not well-formed.
  init?(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    path.append(name)
    elements.insert(name)
    self.attributes.formUnion(attributes.keys)
    switch name {
    case "svg":
      canvas = Rectangle(
        left: 0, top: 0, right: Double(attributes["width"] ?? "") ?? .nan,
        bottom: Double(attributes["height"] ?? "") ?? .nan)
    case "text":
      texts.append(Text(attributes: attributes))
      sizes = [Double(attributes["font-size"] ?? "") ?? .nan]
    case "tspan": sizes.append(Double(attributes["font-size"] ?? "") ?? .nan)
    case "title": titles.append("")
    case "g": isFrame = attributes["stroke"] == "#555555"
    case "path":
      let numbers = (attributes["d"] ?? "").split { "ML ".contains($0) }.compactMap { Double($0) }
      if isFrame, numbers.count == 6 {
        panels.append(
          Rectangle(left: numbers[0], top: numbers[1], right: numbers[4], bottom: numbers[5]))
      }
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    path.removeLast()
    if name == "tspan" { sizes.removeLast() }
    if name == "g" { isFrame = false }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if path.last == "title" {
      titles[titles.count - 1] += characters
    } else if path.contains("text") {
      texts[texts.count - 1].content += characters
      texts[texts.count - 1].width += Self.width(characters) * (sizes.last ?? 0)
    }
  }

  /// In units of the font's size, as DejaVu Sans has it: about 0.6 for a letter.
  static func width(_ text: String) -> Double {
    text.unicodeScalars.map { scalar -> Double in
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: break
      }
      switch scalar.value {
      case 0x1100..<0x1200, 0x2E80..<0xA4D0, 0xAC00..<0xD7B0: return 1
      case 0x1F000..<0x20000: return 1.3
      default: break
      }
      if "iljI'.,:;| !()[]{}-/\\ftr\"".unicodeScalars.contains(scalar) { return 0.3 }
      if "mwMW@%".unicodeScalars.contains(scalar) { return 0.82 }
      if scalar.isASCII { return properties.isUppercase ? 0.6 : 0.55 }
      return 0.6
    }.reduce(0, +)
  }

  /// What is wrong with the places of its texts, a sentence each.
  var faults: [String] {
    var faults: [String] = []
    let boxes = texts.map { ($0.content, $0.box) }
    for (index, (text, box)) in boxes.enumerated() {
      if !box.isIn(canvas) { faults.append("'\(text)' leaves the picture: \(box)") }
      for (other, otherBox) in boxes.dropFirst(index + 1) where box.overlaps(otherBox) {
        faults.append("'\(text)' lies on '\(other)': \(box), \(otherBox)")
      }
      for panel in panels where box.overlaps(panel) {
        faults.append("'\(text)' lies on a panel: \(box), \(panel)")
      }
    }
    return faults
  }
}

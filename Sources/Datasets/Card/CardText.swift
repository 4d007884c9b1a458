import Foundation
import Inputs

// The texts that a card may hold, each read with its own check.
extension YAMLValue {
  /// A text that is not empty.
  func text() throws(InputError) -> String {
    let text = try string()
    guard !text.isEmpty else { throw error(expected: "a text, not empty,") }
    return text
  }

  /// A name that is at home on a command line and as a folder: `multiple-features`.
  func identifier() throws(InputError) -> String {
    let text = try text()
    let isValid = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "-"), UInt8(ascii: "_"): true
      default: false
      }
    }
    guard isValid, text.first != "-", text.utf8.count <= 64 else {
      throw error(expected: "up to 64 lower-case letters, digits, '-' and '_'")
    }
    return text
  }

  /// The name of a file, without any folder.
  func fileName() throws(InputError) -> String {
    let text = try text()
    let isPath = text.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.value < 0x20 }
    guard !isPath, !text.hasPrefix(".") else {
      throw error(expected: "a file name without a folder", hint: "folders are searched for it")
    }
    return text
  }

  /// An address of the web that ends in a name.
  func webAddress() throws(InputError) -> URL {
    guard let url = URL(string: try text()), ["http", "https"].contains(url.scheme),
      url.host?.isEmpty == false, !["", "/"].contains(url.lastPathComponent)
    else { throw error(expected: "an address such as https://host/name.zip") }
    return url
  }

  /// 64 hexadecimal digits.
  func sha256() throws(InputError) -> String {
    let text = try text().lowercased()
    guard text.utf8.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw error(expected: "64 hexadecimal digits")
    }
    return text
  }

  /// Texts of which each occurs once.
  func categories() throws(InputError) -> [String] {
    let texts = try list { (element: YAMLValue) throws(InputError) in try element.text() }
    try requireDistinct(texts, as: "categories")
    return texts
  }

  /// Complains if one of `texts` occurs twice; `what` they are, for the message.
  func requireDistinct(_ texts: [String], as what: String) throws(InputError) {
    var seen: Set<String> = []
    for text in texts where !seen.insert(text).inserted {
      throw error(expected: "\(what) that are all different", hint: "'\(text)' occurs twice")
    }
  }
}

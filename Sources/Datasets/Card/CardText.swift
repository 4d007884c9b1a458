import Foundation
import Inputs

// The kinds of text in a card, each with its own check.
extension YAMLValue {
  /// The name of a file, without any folder.
  func fileName() throws(InputError) -> String {
    let text = try text()
    let isPath = text.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.value < 0x20 }
    guard !isPath, text != ".", text != ".." else {
      throw error(expected: "a file name without a folder", hint: "give the name alone")
    }
    return text
  }

  /// A dataset's name, such as `multiple-features`, that can be used on a command line and as a folder.
  func datasetName() throws(InputError) -> String {
    let text = try text()
    let isValid = text.allSatisfy { $0.isLetter || $0.isNumber || "_.-".contains($0) }
    guard isValid, text.first != "-", text.first != ".", text.count <= 64 else {
      throw error(
        expected: "up to 64 letters, digits, '-', '_' and '.', the first a letter, a digit or '_'")
    }
    return text
  }

  /// A web address that ends in a file name.
  func webAddress() throws(InputError) -> URL {
    guard let url = URL(string: try text()), url.isOfTheWeb,
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

  /// Distinct texts; one of them may be empty, in quotes.
  func categories() throws(InputError) -> [String] {
    let texts = try list { (element: YAMLValue) throws(InputError) in
      try element.textOrQuotedNothing()
    }
    try requireDistinct(texts, as: "categories")
    return texts
  }

  /// Throws an error if one of `texts` occurs twice; `what` names the texts in the message.
  func requireDistinct(_ texts: [String], as what: String) throws(InputError) {
    var seen: Set<String> = []
    for text in texts where !seen.insert(text).inserted {
      throw error(expected: "\(what) that are all different", hint: "'\(text)' occurs twice")
    }
  }
}

/// Finds texts that differ only in case, blanks and a final point, and so may mean the same.
struct Spellings {
  /// `'oak' and 'OAK'`, for each text that is like an earlier one.
  let pairs: [String]
  /// For each pair, the class names by which a card merges all similar texts.
  let merges: [[String]]

  init(_ texts: [String]) {
    var first: [String: String] = [:]
    var pairs: [String] = []
    for text in texts {
      let plain = Self.plain(text)
      if let other = first[plain] {
        pairs.append("'\(other)' and '\(text)'")
      } else {
        first[plain] = text
      }
    }
    self.pairs = pairs
    let merged = texts.map { first[Self.plain($0)] ?? $0 }
    merges = pairs.map { _ in merged }
  }

  private static func plain(_ text: String) -> String {
    var words = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while words.count > 1, words.last == "." { words.removeLast() }
    return words
  }
}

/// Texts cut to a width, with dots in place of what is left out.
enum DistinctTexts {
  /// `texts`, each on one line of at most `width`: different texts stay different.
  static func shortened(_ texts: [String], to width: Double, size: Double) -> [String] {
    func fits(_ text: String) -> Bool { AdvanceWidths.width(of: text, size: size) <= width }
    guard !texts.allSatisfy(fits) else { return texts }
    let different = Set(texts).count
    // The end is left out, else the middle, else the start: the first that tells them apart.
    let ways: [(String) -> String] = [0, 0.5, 1].map { share in
      { text in fits(text) ? text : cut(text, to: width, size, keepingAtEnd: share) }
    }
    for way in ways {
      let short = texts.map(way)
      if Set(short).count == different { return short }
    }
    var numbers: [String: Int] = [:]
    return texts.map { text in
      guard !fits(text) else { return text }
      let number = numbers[text] ?? numbers.count + 1
      numbers[text] = number
      let ending = " #\(number)"
      let room = width - AdvanceWidths.width(of: ending, size: size)
      return cut(text, to: room, size, keepingAtEnd: 0) + ending
    }
  }

  /// - Parameter share: how much of the room is for the end of `text`.
  private static func cut(
    _ text: String, to width: Double, _ size: Double, keepingAtEnd share: Double
  ) -> String {
    let room = width - AdvanceWidths.width(of: "…", size: size)
    func fitting(_ characters: some Sequence<Character>, _ room: Double) -> [Character] {
      var used = 0.0
      return characters.prefix {
        used += AdvanceWidths.width(of: String($0), size: size)
        return used <= room
      }
    }
    let end = fitting(text.reversed(), room * share).reversed()
    let start = fitting(text, room * (1 - share))
    return String(start) + "…" + String(end)
  }
}

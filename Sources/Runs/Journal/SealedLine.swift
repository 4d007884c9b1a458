/// A line of a journal: a JSON object whose last member, `crc32`, is the checksum of the line without that
/// member. Each line has its own, so that a line can be removed, packed or copied alone.
enum SealedLine {
  /// The key of the checksum.
  static let key = "crc32"
  private static let opening = Array(",\"\(key)\":\"".utf8)
  private static let closing = Array("\"}".utf8)
  private static let length = opening.count + Checksum.length + closing.count

  /// The result of checking a line.
  enum State: Equatable {
    /// The line is as it was written.
    case intact
    /// The line has no checksum: an old version wrote it, or it is not a journal line.
    case unsealed
    /// The line was changed after it was written.
    case damaged(expected: String, found: String)
  }

  /// `json`, an object that is not empty, as a line with a checksum and a newline.
  static func sealing(_ json: [UInt8]) -> [UInt8] {
    let content = json.dropLast()
    var line = Array(content)
    line += opening
    line += digits(of: content)
    line += closing
    return line + [UInt8(ascii: "\n")]
  }

  /// Compares a line with its checksum.
  static func state(of line: ArraySlice<UInt8>) -> State {
    let content = line.dropLast(length)
    let member = line[content.endIndex...]
    guard !content.isEmpty, member.starts(with: opening),
      member.suffix(closing.count).elementsEqual(closing)
    else { return .unsealed }
    let found = member.dropFirst(opening.count).dropLast(closing.count)
    let expected = digits(of: content)
    guard found.elementsEqual(expected) else {
      return .damaged(
        expected: String(decoding: expected, as: UTF8.self),
        found: String(decoding: found, as: UTF8.self))
    }
    return .intact
  }

  private static func digits(of content: ArraySlice<UInt8>) -> [UInt8] {
    Checksum.digits(of: content, followedBy: UInt8(ascii: "}"))
  }
}

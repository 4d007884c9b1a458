/// The text of `run.yaml`: an object in JSON whose first member, `crc32`, is the checksum of the text
/// without the line of that member.
struct SealedText {
  /// The object, without the checksum.
  let content: [UInt8]
  /// Whether the checksum was there: it is not in a text that was written before there were any.
  let isSealed: Bool

  private static let opening = Array("{\n".utf8)
  private static let key = Array("  \"crc32\" : \"".utf8)
  private static let closing = Array("\",\n".utf8)

  /// A checksum that is not the text's.
  struct Damage: Error {
    let expected: String
    let found: String
  }

  /// Takes the checksum off `text`.
  init(_ text: [UInt8]) throws(Damage) {
    let rest = text.dropFirst(Self.opening.count + Self.key.count + Checksum.length)
    guard text.starts(with: Self.opening + Self.key), rest.starts(with: Self.closing) else {
      content = text
      isSealed = false
      return
    }
    let found = text[..<rest.startIndex].suffix(Checksum.length)
    content = Self.opening + rest.dropFirst(Self.closing.count)
    isSealed = true
    let expected = Checksum.digits(of: content[...])
    guard found.elementsEqual(expected) else {
      throw Damage(
        expected: String(decoding: expected, as: UTF8.self),
        found: String(decoding: found, as: UTF8.self))
    }
  }

  /// `text`, an object that is not empty and has a member a line, with its checksum.
  static func sealing(_ text: String) -> String {
    let content = Array(text.utf8)
    precondition(content.starts(with: opening), "SealedText: not an object")
    let sealed =
      opening + key + Checksum.digits(of: content[...]) + closing + content.dropFirst(opening.count)
    return String(decoding: sealed, as: UTF8.self)
  }
}

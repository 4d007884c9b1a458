import Foundation
import Inputs

/// The text of `run.yaml`, and of the other small files of a run folder: an object in JSON whose first member, `crc32`, is the checksum of the text
/// without the line of that member.
struct SealedText {
  /// The object, without the checksum.
  let content: [UInt8]
  /// Whether the text had a checksum; texts of old versions have none.
  let isSealed: Bool

  private static let opening = Array("{\n".utf8)
  private static let key = Array("  \"crc32\" : \"".utf8)
  private static let closing = Array("\",\n".utf8)

  /// A checksum that does not match the text.
  struct Damage: Error {
    let expected: String
    let found: String
  }

  /// Separates `text` into content and checksum, and compares them.
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

  /// `text` with its checksum. It must be an object that is not empty, with each member on a line of its own.
  static func sealing(_ text: String) -> String {
    let content = Array(text.utf8)
    precondition(content.starts(with: opening), "SealedText: not an object")
    let sealed =
      opening + key + Checksum.digits(of: content[...]) + closing + content.dropFirst(opening.count)
    return String(decoding: sealed, as: UTF8.self)
  }
}

extension SealedText {
  /// `value` as JSON with sorted keys and its checksum.
  /// - Throws: what the encoder throws, if a number is not finite.
  static func sealing(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(value), as: UTF8.self)
    return sealing(JSONText.visible(json) + "\n")
  }

  /// The value in `text`; nil if it cannot be decoded, or was changed after it was written.
  static func value<Value: Decodable>(_ type: Value.Type, of text: [UInt8]) -> Value? {
    guard let sealed = try? SealedText(text) else { return nil }
    return try? JSONDecoder().decode(type, from: Data(sealed.content))
  }
}

/// Why a text is not the JSON that was expected, and where.
package struct JSONFault: Error, Hashable {
  /// What should have been there, as the object of "expected".
  package let expected: String
  /// What was there instead; nil where that says nothing.
  package let found: String?
  /// The place, in bytes from the beginning of the text.
  package let offset: Int

  init(expected: String, found: String?, offset: Int) {
    self.expected = expected
    self.found = found
    self.offset = offset
  }

  /// The complaint about `text`, of which the beginning is shown.
  init(_ expected: String, in text: ArraySlice<UInt8>) {
    self.init(
      expected: expected, found: String(decoding: text.prefix(40), as: UTF8.self),
      offset: text.startIndex)
  }
}

extension JSONFault: CustomStringConvertible {
  package var description: String {
    "byte \(offset): expected \(expected)" + (found.map { ", found \"\($0)\"" } ?? "")
  }
}

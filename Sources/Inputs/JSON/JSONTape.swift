/// JSON text taken apart in one pass: its values in the order of the text, each with its place.
///
/// Stricter than the standard where that catches a damaged text: an object has each key once, and there
/// is nothing behind the value. A tape can be used for one line of a long text after the other, and then
/// allocates nothing.
package final class JSONTape {
  /// One value, or the key of one.
  struct Token {
    enum Kind {
      case object, array, text, escapedText, integer, number, `true`, `false`, null
      /// An array of whole numbers, without tokens of their own.
      case integers
    }
    let kind: Kind
    /// Of its bytes in the text, without the quotes of a text.
    let start: Int32
    var end: Int32
    /// The index of the token behind the value and all that is in it.
    var next: Int32
    /// How many values an array has, or an object.
    var count: Int32
  }

  /// The text.
  package let bytes: [UInt8]
  private(set) var tokens: [Token] = []
  /// Short lists by their texts: they recur from line to line, and then share memory.
  var integerLists: [String: [Int]] = [:]
  var numberLists: [String: [Double]] = [:]

  /// Members of an object with more of them are looked up in a table, which for fewer takes longer than to look at each.
  static let manyMembers = 32

  /// - Precondition: `bytes` are fewer than 2 GB.
  package init(_ bytes: [UInt8]) {
    precondition(bytes.count < Int(Int32.max), "JSONTape: a text of 2 GB or more")
    self.bytes = bytes
  }

  /// Takes the value apart that `range` of the text holds.
  /// - Parameters:
  ///   - omitted: the key of a last member of the outermost object that is not to be seen.
  ///   - keepsLists: whether lists of whole numbers stay whole, which is faster. Containers cannot read them.
  /// - Throws: ``JSONFault`` at the first byte that is wrong.
  func parse(
    _ range: Range<Int>, omitting omitted: String? = nil, keepingLists keepsLists: Bool = false
  ) throws(JSONFault) {
    let memory = tokens
    tokens = []
    var parser = JSONParser(bytes, range, keepsLists: keepsLists, reusing: consume memory)
    try parser.parse()
    tokens = parser.tokens
    if let omitted { omitLastMember(named: omitted) }
  }

  private func omitLastMember(named name: String) {
    guard tokens[0].kind == .object, tokens[0].count > 0 else { return }
    var key = 1
    while Int(tokens[key + 1].next) < tokens.count { key = Int(tokens[key + 1].next) }
    guard string(tokens[key]) == name else { return }
    tokens.removeSubrange(key...)
    tokens[0].count -= 1
    tokens[0].next = Int32(key)
  }

  /// The complaint that something else was expected in place of a value.
  func fault(_ expected: String, at token: Token) -> JSONFault {
    fault(expected, at: Int(token.start), to: Int(token.end))
  }

  /// The complaint that something else was expected from `offset` on.
  func fault(_ expected: String, at offset: Int, to end: Int) -> JSONFault {
    JSONFault(expected, in: bytes[offset..<end])
  }
}

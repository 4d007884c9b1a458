/// JSON text taken apart in one pass: its values in the order of the text, each with its place.
///
/// Stricter than the standard where that catches a damaged text: an object has each key once, and there
/// is nothing behind the value. A tape can be used for one line of a long text after the other, and then
/// allocates nothing.
package final class JSONTape {
  /// One value, or the key of one.
  struct Token {
    enum Kind { case object, array, text, escapedText, integer, number, `true`, `false`, null }
    let kind: Kind
    /// Of its bytes in the text, without the quotes of a text.
    let start: Int32
    fileprivate(set) var end: Int32
    /// The index of the token behind the value and all that is in it.
    fileprivate(set) var next: Int32
    /// How many values an array has, or an object.
    fileprivate(set) var count: Int32
  }

  /// The text.
  package let bytes: [UInt8]
  private(set) var tokens: [Token] = []
  private var position = 0
  private var end = 0

  /// Deeper texts are refused: each level takes a call.
  private static let deepest = 64

  /// - Precondition: `bytes` are fewer than 2 GB.
  package init(_ bytes: [UInt8]) {
    precondition(bytes.count < Int(Int32.max), "JSONTape: a text of 2 GB or more")
    self.bytes = bytes
  }

  /// Takes the value apart that `range` of the text holds.
  /// - Parameter omitted: the key of a last member of the outermost object that is not to be seen.
  /// - Throws: ``JSONFault`` at the first byte that is wrong.
  func parse(_ range: Range<Int>, omitting omitted: String? = nil) throws(JSONFault) {
    tokens.removeAll(keepingCapacity: true)
    position = range.lowerBound
    end = range.upperBound
    try value(depth: 0)
    skipBlanks()
    guard position == end else { throw fault("the end of the text") }
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

  /// The complaint that something else was expected at `offset`, by default where reading stopped.
  func fault(_ expected: String, at offset: Int? = nil) -> JSONFault {
    let offset = offset ?? position
    let found = bytes[min(offset, end)..<min(offset + 40, end)]
    return JSONFault(
      expected: expected, found: String(decoding: found, as: UTF8.self), offset: offset)
  }

  func fault(_ expected: String, at token: Token) -> JSONFault {
    JSONFault(
      expected: expected,
      found: String(
        decoding: bytes[Int(token.start)..<min(Int(token.end), Int(token.start) + 40)],
        as: UTF8.self),
      offset: Int(token.start))
  }

  // MARK: Values

  private func value(depth: Int) throws(JSONFault) {
    guard depth < Self.deepest else { throw fault("at most \(Self.deepest) levels") }
    skipBlanks()
    guard position < end else { throw fault("a value") }
    switch bytes[position] {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try text()
    case UInt8(ascii: "t"): try word("true", .true)
    case UInt8(ascii: "f"): try word("false", .false)
    case UInt8(ascii: "n"): try word("null", .null)
    default: try number()
    }
  }

  private func object(depth: Int) throws(JSONFault) {
    let index = open(.object)
    var count = 0
    while try another(closing: UInt8(ascii: "}"), isFirst: count == 0) {
      skipBlanks()
      let key = tokens.count
      guard position < end, bytes[position] == UInt8(ascii: "\"") else { throw fault("a key") }
      try text()
      try requireNew(key, inObject: index)
      skipBlanks()
      guard position < end, bytes[position] == UInt8(ascii: ":") else { throw fault("':'") }
      position += 1
      try value(depth: depth + 1)
      count += 1
    }
    close(index, count)
  }

  private func array(depth: Int) throws(JSONFault) {
    let index = open(.array)
    var count = 0
    while try another(closing: UInt8(ascii: "]"), isFirst: count == 0) {
      try value(depth: depth + 1)
      count += 1
    }
    close(index, count)
  }

  /// Whether an object or array goes on, past the comma; or ends, past what closes it.
  private func another(closing: UInt8, isFirst: Bool) throws(JSONFault) -> Bool {
    skipBlanks()
    guard position < end else { throw fault("the end of a list or an object") }
    if bytes[position] == closing {
      position += 1
      return false
    }
    guard !isFirst else { return true }
    guard bytes[position] == UInt8(ascii: ",") else { throw fault("',' or the end") }
    position += 1
    return true
  }

  private func open(_ kind: Token.Kind) -> Int {
    tokens.append(Token(kind: kind, start: Int32(position), end: 0, next: 0, count: 0))
    position += 1
    return tokens.count - 1
  }

  private func close(_ index: Int, _ count: Int) {
    tokens[index].end = Int32(position)
    tokens[index].next = Int32(tokens.count)
    tokens[index].count = Int32(count)
  }

  /// Adds a value without others in it, from `start` to where reading is.
  private func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(
      Token(
        kind: kind, start: Int32(start), end: Int32(position), next: Int32(tokens.count + 1),
        count: 0))
  }

  private func requireNew(_ key: Int, inObject index: Int) throws(JSONFault) {
    var other = index + 1
    while other < key {
      guard !isSameText(other, key) else { throw fault("each key once", at: tokens[key]) }
      other = Int(tokens[other + 1].next)
    }
  }

  private func isSameText(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (tokens[a], tokens[b])
    guard first.kind == .text, second.kind == .text else { return string(first) == string(second) }
    return bytes[Int(first.start)..<Int(first.end)] == bytes[Int(second.start)..<Int(second.end)]
  }

  // MARK: Texts, words and numbers

  private func text() throws(JSONFault) {
    position += 1
    let start = position
    var hasEscapes = false
    while true {
      guard position < end else { throw fault("the end of a text", at: start) }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") { break }
      guard byte >= 0x20 else { throw fault("no control character") }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        position += 1
      }
      position += 1
    }
    add(hasEscapes ? .escapedText : .text, from: start)
    // What can be no text is no use to anyone: said here, where the place is known.
    guard position <= end, string(tokens[tokens.count - 1]) != nil else {
      throw fault("UTF-8, and escapes as JSON has them", at: start)
    }
    position += 1
  }

  private func word(_ word: String, _ kind: Token.Kind) throws(JSONFault) {
    let start = position
    for byte in word.utf8 {
      guard position < end, bytes[position] == byte else { throw fault("a value", at: start) }
      position += 1
    }
    add(kind, from: start)
  }

  private func number() throws(JSONFault) {
    let start = position
    var kind = Token.Kind.integer
    if position < end, bytes[position] == UInt8(ascii: "-") { position += 1 }
    let first = position
    let digits = skipDigits()
    guard digits > 0, digits == 1 || bytes[first] != UInt8(ascii: "0") else {
      throw fault("a value", at: start)
    }
    if position < end, bytes[position] == UInt8(ascii: ".") {
      kind = .number
      position += 1
      guard skipDigits() > 0 else { throw fault("digits") }
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      kind = .number
      position += 1
      if position < end,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      guard skipDigits() > 0 else { throw fault("digits") }
    }
    add(kind, from: start)
  }

  private func skipDigits() -> Int {
    let start = position
    while position < end, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }

  private func skipBlanks() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }
}

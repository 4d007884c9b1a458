/// Takes one JSON value apart.
struct JSONParser {
  /// What was found so far.
  private(set) var tokens: [JSONTape.Token]
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private let keepsLists: Bool

  private typealias Token = JSONTape.Token

  /// Deeper texts are refused: each level takes a call.
  private static let deepest = 64

  /// - Parameters:
  ///   - keepsLists: whether lists of whole numbers get no tokens for these.
  ///   - tokens: an array whose memory is used again.
  init(
    _ bytes: [UInt8], _ range: Range<Int>, keepsLists: Bool,
    reusing tokens: consuming [JSONTape.Token]
  ) {
    self.bytes = bytes
    self.keepsLists = keepsLists
    self.tokens = tokens
    self.tokens.removeAll(keepingCapacity: true)
    position = range.lowerBound
    end = range.upperBound
  }

  /// Reads the value, and makes sure that there is nothing behind it.
  mutating func parse() throws(JSONFault) {
    try value(depth: 0)
    skipBlanks()
    guard position == end else { throw fault("the end of the text") }
  }

  /// The complaint that something else was expected at `offset`, by default where reading stopped.
  private func fault(_ expected: String, at offset: Int? = nil) -> JSONFault {
    JSONFault(expected, in: bytes[min(offset ?? position, end)..<end])
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(JSONFault) {
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

  private mutating func object(depth: Int) throws(JSONFault) {
    let index = open(.object)
    var count = 0
    var known: Set<[UInt8]> = []
    while try another(closing: UInt8(ascii: "}"), isFirst: count == 0) {
      skipBlanks()
      let key = tokens.count
      guard position < end, bytes[position] == UInt8(ascii: "\"") else { throw fault("a key") }
      try text()
      if count < JSONTape.manyMembers {
        try requireNew(key, inObject: index)
      } else {
        if known.isEmpty { known = texts(ofKeysIn: index, before: key) }
        guard known.insert(text(of: key)).inserted else { throw notNew(key) }
      }
      skipBlanks()
      guard position < end, bytes[position] == UInt8(ascii: ":") else { throw fault("':'") }
      position += 1
      try value(depth: depth + 1)
      count += 1
    }
    close(index, count)
  }

  private mutating func array(depth: Int) throws(JSONFault) {
    if keepsLists, addIntegers() { return }
    let index = open(.array)
    var count = 0
    while try another(closing: UInt8(ascii: "]"), isFirst: count == 0) {
      try value(depth: depth + 1)
      count += 1
    }
    close(index, count)
  }

  /// Adds a list of whole numbers without blanks, if it is one; whatever else it is says ``array(depth:)``.
  private mutating func addIntegers() -> Bool {
    var place = position + 1
    var count: Int32 = 0
    while true {
      if place < end, bytes[place] == UInt8(ascii: "-") { place += 1 }
      let first = place
      while place < end, (0x30...0x39).contains(bytes[place]) { place += 1 }
      guard place > first, place == first + 1 || bytes[first] != UInt8(ascii: "0"), place < end
      else { return false }
      count += 1
      place += 1
      if bytes[place - 1] == UInt8(ascii: "]") { break }
      guard bytes[place - 1] == UInt8(ascii: ",") else { return false }
    }
    let start = position
    position = place
    add(.integers, from: start)
    tokens[tokens.count - 1].count = count
    return true
  }

  /// Whether an object or array goes on, past the comma; or ends, past what closes it.
  private mutating func another(closing: UInt8, isFirst: Bool) throws(JSONFault) -> Bool {
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

  private mutating func open(_ kind: Token.Kind) -> Int {
    tokens.append(Token(kind: kind, start: Int32(position), end: 0, next: 0, count: 0))
    position += 1
    return tokens.count - 1
  }

  private mutating func close(_ index: Int, _ count: Int) {
    tokens[index].end = Int32(position)
    tokens[index].next = Int32(tokens.count)
    tokens[index].count = Int32(count)
  }

  /// Adds a value without others in it, from `start` to where reading is.
  private mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(
      Token(
        kind: kind, start: Int32(start), end: Int32(position), next: Int32(tokens.count + 1),
        count: 0))
  }

  private func requireNew(_ key: Int, inObject index: Int) throws(JSONFault) {
    var other = index + 1
    while other < key {
      guard !isSameText(other, key) else { throw notNew(key) }
      other = Int(tokens[other + 1].next)
    }
  }

  private func notNew(_ key: Int) -> JSONFault {
    fault("each key once", at: Int(tokens[key].start))
  }

  private func texts(ofKeysIn index: Int, before end: Int) -> Set<[UInt8]> {
    var texts: Set<[UInt8]> = []
    var key = index + 1
    while key < end {
      texts.insert(text(of: key))
      key = Int(tokens[key + 1].next)
    }
    return texts
  }

  /// The bytes that a key stands for.
  private func text(of key: Int) -> [UInt8] {
    let token = tokens[key]
    return token.kind == .text
      ? Array(bytes[Int(token.start)..<Int(token.end)])
      : Array((token.string(in: bytes) ?? "").utf8)
  }

  private func isSameText(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (tokens[a], tokens[b])
    guard first.kind == .text, second.kind == .text else {
      return text(of: a) == text(of: b)
    }
    return first.end - first.start == second.end - second.start
      && bytes[Int(first.start)..<Int(first.end)] == bytes[Int(second.start)..<Int(second.end)]
  }

  // MARK: Texts, words and numbers

  private mutating func text() throws(JSONFault) {
    position += 1
    let start = position
    var hasEscapes = false
    var isASCII = true
    while true {
      guard position < end else { throw fault("the end of a text", at: start) }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") { break }
      guard byte >= 0x20 else { throw fault("no control character") }
      if byte >= 0x80 { isASCII = false }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        position += 1
      }
      position += 1
    }
    add(hasEscapes ? .escapedText : .text, from: start)
    // What can be no text is no use to anyone: said here, where the place is known.
    let isText = isASCII && !hasEscapes || tokens[tokens.count - 1].string(in: bytes) != nil
    guard isText else {
      throw fault("UTF-8, and escapes as JSON has them", at: start)
    }
    position += 1
  }

  private mutating func word(_ word: String, _ kind: Token.Kind) throws(JSONFault) {
    let start = position
    for byte in word.utf8 {
      guard position < end, bytes[position] == byte else { throw fault("a value", at: start) }
      position += 1
    }
    add(kind, from: start)
  }

  private mutating func number() throws(JSONFault) {
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

  private mutating func skipDigits() -> Int {
    let start = position
    while position < end, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func skipBlanks() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }
}

import Inputs

/// Reads a text line by line, with any line ends: LF, CR or both, even mixed. A Ctrl-Z at the end of the file
/// is not part of the text.
///
/// Needs memory for the longest line and one chunk of the source.
struct LineReader {
  /// A line, as a place in ``LineReader/bytes``.
  struct Line {
    /// The number of the line, from 1.
    let number: Int
    /// The line without its end.
    let text: Range<Int>
    /// The line with its end; the same as `text` if the file ends within the line.
    let whole: Range<Int>
  }

  private static let controlZ: UInt8 = 0x1A

  /// The longest line, in bytes. A longer one indicates that the file is not text.
  static let lineLimit = 1 << 26

  /// The loaded part of the text. A line's place is valid until the next line is read.
  private(set) var bytes: [UInt8] = []
  /// The line that was read last, 1-based; 1 before the first.
  private(set) var line = 1
  /// Whether the file ended within the line that was read last.
  private(set) var isUnterminated = false

  private let source: any ByteSource
  private var position = 0
  private var hasBegun = false
  private var isAtEnd = false
  private var lineFeed = Occurrence(byte: 0x0A)
  private var carriageReturn = Occurrence(byte: 0x0D)
  private var quote = Occurrence(byte: 0x22)
  /// The next byte that is not ASCII, or 0.
  private var odd = Occurrence(byte: nil)

  init(_ source: any ByteSource) { self.source = source }

  /// The source's name.
  var name: String { source.name }

  /// The next line; nil at the end of the file.
  /// - Throws: ``InputError`` if the line is longer than ``lineLimit``, or the file cannot be read.
  mutating func next() throws(InputError) -> Line? {
    if !hasBegun { try begin() }
    var searched = position
    while true {
      var end = min(
        lineFeed.next(in: bytes, from: searched), carriageReturn.next(in: bytes, from: searched))
      guard end - position <= Self.lineLimit else { throw tooLong() }
      if end == bytes.count {
        searched = end - position
        if try load() { continue }
        // DOS ends a text file with Ctrl-Z, and its editors repeat that to fill a block.
        while end > position, bytes[end - 1] == Self.controlZ { end -= 1 }
        isUnterminated = end == bytes.count
        defer { position = bytes.count }
        guard position < end else { return nil }
        return take(text: position..<end, whole: position..<end)
      }
      // A line feed after a carriage return belongs to the same line end, and may not be loaded yet.
      if bytes[end] == 0x0D, end + 1 == bytes.count {
        searched = end - position
        if try load() { continue }
      }
      if mayEnd(position..<end) {
        searched = end - position
        if try load() { continue }
        position = bytes.count
        return nil
      }
      let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
      return take(text: position..<end, whole: position..<end + (isPair ? 2 : 1))
    }
  }

  /// Whether a line has only Ctrl-Z, with nothing loaded after it but its end.
  private func mayEnd(_ text: Range<Int>) -> Bool {
    guard !text.isEmpty, bytes[text].allSatisfy({ $0 == Self.controlZ }) else { return false }
    let rest = bytes[text.upperBound...]
    return rest.count <= 2 && rest.allSatisfy { $0 == 0x0A || $0 == 0x0D }
  }

  /// Whether `line` has a quotation mark.
  mutating func hasQuote(_ line: Line) -> Bool {
    quote.next(in: bytes, from: line.text.lowerBound) < line.text.upperBound
  }

  /// The first place at which `line` is not text, if there is one.
  mutating func fault(in line: Line) -> TextFault? {
    guard odd.next(in: bytes, from: line.text.lowerBound) < line.text.upperBound else { return nil }
    return TextFault(in: bytes[line.text])
  }

  /// Moves past a line.
  private mutating func take(text: Range<Int>, whole: Range<Int>) -> Line {
    if hasBegun { line += 1 }
    hasBegun = true
    position = whole.upperBound
    return Line(number: line, text: text, whole: whole)
  }

  /// Skips a byte-order mark.
  private mutating func begin() throws(InputError) {
    while bytes.count < 3, try load() {}
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Loads the next chunk and discards the lines that were read; the rest moves to the front.
  /// - Returns: false at the end of the file.
  private mutating func load() throws(InputError) -> Bool {
    guard !isAtEnd else { return false }
    guard !Task.isCancelled else { throw InputError.cancelled(name) }
    guard let chunk = try source.next() else {
      isAtEnd = true
      return false
    }
    if position == bytes.count {
      bytes = chunk
    } else {
      bytes.removeSubrange(..<position)
      bytes += chunk
    }
    position = 0
    lineFeed.forget()
    carriageReturn.forget()
    quote.forget()
    odd.forget()
    return true
  }

  private func tooLong() -> InputError {
    InputError(
      code: .outOfRange, file: name, line: hasBegun ? line + 1 : 1,
      expected: "a line of at most \(Self.lineLimit) bytes", found: "a longer one",
      hint: "is this a text file?")
  }
}

extension LineReader {
  /// The next place of a byte. It is searched for once, however many lines precede it.
  private struct Occurrence {
    /// The byte; nil for any byte that is not ASCII, or 0.
    let byte: UInt8?
    private var known = -1

    init(byte: UInt8?) { self.byte = byte }

    /// The first place from `start` on, or the end of `bytes`.
    mutating func next(in bytes: [UInt8], from start: Int) -> Int {
      if known < start {
        known =
          byte.map { TextKernel.index(of: $0, in: bytes, from: start) }
          ?? TextKernel.indexOfOdd(in: bytes, from: start)
      }
      return known
    }

    mutating func forget() { known = -1 }
  }
}
